#!/usr/bin/env bash
# Runs the Brussels 2027 call from its rules to its last grant, in a rehearsal whose clock this script moves.
# Everything it does is a command that you can type yourself; it shows each before it runs it.
set -euo pipefail
cd "$(dirname "$0")/.."

appel=${APPEL:-$PWD/.build/release/appel}
out=${APPEL_DEMO_OUT:-$PWD/out}
call=brussels-2027
demo=config/demo
# The server may run as another user than we do, who must be able to reach its folder.
if [ "$(id -u)" = 0 ]; then folder=/var/lib/appel-demo; else folder=${XDG_STATE_HOME:-$HOME/.local/state}/appel-demo; fi
folder=${APPEL_DEMO_FOLDER:-$folder}

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(tput bold || true) plain=$(tput sgr0 || true); else bold= plain=; fi
title() { printf '\n%s== %s ==%s\n' "$bold" "$*" "$plain"; }
# Shows a command and runs it.
run() { show "$@"; "$appel" "$@" --data "$folder"; }
show() {
    local word
    printf '\n%s$ appel' "$bold"
    # A word that the shell would take apart is quoted, so that the line can be typed as it stands.
    for word in "$@"; do
        if [[ $word =~ ^[A-Za-z0-9./_-]+$ ]]; then printf ' %s' "$word"; else printf ' %s' "${word@Q}"; fi
    done
    printf '%s\n' "$plain"
}
# Shows a command and runs it without its output, which would only be in the way.
quietly() { show "$@"; "$appel" "$@" --data "$folder" >/dev/null; }
# Shows a command that the rules refuse; anything else is a mistake of this script.
refused() {
    show "$@"
    local status=0
    "$appel" "$@" --data "$folder" 2>&1 || status=$?
    [ "$status" -eq 2 ] || { echo "expected a refusal, got exit code $status" >&2; exit 1; }
}
clock() { quietly db clock set "$1" --zone Europe/Brussels; }
# Writes every export: what is published, and again what came of it later.
exports() {
    local list format
    for list in awards reserve refusals; do
        for format in csv json; do run export "$list" $call --format "$format" --output "$out/$list.$format"; done
    done
}

# An earlier demonstration is replaced: the clock of a rehearsal only runs forward. A folder that is named, and that none
# left, is not touched.
if [ -e "$folder" ]; then
    if [ -n "${APPEL_DEMO_FOLDER:-}" ] && [ ! -e "$folder/appel-demo" ]; then
        echo "$folder is not from an earlier demonstration. Remove it, or set APPEL_DEMO_FOLDER to another folder." >&2
        exit 1
    fi
    "$appel" db stop --data "$folder" >/dev/null 2>&1 || true
    rm -rf "$folder"
fi
mkdir -p "$out"
rm -f "$out"/{awards,reserve,refusals}.{csv,json} "$out"/{awards.xlsx,payments.csv,360giving.json,inventory.csv,log.jsonl} "$out/$call".{zip,certificate.json} \
    "$out"/{audit.key.pub,receipt-BXL27-036.json}
work=$(mktemp -d)
# Stops the server whatever happens; nothing keeps running after this script.
trap '"$appel" db stop --data "$folder" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

title "A private PostgreSQL, marked as a rehearsal"
run db start --rehearsal
touch "$folder/appel-demo"

title "The rules"
clock "2027-01-15 10:00"
show call check config/calls/$call.yaml
"$appel" call check config/calls/$call.yaml
run call create config/calls/$call.yaml
run call open $call

title "The files come in"
clock "2027-02-01 09:00"
run organisation import $demo/organisations.csv --accounts-as-declared
run earlier-grant import $demo/earlier-grants.csv
run application import $call $demo/applications.csv
run application import $call $demo/applications-late.json
clock "2027-03-29 16:00"
run application submit $call --all
run application withdraw $call BXL27-050 --reason "Rentré par erreur"
run application reinstate $call BXL27-050
run application submit $call BXL27-050

