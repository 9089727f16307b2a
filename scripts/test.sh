#!/usr/bin/env bash
# Builds and runs every test. Prints one line when all pass; else what failed, then the line. Arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

# All that the tests make is in one folder, which PostgreSQL's own account must be able to reach.
folder=$(mktemp -d /tmp/appel-tests.XXXXXX)
chmod 755 "$folder"

# A test that was cut off may have left its server: nothing goes on after this script.
clean_up() {
    local file
    find "$folder" -name postmaster.pid -size +0 2>/dev/null | while read -r file; do
        kill -QUIT "$(head -n 1 "$file")" 2>/dev/null || true
    done
    # A small disk that a test filled.
    grep -oE " $folder/[^ ]+" /proc/mounts | xargs -r umount --lazy 2>/dev/null || true
    rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -t 2 ] && echo "Building the tests; the first time takes some minutes." >&2
if ! scripts/build.sh --build-tests; then
    echo "0 passed, 1 failed (the tests do not build)"
    exit 1
fi

log=$folder/log
status=0
# A few tests at a time: with hundreds at once, those that watch a clock would wait for their turn longer than what they watch lasts.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}
TMPDIR=$folder swift test --skip-build --xunit-output "$folder/results.xml" "$@" >"$log" 2>&1 </dev/null || status=$?

# Sums an attribute over the results of both testing libraries.
sum() {
    cat "$folder"/results*.xml 2>/dev/null | grep -oE "<testsuite [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' |
        awk '{ total += $1 } END { print total + 0 }'
}
tests=$(sum tests)
failed=$(($(sum failures) + $(sum errors)))
skipped=$(sum skipped)

if [ "$status" -ne 0 ]; then
    # A crash is no failure that a result file counts.
    [ "$failed" -gt 0 ] || failed=1
    # What failed and why; all of it when the process died before it could say.
    grep -vE '^↳ (Testing Library|Target Platform)' "$log" | grep -E '^(✘|↳)|: error: |Fatal error|crash|signal' ||
        tail -n 60 "$log"
fi
# Adds what another program tried to the sums; its last line is `N passed, N failed`.
add() {
    local name=$1 said
    shift
    "$@" >"$folder/$name" 2>"$folder/$name.notes" || { status=1; cat "$folder/$name.notes" >&2; }
    said=$(tail -n 1 "$folder/$name")
    if [[ $said =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        [ "${BASH_REMATCH[2]}" -eq 0 ] || head -n -1 "$folder/$name"
        tests=$((tests + BASH_REMATCH[1] + BASH_REMATCH[2])) failed=$((failed + BASH_REMATCH[2]))
    else
        echo "The tests of the $name ended early: $said" >&2
        status=1 failed=$((failed + 1)) tests=$((tests + 1))
    fi
}
# The pages in a real browser, and the API with requests drawn from its description, unless some tests only were asked for.
if [ $# -eq 0 ]; then
    add pages scripts/browser.sh
    EXAMPLES=2 add API scripts/schemathesis.sh
fi
passed=$((tests - skipped - failed))
if [ "$tests" -eq 0 ] && [ "$status" -eq 0 ]; then
    echo "No test ran: does the filter name one?" >&2
    status=1
fi
[ "$skipped" -eq 0 ] || sed -nE 's/^➜ Test (.*) skipped: "(.*)"$/skipped (\2): \1/p' "$log"
echo "$((passed > 0 ? passed : 0)) passed, $failed failed"
exit "$status"
