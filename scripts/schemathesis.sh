#!/usr/bin/env bash
# Feeds the API with requests drawn from its own description, as every role, on a rehearsal of its own: no answer may be a failure of
# the server, and each must be as the description says. The same seed gives the same requests. Prints what was wrong, then
# `N passed, N failed`: roles.
set -euo pipefail
cd "$(dirname "$0")/.."

appel=${APPEL:-$PWD/.build/debug/appel}
examples=${EXAMPLES:-6}
phases=${PHASES:-fuzzing}
call=brussels-2027
trial=brussels-trial
demo=config/demo
tools=.build/schemathesis
tester=$tools/bin/schemathesis
if ! "$tester" --version >/dev/null 2>&1; then
    python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --disable-pip-version-check schemathesis==4.32.5 >&2 ||
        { echo "Schemathesis cannot be had from PyPI: the API cannot be tried." >&2; echo "0 passed, 1 failed"; exit 1; }
fi

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
clock() { run db clock set "$1" --zone Europe/Brussels; }
both() { local code; for code in $call $trial; do run "${@//CALL/$code}"; done; }

# Two calls: one whose files are being read, and one whose decisions are known and whose first grants are paid.
sed "s/^code: .*/code: $trial/" config/calls/$call.yaml >"$folder/$trial.yaml"
run db start --rehearsal
clock "2027-01-15 10:00"
run call create config/calls/$call.yaml
run call create "$folder/$trial.yaml"
both call open CALL
clock "2027-02-01 09:00"
run organisation import $demo/organisations.csv --accounts-as-declared
run earlier-grant import $demo/earlier-grants.csv
run member import $demo/members.csv
both application import CALL $demo/applications.csv
run application import $call $demo/applications-late.json
clock "2027-03-29 16:00"
both application submit CALL --all
clock "2027-04-02 00:00"
both call close CALL
both call begin CALL admissibility
for file in BXL27-026 BXL27-038; do
    run application request-complement $call $file --reason "Accord signé avec le partenaire manquant"
done
clock "2027-04-08 11:00"
run application complement $call $demo/complements.csv
clock "2027-04-15 09:00"
run admissibility decide $call --rulings $demo/rulings.csv --markers $demo/markers.csv
run conflict import $call $demo/conflicts.csv
run call begin $call review
run review assign $call $demo/assignments.csv
run review recuse $call $demo/recusals.csv
run review assign $call $demo/assignments-replacement.csv
clock "2027-05-10 20:00"
run review import $call $demo/reviews.csv
run review score $call
clock "2027-06-08 21:30"
run call begin $call deliberation
run meeting record $call $demo/meeting.yaml
run meeting advise $call --meeting 2027-06-08 --exceptions $demo/advice.csv
clock "2027-06-24 14:00"
run decision decide $call --departures $demo/decisions.csv --as college
clock "2027-06-25 09:00"
run decision release $call
run grant send $call BXL27-001
run grant send $call BXL27-004
run grant sign $call BXL27-001
run grant commit $call BXL27-001 --commitment 2027-08421 --as finance
run grant pay-first $call BXL27-001 --amount 6400.00 --as finance

# Who can end a call or erase an association comes last.
roles=(auditor reviewer:M03 chair:M01 alderman budgetHolder finance "applicant:1990905006" administrator college secretariat)
declare -A keys
for role in "${roles[@]}"; do
    email=${role%%:*}@example.org
    signing=()
    [[ $role == applicant:* ]] && signing=(--may-sign)
    run account add "$email" --name "${role%%:*}" --hat "$role" "${signing[@]}"
    keys[$role]=$("$appel" account key make "$email" --name trial --scope read --scope write --days 2 --json --data "$folder/data" |
        sed -nE 's/.*"text" ?: ?"([^"]+)".*/\1/p')
    [ -n "${keys[$role]}" ] || { echo "no key for $role" >&2; exit 1; }
done

APPEL_KEY_LIMIT=1000000 APPEL_STRANGER_LIMIT=1000000 APPEL_LOG_LEVEL=error \
    "$appel" serve --listen 127.0.0.1:0 --data "$folder/data" >"$folder/said" 2>"$folder/log" &
service=$!
address=
for _ in $(seq 300); do
    address=$(sed -nE 's/^Appel listens at (.*)$/\1/p' "$folder/said")
    [ -z "$address" ] || break
    sleep 0.1
done
[ -n "$address" ] || { cat "$folder/log" >&2; exit 1; }

# A key that has come to open nothing would let everything pass.
still_opens() {
    [ "$1" = nobody ] || [ "$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer ${keys[$1]}" "$address/api/v1/calls")" = 200 ]
}

# What finds nothing in a description that lies would find nothing at all.
sed 's/type: string/type: integer/' docs/openapi.yaml >"$folder/lies.yaml"
if "$tester" run "$folder/lies.yaml" --url "$address/api/v1" --include-operation-id listCalls --max-examples 1 --phases fuzzing \
    --mode positive --seed 1 --no-shrink --checks response_schema_conformance >/dev/null 2>&1; then
    echo "A description that lies was believed: the trial is worth nothing." >&2
    echo "0 passed, 1 failed"
    exit 1
fi

passed=0
failed=0
for role in nobody "${roles[@]}"; do
    header=()
    [ "$role" = nobody ] || header=(--header "Authorization: Bearer ${keys[$role]}")
    # A role that changes the accounts would take away its own key.
    status=0
    "$tester" --config-file Tests/Schemathesis/schemathesis.toml run docs/openapi.yaml --url "$address/api/v1" "${header[@]}" \
        --max-examples "$examples" --phases "$phases" --mode all --seed 1 --no-shrink --suppress-health-check all --warnings off \
        --continue-on-failure --request-timeout 30 \
        --exclude-operation-id disableAccount --exclude-operation-id setHats --exclude-operation-id revokeKey \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        >"$folder/$role.txt" 2>&1 || status=$?
    if [ "$status" -eq 0 ] && grep -qE '[1-9][0-9]* generated, [1-9][0-9]* passed' "$folder/$role.txt" && still_opens "$role"; then
        passed=$((passed + 1))
        echo "as ${role%%:*}: $(grep -oE '[0-9]+ generated' "$folder/$role.txt" | head -n 1), every answer as described" >&2
    else
        failed=$((failed + 1))
        echo "as ${role%%:*}:"
        grep -vE '^ *$' "$folder/$role.txt" | tail -n "${LINES_SHOWN:-80}"
    fi
done
[ ! -s "$folder/log" ] || { echo "What the server said:"; tail -n 20 "$folder/log"; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