# One more draft, which its association does not file in time.
run application import $call $demo/applications-unfiled.csv

title "The closing"
refused call close $call
clock "2027-04-02 00:00"
refused application submit $call BXL27-051
run call close $call
run call begin $call admissibility

title "Admissibility"
run admissibility report $call
for file in BXL27-026 BXL27-038; do
    run application request-complement $call $file --reason "Accord signé avec le partenaire manquant"
done
clock "2027-04-08 11:00"
run application complement $call $demo/complements.csv
clock "2027-04-15 09:00"
run admissibility decide $call --rulings $demo/rulings.csv --markers $demo/markers.csv

title "Reviews"
run member import $demo/members.csv
run conflict import $call $demo/conflicts.csv
run call begin $call review
run member expertise $demo/expertise.csv
run member preferences $call $demo/preferences.csv
run assign $call --objective fair --dry-run
run review assign $call $demo/assignments.csv
run review recuse $call $demo/recusals.csv
run review assign $call $demo/assignments-replacement.csv
clock "2027-05-03 20:00"
run review import $call $demo/reviews.csv --draft
clock "2027-05-10 20:00"
run review import $call $demo/reviews.csv
{ IFS=, read -r file member _; IFS=, read -r file member _; } < $demo/assignments-replacement.csv
run review reopen $call "$file" --member "$member" --reason "Une justification à préciser"
run review import $call $demo/reviews.csv
run review assign $call $demo/assignments-mistaken.csv
run review void $call BXL27-001 --member X01 --reason "Attribuée par erreur"
run review progress $call
run review score $call
run ranking $call

title "The council advises"
clock "2027-06-08 21:30"
run call begin $call deliberation
run meeting record $call $demo/meeting.yaml
run allocate $call
run meeting advise $call --meeting 2027-06-08 --exceptions $demo/advice.csv

title "The College decides, and everybody hears at once"
clock "2027-06-24 14:00"
run decision decide $call --departures $demo/decisions.csv --as college
clock "2027-06-25 09:00"
run decision release $call
run decision list $call
exports

title "After the decision: appeals, a renunciation, the reserve list"
clock "2027-07-05 10:00"
run application appeal $call BXL27-036 --reason "Le seuil sur la qualité est contesté"
run application appeal $call BXL27-015 --reason "L'avis défavorable ne dit pas pourquoi"
run application withdraw $call BXL27-006 --reason "L'association renonce : le partenaire s'est retiré"
clock "2027-09-02 14:00"
run application uphold $call BXL27-036 --reason "Le score a été calculé selon le règlement" --as college
run application overturn $call BXL27-015 --reason "L'avis n'était pas motivé" --as college
clock "2027-09-09 21:30"
run meeting record $call $demo/meeting-september.yaml
run meeting advise $call --meeting 2027-09-09 --exceptions $demo/advice-september.csv
run decision promote $call BXL27-026 --line solidarity --amount 7000.00 --as college
run decision reserve $call BXL27-015 --rank 9 --as college
run decision release $call

