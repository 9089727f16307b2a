#!/usr/bin/env bash
# Measures Appel against pgbench and \copy on a private server, and writes docs/benchmarks.md. Arguments name the subjects to
# measure anew; what the file says of the others stays then.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "Building the benchmark; the first time takes some minutes." >&2
scripts/build.sh -c release --product AppelBench
scripts/build.sh -c release --product appel

bin=$(pg_config --bindir)
folder=$(mktemp -d /tmp/appel-bench.XXXXXX)
chmod 755 "$folder"
# PostgreSQL refuses to run as root, so it runs as the user that Debian made for it.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
    as_server=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    install -d -o postgres -g postgres "$folder/server"
else
    mkdir "$folder/server"
fi

clean_up() {
    "${as_server[@]}" "$bin/pg_ctl" stop --pgdata="$folder/server/data" --mode=immediate --silent >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# As the program makes and starts its own server: everything that keeps data safe is on.
(
    cd "$folder/server"
    "${as_server[@]}" "$bin/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --data-checksums --no-instructions >initdb.log
    "${as_server[@]}" "$bin/pg_ctl" start --pgdata=data --log=log --wait --silent --options="-c listen_addresses='' \
        -c unix_socket_directories='$folder/server' -c timezone=UTC -c jit=off -c random_page_cost=1.1 \
        -c fsync=on -c full_page_writes=on -c synchronous_commit=on"
) || { cat "$folder/server/log" "$folder/server/initdb.log" >&2; exit 1; }

# Solvers to compare with, where PyPI can be reached; the report says where it could not.
python=.build/bench-python
[ -x "$python/bin/pip" ] || python3 -m venv "$python" >&2 || true
"$python/bin/pip" install --quiet --disable-pip-version-check highspy >&2 || echo "HiGHS cannot be had from PyPI." >&2

mkdir "$folder/work"
printf 'print("hello")\n' >"$folder/work/hello.swift"
swiftc -O "$folder/work/hello.swift" -o "$folder/work/hello"

# OR-Tools, to measure the assignment of reviewers beside it; without PyPI the report says that it is missing.
if [ $# -eq 0 ] || [[ " $* " == *" assigning "* ]]; then
    ortools=$PWD/.scratch/ortools
    if [ ! -x "$ortools/bin/python" ] || ! "$ortools/bin/python" -c 'import ortools, numpy' 2>/dev/null; then
        python3 -m venv "$ortools" && "$ortools/bin/pip" install --quiet ortools numpy || rm -rf "$ortools"
    fi
    [ ! -x "$ortools/bin/python" ] || export APPEL_ORTOOLS=$ortools/bin/python
fi
TMPDIR=$folder/work .build/release/AppelBench "$folder/server" "$folder/work" "$PWD" "$@"
