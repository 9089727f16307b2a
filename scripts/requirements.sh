# shellcheck shell=bash
# What building and running Appel needs beyond the Swift toolchain. Sourced by install.sh and doctor.sh.
# Looks for the thing itself rather than for a package, so that a machine that has it by another way is left alone.

oldest_postgresql=15

has_postgresql() {
    local server
    for server in /usr/lib/postgresql/*/bin/postgres "$(pg_config --bindir 2>/dev/null)/postgres" \
        "$(command -v postgres 2>/dev/null)"; do
        [ -x "$server" ] || continue
        [ "$("$server" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')" -ge "$oldest_postgresql" ] && return 0
    done
    return 1
}

# Prints the names of the Debian packages that are missing, one a line.
missing_packages() {
    has_postgresql || echo postgresql
    command -v pkg-config >/dev/null || echo pkg-config
    { command -v pkg-config >/dev/null && pkg-config --exists libpq; } || echo libpq-dev
    { command -v pkg-config >/dev/null && pkg-config --exists xlsxwriter; } || echo libxlsxwriter-dev
    { command -v pkg-config >/dev/null && pkg-config --exists libxml-2.0; } || echo libxml2-dev
    # The workbook library and Foundation link with it; Debian's package of neither brings it.
    [ -e /usr/include/zlib.h ] || echo zlib1g-dev
    command -v git >/dev/null || echo git
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    [ -e /usr/include/stdio.h ] || echo libc6-dev
    # The C++ headers and start files that Swift's own compiler takes from GCC.
    compgen -G '/usr/include/c++/*/vector' >/dev/null || echo g++
    [ -e /usr/share/zoneinfo/Europe/Brussels ] || echo tzdata
    # What the tests validate exports with, of use only where the publishers' schemas are.
    [ -d "${APPEL_SCHEMAS:-../shared/schemas}/iati" ] || return 0
    command -v xmllint >/dev/null || echo libxml2-utils
    { python3 -c 'import jsonschema, yaml' || /usr/bin/python3 -c 'import jsonschema, yaml'; } 2>/dev/null ||
        printf '%s\n' python3-jsonschema python3-yaml
}

# What the tests need besides: a real browser, and Java for the validator of pages.
missing_test_packages() {
    command -v chromium >/dev/null || echo chromium
    command -v java >/dev/null || echo default-jre-headless
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Fails, and says why, unless a new enough Swift is in the PATH.
check_swift() {
    local version
    if ! command -v swift >/dev/null; then
        echo "Swift is missing. Install Swift 6.3 or later from https://www.swift.org/install/linux/ and put its usr/bin in PATH." >&2
        return 1
    fi
    version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
    if [ "$(printf '%s\n6.3\n' "${version:-0}" | sort -V | head -n 1)" != 6.3 ]; then
        echo "Swift ${version:-of an unknown version} is too old. Install Swift 6.3 or later from https://www.swift.org/install/linux/" >&2
        return 1
    fi
}
