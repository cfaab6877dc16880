# shellcheck shell=sh
# Finds Java 17 or newer; sourced by bin/rollcall, and through java-tools.sh by the scripts of a checkout.
# The sourcing script defines say().

# shellcheck disable=SC2034 # for the sourcing script
java=''         # the java program to use
java_version=0  # its major version
java_refused='' # what was found and is too old

# The `release` file is read first: asking the Java machine itself takes as long as --help does.
version_of() ( # $1: a java program; prints 17 for 17.0.15, 8 for 1.8.0
  text=''
  if [ -r "${1%/bin/java}/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) text=${line#*=} ;; esac
    done <"${1%/bin/java}/release"
  fi
  if [ -z "$text" ]; then
    text=$("$1" -version 2>&1 </dev/null | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
  fi
  text=${text#\"}
  text=${text#1.}
  text=${text%%[!0-9]*}
  echo "${text:-0}"
)

find_java() { # $1: java, or javac where something is to be built
  java_refused=''
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
    if [ ! -x "$candidate" ]; then continue; fi
    candidate=$(readlink -f "$candidate")
    [ -x "${candidate%/*}/$1" ] || continue
    java_version=$(version_of "$candidate")
    if [ "$java_version" -ge 17 ]; then
      # shellcheck disable=SC2034 # as above
      java=$candidate
      return 0
    fi
    java_refused="$java_refused; Java $java_version in ${candidate%/bin/java} is too old"
  done
  return 1
}

require_tools_for_running() {
  if find_java java; then return 0; fi
  say "needs Java 17 or newer; none in JAVA_HOME (${JAVA_HOME:-not set}) and none on PATH$java_refused"
  say "install one, on Debian: apt-get install openjdk-17-jre-headless (any newer one will do: apt-cache search jre-headless)"
  exit 2
}

# Under cron and systemd there is often no locale, or one that is not installed. Java then writes ?
# for every letter beyond ASCII, and cannot open a file whose name has one.
use_utf8() {
  if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ]; then
    LC_ALL=C.UTF-8
    export LC_ALL
  fi
}
