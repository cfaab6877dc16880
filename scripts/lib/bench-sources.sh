#!/usr/bin/env bash
# Reads MAILBOXES (default 100000) over LDAP and OBJECTS (default 5000) of Exchange Online over REST with -Xmx512m, each from a stand-in in
# a process of its own, up to the capture that a run compares. Writes docs/benchmarks-sources.md; run by scripts/bench.
# Environment: BENCH_DIR (working folder, default target/bench).
set -euo pipefail

lib=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
cd "$lib/../.."
say() { printf 'bench: %s\n' "$*" >&2; }
# shellcheck source=scripts/lib/java-tools.sh
source "$lib/java-tools.sh"
require_tools_for_building
sizes=("${1:-100000}" "${2:-5000}")
[[ ${sizes[0]} =~ ^[0-9]+$ && ${sizes[1]} =~ ^[0-9]+$ ]] || {
  say "MAILBOXES and OBJECTS are numbers"
  exit 2
}
dir=${BENCH_DIR:-$PWD/target/bench}
mkdir -p "$dir"

maven -q -Dspotless.check.skip=true -DskipTests test-compile
maven -q dependency:build-classpath -Dmdep.outputFile="$dir/classpath" -DincludeScope=test
"$java" -Xmx512m -cp "target/test-classes:target/classes:$(cat "$dir/classpath")" \
  io.rollcall.bench.SourcesBench "${sizes[@]}" "$dir/sources" "$dir/sources.md"
{
  echo "# Benchmarks of live sources"
  echo
  echo "What \`scripts/bench sources ${sizes[*]}\` measures, on $(date -u +%Y-%m-%d): $(nproc) cores, $("$java" -version 2>&1 | head -n 1)."
  cat <<'TEXT'
Each source is read up to the capture that a run then compares (the comparison is in [the others](benchmarks.md)). The stand-ins are processes of
their own and answer at once: UnboundID's in-memory server, which looks at a whole unit of 10,000 mailboxes for each page of 1,000, so that most of
the time is its own; and Exchange Online's, of which each mailbox costs two single cmdlets and each list one, ten with a request, at most 100
requests in a second. The real one takes about a second for a cmdlet. A list of 3,000 members for each 1,000 mailboxes is read in parts of 1,500.

TEXT
  cat "$dir/sources.md"
} >docs/benchmarks-sources.md
say "written to docs/benchmarks-sources.md"
