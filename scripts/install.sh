#!/usr/bin/env bash
# Installs the Debian packages that Appel needs and this machine lacks; with the argument `tests`, what its tests need too. Does
# nothing, and needs no rights, when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/requirements.sh
. scripts/requirements.sh

check_swift

mapfile -t packages < <(missing_packages; [ "${1:-}" != tests ] || missing_test_packages)
[ ${#packages[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Missing: ${packages[*]} (Debian's names). Install them with this system's own package manager." >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Missing: ${packages[*]}. Ask an administrator to run: apt-get install ${packages[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        echo "apt-get $* failed. Correct what it says and try again." >&2
        exit 1
    fi
}

echo "Installing ${packages[*]}" >&2
apt update
if [[ " ${packages[*]} " == *" postgresql "* ]]; then
    # Debian would make and start a server of its own. Appel starts a private one instead.
    apt install --no-install-recommends postgresql-common
    settings=/etc/postgresql-common/createcluster.conf
    if ! grep -qE '^[[:space:]]*create_main_cluster' "$settings" 2>/dev/null; then
        echo "Telling Debian to make no server of its own: create_main_cluster = false in $settings" >&2
        echo 'create_main_cluster = false' | "${as_root[@]}" tee -a "$settings" >/dev/null
    fi
fi
apt install --no-install-recommends "${packages[@]}"
