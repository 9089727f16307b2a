#!/usr/bin/env bash
# Builds with the arguments of `swift build`. Shows progress on a terminal, else only what went wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -t 1 ]; then
    exec swift build "$@"
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! swift build "$@" >"$log" 2>&1 </dev/null; then
    # Every file of a module repeats the module's errors.
    grep -vE '^\[[0-9]+/[0-9]+\]|CMakeLists\.txt' "$log" | awk '!/: error: / || !seen[$0]++' >&2
    exit 1
fi
grep -E '(Sources|Tests)/.*: warning: ' "$log" | sort -u >&2 || true