title "The grants"
grant() { local step=$1; shift; quietly grant "$step" $call "$@"; }
"$appel" export awards $call --format csv --data "$folder" | awk -F, 'NR > 1' | grep -oE 'BXL27-[0-9]+' | sort -u > "$work/awarded"
while read -r file; do grant send "$file"; done < "$work/awarded"
# Paid, justified and closed.
grant sign BXL27-001; grant commit BXL27-001 --commitment 2027-08421 --as finance
grant pay-first BXL27-001 --amount 6400.00 --as finance; grant report BXL27-001 --amount 8000.00
grant accept BXL27-001; grant pay-balance BXL27-001 --as finance; grant close BXL27-001
# Accepted in part: what was paid beyond comes back.
grant sign BXL27-004; grant commit BXL27-004 --commitment 2027-08422 --as finance
grant pay-first BXL27-004 --amount 8000.00 --as finance; grant report BXL27-004 --amount 8000.00
grant accept-partly BXL27-004 --amount 6350.00 --reason "Pièces manquantes pour 1 650,00 EUR"
grant claim BXL27-004 --as finance; grant recover BXL27-004 --as finance; grant close BXL27-004
# Nothing accepted, and nothing to recover it from.
grant sign BXL27-003; grant commit BXL27-003 --commitment 2027-08423 --as finance
grant pay-first BXL27-003 --amount 3000.00 --as finance; grant report BXL27-003 --amount 3800.00
grant reject BXL27-003 --reason "Aucune pièce conforme"; grant claim BXL27-003 --as finance
grant write-off BXL27-003 --reason "Association dissoute, sans actif" --as college
# Held for a while; called off; never signed.
grant sign BXL27-008; grant suspend BXL27-008 --reason "Contrôle en cours"; grant resume BXL27-008
grant cancel BXL27-005 --reason "Le projet n'aura pas lieu" --as college
clock "2027-12-01 09:00"
grant lapse BXL27-002
run grant list $call
run export finance $call --output "$out/awards.xlsx"
run export payments $call --output "$out/payments.csv"
run export open-data $call --format 360giving --prefix 360G-demo --output "$out/360giving.json"
run export open-data --format inventory --year 2027 --output "$out/inventory.csv"

title "Two calls that end otherwise"
for code in festival-2028 quinzaine-2028; do
    sed -e "s/^code: .*/code: $code/" -e 's/"2027-02-01/"2027-12-06/; s/"2027-04-01/"2027-12-20/; s/"2027-05-14/"2028-01-31/' \
        config/calls/$call.yaml > "$work/$code.yaml"
    quietly call create "$work/$code.yaml"
    quietly call open $code
done
run call cancel festival-2028 --reason "Crédits supprimés par la modification budgétaire" --as college
clock "2027-12-21 09:00"
quietly call close quinzaine-2028
run call unsuccessful quinzaine-2028 --reason "Aucun dossier introduit" --as college

title "The end of the edition"
"$appel" application list $call --state reserveListed --json --data "$folder" | grep -oE 'BXL27-[0-9]+' | sort -u > "$work/waiting"
while read -r file; do
    quietly decision refuse $call "$file" --reason "Fin de la liste de réserve : les crédits de 2027 sont épuisés" --as college
done < "$work/waiting"
run decision release $call
run call archive $call
run call list

title "Check it"
exports
run log export "$out/log.jsonl"
run archive export $call --output "$out/$call.zip"
# Needs no database.
show archive verify "$out/$call.zip"
"$appel" archive verify "$out/$call.zip"
run replay

title "Anybody can check it"
# What needs no database.
offline() { show "$@"; "$appel" "$@"; }
offline audit key "$work/audit.key" --name demo.example.org/log
run audit checkpoint --key "$work/audit.key"
cp "$work/audit.key.pub" "$out/audit.key.pub"
rm -rf "$out/audit"
run audit export "$out/audit" --key "$out/audit.key.pub"
run audit receipt $call BXL27-036 --output "$out/receipt-BXL27-036.json"
# As it was when the council began to advise, whatever was withdrawn or overturned since.
run call certificate $call --output "$out/$call.certificate.json"
run explain BXL27-036 --for applicant --lang fr
run explain BXL27-036 --for applicant --lang nl
offline verify certificate "$out/$call.certificate.json"
offline audit verify "$out/audit" "$out/receipt-BXL27-036.json" --key "$out/audit.key.pub"

cat <<END

The exports are in ${out#"$PWD"/}/:
$(cd "$out" && for file in *; do [ -d "$file" ] || printf '  %-31s %s bytes\n' "$file" "$(wc -c < "$file")"; done)

The server is stopped; its data are in $folder. To look around:
  $appel db start --data $folder
  $appel application show $call BXL27-015 --data $folder
  $appel application history $call BXL27-004 --data $folder
  $appel ranking $call --json --data $folder
  $appel db stop --data $folder
END
