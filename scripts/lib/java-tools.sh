# shellcheck shell=bash
# Finds Java 17 or newer and Maven; sourced by the scripts that need them. The sourcing script
# defines say().

java=''        # the java program to use
java_version=0 # its major version

# The `release` file is read first: asking the Java machine itself takes as long as --help does.
version_of() { # $1: a java program; prints 17 for 17.0.15, 8 for 1.8.0
  local text
  text=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "${1%/bin/java}/release" 2>/dev/null) || true
  [[ -n $text ]] || text=$("$1" -version 2>&1 </dev/null | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
  text=${text#1.}
  text=${text%%[!0-9]*}
  echo "${text:-0}"
}

find_java() { # $1: java, or javac where something is to be built
  local candidate version
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
    [[ -n $candidate && -x $candidate ]] || continue
    candidate=$(readlink -f "$candidate")
    [[ -x ${candidate%/*}/$1 ]] || continue
    version=$(version_of "$candidate")
    if ((version >= 17)); then
      java=$candidate
      # shellcheck disable=SC2034 # used by rollcall
      java_version=$version
      return
    fi
  done
  return 1
}

require_tools_for_running() {
  if find_java java; then return; fi
  say "needs Java 17 or newer; none in JAVA_HOME (${JAVA_HOME:-not set}) and none on PATH"
  say "install one, on Debian: apt-get install openjdk-17-jre-headless"
  exit 2
}

require_tools_for_building() {
  local packages=()
  find_java javac || packages+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || packages+=(maven)
  ((${#packages[@]})) || return 0
  say "building needs a JDK 17 or newer (JAVA_HOME, PATH) and Maven (mvn on PATH)"
  say "install what is missing, on Debian: apt-get install ${packages[*]}"
  exit 2
}

# Under cron and systemd there is often no locale, or one that is not installed. Java then writes ?
# for every letter beyond ASCII, and cannot open a file whose name has one.
use_utf8() {
  if [[ $(locale charmap 2>/dev/null) == ANSI_X3.4-1968 ]]; then export LC_ALL=C.UTF-8; fi
}

maven() { # with the Java that was found, without colours, and never reading the caller's input
  JAVA_HOME=${java%/bin/java} mvn -B -Dstyle.color=never "$@" </dev/null
}
