#!/usr/bin/env bash
# Writes PST files of 10,000 and 100,000 contacts with -Xmx256m, verifies them, prints the times; run
# by scripts/bench. Environment: BENCH_DIR (working folder, default target/bench).
set -euo pipefail

lib=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
cd "$lib/../.."
say() { printf 'bench: %s\n' "$*" >&2; }
# shellcheck source=scripts/lib/java-tools.sh
source "$lib/java-tools.sh"
require_tools_for_building
dir=${BENCH_DIR:-$PWD/target/bench}
mkdir -p "$dir"

maven -q -Dspotless.check.skip=true test-compile
# One process for each size: none profits from what another has warmed up.
for contacts in 10000 100000; do
  "$java" -Xmx256m -cp target/classes:target/test-classes io.rollcall.bench.PstBench "$contacts" "$dir"
done
