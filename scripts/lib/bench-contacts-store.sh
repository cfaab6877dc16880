#!/usr/bin/env bash
# Backs up CONTACTS (default 100000) generated contacts into the store with -Xmx128m: first, with 1 % changed, with nothing changed; beside
# restic and borg on the same contacts as files, where they are installed. Writes docs/benchmarks-contacts-store.md; run by
# scripts/bench. Environment: MYSQL_URL, BENCH_DIR (working folder, default target/bench).
set -euo pipefail

lib=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
cd "$lib/../.."
say() { printf 'bench: %s\n' "$*" >&2; }
# shellcheck source=scripts/lib/java-tools.sh
source "$lib/java-tools.sh"
require_tools_for_building
contacts=${1:-100000}
[[ $contacts =~ ^[0-9]+$ ]] || {
  say "CONTACTS is a number"
  exit 2
}
dir=${BENCH_DIR:-$PWD/target/bench}
mkdir -p "$dir"

maven -q -Dspotless.check.skip=true -DskipTests test-compile
maven -q dependency:build-classpath -Dmdep.outputFile="$dir/classpath" -DincludeScope=test

pid=0
if [[ -z ${MYSQL_URL:-} ]]; then
  export MYSQL_DIR=$dir/mysql
  MYSQL_URL=$("$lib/../mysql-server" up)
  export MYSQL_URL
  pid=$(cat "$MYSQL_DIR/mysqld.pid")
  trap 'env -u MYSQL_URL "$lib/../mysql-server" purge' EXIT
fi
"$java" -Xmx128m -cp "target/test-classes:target/classes:$(cat "$dir/classpath")" \
  io.rollcall.bench.ContactsStoreBench "$contacts" "$dir/contacts-store" "$dir/contacts-store.md" "$pid"
{
  echo "# Benchmarks of the contacts' store"
  echo
  echo "Written by \`scripts/bench contacts-store $contacts\` on $(date -u +%Y-%m-%d): $(nproc) cores, $("$java" -version 2>&1 | head -n 1), MySQL on the same"
  echo "machine. The contacts are generated, with names made of syllables; as files each is the JSON that Graph answers with, backed up by restic and"
  echo "borg as they are by default. Of MySQL all pages of the tables count, indexes included; *contents alone* are the sealed values."
  echo
  cat "$dir/contacts-store.md"
} >docs/benchmarks-contacts-store.md
say "written to docs/benchmarks-contacts-store.md"
