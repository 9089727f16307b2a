#!/usr/bin/env bash
# Feeds the API with requests drawn from its own description, as every role, on a rehearsal of its own: no answer may be a failure of
# the server, and each must be as the description says. Needs schemathesis (pip install schemathesis); without it, says so and ends.
set -euo pipefail
cd "$(dirname "$0")/.."

appel=${APPEL:-$PWD/.build/debug/appel}
tester=${SCHEMATHESIS:-schemathesis}
examples=${EXAMPLES:-4}
seconds=${SECONDS_A_ROLE:-8}
call=brussels-2027
demo=config/demo
command -v "$tester" >/dev/null || { echo "schemathesis is not installed: nothing was tried (pip install schemathesis)"; exit 0; }

# The server may run as another user than we do, who must be able to reach its folder.
folder=$(mktemp -d /tmp/appel-schemathesis.XXXXXX)
chmod 755 "$folder"
service=
stop() {
    [ -z "$service" ] || kill "$service" 2>/dev/null || true
    [ -z "$service" ] || wait "$service" 2>/dev/null || true
    "$appel" db stop --data "$folder/data" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
run() { "$appel" "$@" --data "$folder/data" >/dev/null; }

run db start --rehearsal
run db clock set "2027-01-15 10:00" --zone Europe/Brussels
run call create config/calls/$call.yaml
run call open $call
run db clock set "2027-02-01 09:00" --zone Europe/Brussels
run organisation import $demo/organisations.csv --accounts-as-declared
run member import $demo/members.csv
run application import $call $demo/applications.csv
run db clock set "2027-03-29 16:00" --zone Europe/Brussels
run application submit $call --all
run db clock set "2027-04-02 00:00" --zone Europe/Brussels
run call close $call
run call begin $call admissibility

roles=(secretariat college alderman budgetHolder finance auditor administrator reviewer:M03 chair:M01)
organisation=$(sed -n 2p $demo/applications.csv | cut -d, -f2)
roles+=("applicant:$organisation")
declare -A keys
for role in "${roles[@]}"; do
    email=${role%%:*}@example.org
    signing=()
    [[ $role == applicant:* ]] && signing=(--may-sign)
    run account add "$email" --name "${role%%:*}" --hat "$role" "${signing[@]}"
    keys[$role]=$("$appel" account key make "$email" --name trial --scope read --scope write --days 2 --json --data "$folder/data" |
        sed -nE 's/.*"text" ?: ?"([^"]+)".*/\1/p')
done

APPEL_KEY_LIMIT=1000000 APPEL_LOG_LEVEL=error "$appel" serve --listen 127.0.0.1:0 --data "$folder/data" >"$folder/said" 2>"$folder/log" &
service=$!
for _ in $(seq 100); do
    address=$(sed -nE 's/^Appel listens at (.*)$/\1/p' "$folder/said")
    [ -n "$address" ] && break
    sleep 0.1
done
[ -n "$address" ] || { cat "$folder/log" >&2; exit 1; }

failed=0
for role in nobody "${roles[@]}"; do
    header=()
    [ "$role" = nobody ] || header=(--header "Authorization: Bearer ${keys[$role]}")
    # A role that changes the accounts would take away its own key.
    if "$tester" run docs/openapi.yaml --url "$address/api/v1" "${header[@]}" --max-examples "$examples" --max-time "$seconds" \
        --phases fuzzing --mode positive --seed 1 --no-shrink --suppress-health-check all --warnings off \
        --exclude-operation-id disableAccount --exclude-operation-id setHats --exclude-operation-id revokeKey \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        >"$folder/$role.txt" 2>&1; then
        echo "as ${role%%:*}: every answer is as described"
    else
        failed=1
        echo "as ${role%%:*}:"
        grep -vE '^ *$' "$folder/$role.txt" | tail -n "${LINES_SHOWN:-60}"
    fi
done
exit "$failed"
