# shellcheck shell=bash
# Builds the program with its tests, without running any; sourced by the scripts that run a main class of the tests. The
# sourcing script defines say() and has sourced java-tools.sh.

jar=''       # the packaged program, from the checkout on
classpath='' # of the tests' main classes

build_test_program() { # $1: the log
  local file=target/test-program.classpath candidate
  mkdir -p target
  say "building"
  maven -q -Dmaven.test.skip.exec=true -DskipTests -Dassembly.skipAssembly=true package dependency:build-classpath \
    -Dmdep.outputFile="$file" -Dmdep.includeScope=test >"$1" 2>&1 || {
    tail -n 30 "$1" >&2
    say "the build failed; its whole log: $1"
    exit 1
  }
  for candidate in target/rollcall-*.jar; do
    if [[ -z $jar || $candidate -nt $jar ]]; then jar=$candidate; fi
  done
  # shellcheck disable=SC2034 # used by the sourcing script
  classpath=target/test-classes:target/classes:$(<"$file")
}
