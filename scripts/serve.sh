#!/usr/bin/env bash
# Serves the pages on this machine with the demonstration's call under review and the emergency fund open, in a rehearsal, and
# prints a sign-in for each role. Ctrl-C finishes the requests under way and stops the database.
set -euo pipefail
cd "$(dirname "$0")/.."

appel=${APPEL:-$PWD/.build/release/appel}
listen=${APPEL_LISTEN:-127.0.0.1:8080}
call=brussels-2027
demo=config/demo
# The database may run as another user than we do, who must be able to reach its folder.
if [ "$(id -u)" = 0 ]; then folder=/var/lib/appel-serve; else folder=${XDG_STATE_HOME:-$HOME/.local/state}/appel-serve; fi
folder=${APPEL_SERVE_FOLDER:-$folder}

run() { "$appel" "$@" --data "$folder" >/dev/null; }
clock() { run db clock set "$1" --zone Europe/Brussels; }

# An earlier one is replaced: the clock of a rehearsal only runs forward. A folder that is named, and that none left, is not touched.
if [ -e "$folder" ]; then
    if [ ! -e "$folder/appel-serve" ]; then
        echo "$folder is not from an earlier \`make serve\`. Remove it, or set APPEL_SERVE_FOLDER to another folder." >&2
        exit 1
    fi
    "$appel" db stop --data "$folder" >/dev/null 2>&1 || true
    rm -rf "$folder"
fi
trap '"$appel" db stop --data "$folder" >/dev/null 2>&1 || true' EXIT

echo "Starting a private PostgreSQL with the demonstration; this takes some seconds." >&2
run db start --rehearsal
touch "$folder/appel-serve"
clock "2027-01-15 10:00"
for regulation in $call emergency-fund; do
    run call create config/calls/$regulation.yaml
    run call open $regulation
done
clock "2027-02-01 09:00"
run organisation import $demo/organisations.csv --accounts-as-declared
run earlier-grant import $demo/earlier-grants.csv
run application import $call $demo/applications.csv
run application import $call $demo/applications-late.json
clock "2027-03-29 16:00"
run application submit $call --all
clock "2027-04-02 00:00"
run call close $call
run call begin $call admissibility
for file in BXL27-026 BXL27-038; do
    run application request-complement $call $file --reason "Accord signé avec le partenaire manquant"
done
clock "2027-04-08 11:00"
run application complement $call $demo/complements.csv
clock "2027-04-15 09:00"
run admissibility decide $call --rulings $demo/rulings.csv --markers $demo/markers.csv
run member import $demo/members.csv
run conflict import $call $demo/conflicts.csv
run call begin $call review
run review assign $call $demo/assignments.csv
run review recuse $call $demo/recusals.csv
run review assign $call $demo/assignments-replacement.csv
clock "2027-05-03 20:00"
# The reviews of the first files are drafts; nobody has opened the others yet.
begun=$(mktemp)
chmod 644 "$begun"
awk -F, 'NR == 1 || $1 < "BXL27-030"' $demo/reviews.csv >"$begun"
run review import $call "$begun" --draft
rm -f "$begun"

# One tries every role with a link and no telephone; in earnest the staff sets up a second factor first.
export APPEL_REQUIRE_SECOND_FACTOR=${APPEL_REQUIRE_SECOND_FACTOR:-no}

# Who signs in: an address, a name, what the person does.
people=(
    "awa@example.org|Awa Diop|applicant:1990905006"
    "jonas.verhaeghe@example.org|Jonas Verhaeghe|reviewer:M02"
    "francoise.delvigne@example.org|Françoise Delvigne|chair:M01"
    "secretariat@example.org|Sofie Claes|secretariat"
    "college@example.org|Ahmed Benali|college"
    "finance@example.org|Luc Dubois|finance"
    "auditor@example.org|Nadia Rossi|auditor"
    "admin@example.org|Tom Maes|administrator"
)
links=$(mktemp)
trap 'rm -f "$links"; "$appel" db stop --data "$folder" >/dev/null 2>&1 || true' EXIT
for person in "${people[@]}"; do
    IFS='|' read -r email name hat <<<"$person"
    sign=()
    [[ $hat != applicant:* ]] || sign=(--may-sign)
    run account add "$email" --name "$name" --hat "$hat" "${sign[@]}"
    printf '  %-24s %s\n' "${hat}" "$("$appel" account link "$email" --purpose invitation --site "http://$listen" --data "$folder" --json |
        sed -n 's/.*"address" : "\(.*\)".*/\1/p')" >>"$links"
done

printf '\nA sign-in for each role; each link opens once:\n'
cat "$links"
if [ "$APPEL_REQUIRE_SECOND_FACTOR" = no ]; then
    printf '\nNobody is asked for a second factor here. In earnest the staff is: APPEL_REQUIRE_SECOND_FACTOR=yes %s\n' "make serve"
fi
# Mails leave into a folder, where one can read them, unless they are to wait in the outbox.
if [ -z "${APPEL_SERVE_KEEPS_MAILS:-}" ]; then
    export APPEL_MAIL_FOLDER=${APPEL_MAIL_FOLDER:-$folder/mails}
    printf '\nMails are put into %s\n' "$APPEL_MAIL_FOLDER"
fi
printf '\nhttp://%s/ — Ctrl-C stops it.\n\n' "$listen"
"$appel" serve --listen "$listen" --data "$folder" 2>>"${APPEL_SERVE_LOG:-/dev/stderr}"
