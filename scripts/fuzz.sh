#!/usr/bin/env bash
# Feeds the parsers of ours with whatever libFuzzer thinks of, a minute each: no crash, no input that takes longer than a second,
# no growth beyond half a gibibyte. Names of targets limit it to those; APPEL_FUZZ_SECONDS sets another time.
# An input that breaks something stays in .scratch/fuzz/found; what explored something new joins .scratch/fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${APPEL_FUZZ_SECONDS:-60}
scratch=.scratch/fuzz
targets=(
    csv definition results applications companions organisations json assignment values bankReport paymentFile zip archive scanner
    tables meeting audit certificate
)
[ $# -eq 0 ] || targets=("$@")

[ -t 2 ] && echo "Building the fuzzer; the first time takes some minutes." >&2
APPEL_FUZZ=1 scripts/build.sh -c release --sanitize=fuzzer --scratch-path "$scratch/build" --product AppelFuzz

failed=0
for target in "${targets[@]}"; do
    mkdir -p "$scratch/corpus/$target" "$scratch/found"
    log=$scratch/$target.log
    if APPEL_FUZZ_TARGET=$target "$scratch/build/release/AppelFuzz" -max_total_time="$seconds" -timeout=1 -rss_limit_mb=512 \
        -max_len=65536 -artifact_prefix="$scratch/found/$target-" -print_final_stats=1 \
        "$scratch/corpus/$target" "Tests/Fuzz/corpus/$target" >"$log" 2>&1; then
        runs=$(sed -nE 's/^stat::number_of_executed_units: *//p' "$log")
        memory=$(sed -nE 's/^stat::peak_rss_mb: *//p' "$log")
        echo "$target: $runs inputs in $seconds s, at most $memory MiB, nothing found"
    else
        grep -E 'Fatal error|ERROR: libFuzzer|Test unit written' "$log" >&2 || tail -n 20 "$log" >&2
        echo "$target: broken, see $log" >&2
        failed=1
    fi
done
exit "$failed"
