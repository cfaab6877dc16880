# shellcheck shell=bash
# Finds a JDK 17 or newer and Maven; sourced by the scripts of a checkout that need them, which define
# say() and here.

# shellcheck source=scripts/lib/find-java.sh
source "${BASH_SOURCE[0]%/*}/find-java.sh"

require_tools_for_building() {
  local packages=()
  find_java javac || packages+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || packages+=(maven)
  ((${#packages[@]})) || return 0
  say "building needs a JDK 17 or newer (JAVA_HOME, PATH) and Maven (mvn on PATH)$java_refused"
  say "install what is missing, on Debian: apt-get install ${packages[*]}"
  exit 2
}

maven() { # with the Java that was found, without colours, and never reading the caller's input
  JAVA_HOME=${java%/bin/java} mvn -B -Dstyle.color=never "$@" </dev/null
}
