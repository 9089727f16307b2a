#!/usr/bin/env bash
# Tells what Appel needs and whether it is there. Changes nothing; fails when something is missing.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/requirements.sh
. scripts/requirements.sh

failures=0
line() { printf '%-12s %s\n' "$1" "$2"; }

if check_swift 2>/dev/null; then
    line Swift "$(swift --version 2>/dev/null | head -n 1)"
else
    line Swift "$(check_swift 2>&1)"
    failures=1
fi
mapfile -t packages < <(missing_packages)
if [ ${#packages[@]} -eq 0 ]; then
    line Packages "all there; libpq $(pkg-config --modversion libpq)"
else
    line Packages "missing: ${packages[*]} (make install)"
    failures=1
fi
line Disk "$(df -Ph . | awk 'NR == 2 { print $4 " free here" }')"
program=.build/release/appel
if [ -x "$program" ]; then
    line Program "$program"
    "$program" db status || true
else
    line Program "not built yet (make build)"
fi
exit "$failures"
