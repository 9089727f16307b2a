#!/usr/bin/env bash
# Checks the handwriting: format, which module imports which, and words that have no place in a repository.
set -uo pipefail
cd "$(dirname "$0")/.."

failures=0
fail() {
    echo "$1" >&2
    failures=1
}

swift format lint --strict --parallel --recursive Package.swift Sources Tests || failures=1

# Modules in their order: an import goes to the left, never to the right.
modules=(CallModel Workflow Selection Audit CLibPQ Postgres Store CLibXLSXWriter CLibXML2 CZlib Exchange Service Presentation Web appel)
pure=" CallModel Workflow Selection Audit "
allowed=" "
for module in "${modules[@]}"; do
    if [ -d "Sources/$module" ]; then
        while IFS=: read -r file line imported; do
            place="$file:$line: $module may not import $imported"
            for other in "${modules[@]}"; do
                [ "$imported" = "$other" ] && [[ "$allowed" != *" $imported "* ]] && fail "$place"
            done
            [ "$imported" = CLibPQ ] && [ "$module" != Postgres ] && fail "$place"
            [[ " CLibXLSXWriter CLibXML2 CZlib " = *" $imported "* ]] && [ "$module" != Exchange ] && fail "$place"
            # What the pure modules take from outside: the time-zone database, and the arithmetic of hashes.
            if [[ "$pure" == *" $module "* ]] && [[ "$allowed$module " != *" $imported "* ]]; then
                case "$imported:$file" in
                Foundation:*/ZonedTime.swift) ;;
                # Hashes and signatures are computed, not fetched.
                Crypto:Sources/Audit/*) ;;
                *) fail "$place: it is pure" ;;
                esac
            fi
        done < <(grep -rnE '^((public|package|internal|fileprivate|private) )?(@[a-z]+ )?import ' "Sources/$module" --include='*.swift' |
            sed -E 's/^([^:]+:[0-9]+):.*import ((class|struct|enum|func|protocol|typealias|var|let) )?([A-Za-z0-9_]+).*/\1:\4/' |
            sort -u)
    fi
    allowed+="$module "
done

tracked() { git ls-files --cached --others --exclude-standard -z -- ':!scripts/lint.sh' ':!*.resolved'; }
tracked | xargs -0 grep -nIE '\b(TODO|FIXME|XXX|HACK|WIP)\b|[Ll]orem ipsum' && fail "words that promise work instead of doing it"
tracked | xargs -0 grep -nIE '(^|[^A-Za-z0-9._~-])/(home|Users|root|work)/[A-Za-z0-9._-]+' && fail "paths of one machine"
tracked | xargs -0 grep -nIE '[[:blank:]]+$' -- && fail "spaces at the end of a line"

while IFS= read -r -d '' file; do
    count=$(wc -l <"$file")
    [ "$count" -le 400 ] || fail "$file has $count lines; 400 are enough"
done < <(git ls-files --cached --others --exclude-standard -z -- '*.swift')

exit "$failures"
