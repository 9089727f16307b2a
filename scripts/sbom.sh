#!/usr/bin/env bash
# Writes what the program is made of, as CycloneDX 1.6 in JSON, to standard output: the Swift packages as
# `swift package` resolved them, and the Debian packages of the libraries that the built program is linked with. Nothing is fetched.
#
#     scripts/sbom.sh [PROGRAM] > appel.cdx.json
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-.build/release/appel}
packages=$(mktemp)
libraries=$(mktemp)
trap 'rm -f "$packages" "$libraries"' EXIT

swift package show-dependencies --format json 2>/dev/null >"$packages"
if [ -x "$program" ]; then
    # What Swift's own runtime is, no package of Debian says.
    ldd "$program" | awk '$3 ~ /^\// { print $3 }' | while read -r library; do
        owner=$(dpkg-query -S "$(readlink -f "$library")" 2>/dev/null | head -n 1 | cut -d: -f1) || true
        [ -z "$owner" ] || dpkg-query -W -f='${Package}\t${Version}\t${Architecture}\n' "$owner" | head -n 1
    done | sort -u >"$libraries"
else
    echo "$program is not built: the Debian packages are left out. \`make build\` builds it." >&2
fi

commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
when=$(git log -1 --format=%cI 2>/dev/null || date -u +%FT%TZ)
python3 - "$packages" "$libraries" "$commit" "$when" <<'PYTHON'
import json
import sys
import uuid

tree = json.load(open(sys.argv[1]))
commit, when = sys.argv[3], sys.argv[4]
components, edges = {}, {}


def purl(package):
    if package is tree:
        return "pkg:swift/appel"
    host = package["url"].removeprefix("https://").removesuffix(".git")
    return f"pkg:swift/{host}@{package['version']}"


def walk(package):
    name = purl(package)
    edges.setdefault(name, set())
    for part in package["dependencies"]:
        reference = purl(part)
        components[reference] = {
            "type": "library", "bom-ref": reference, "name": part["identity"], "version": part["version"], "purl": reference,
            "externalReferences": [{"type": "vcs", "url": part["url"]}],
        }
        edges[name].add(reference)
        walk(part)


walk(tree)
for line in open(sys.argv[2]):
    package, version, architecture = line.rstrip("\n").split("\t")
    reference = f"pkg:deb/debian/{package}@{version}?arch={architecture}"
    components[reference] = {
        "type": "library", "bom-ref": reference, "name": package, "version": version, "purl": reference}
    edges["pkg:swift/appel"].add(reference)

json.dump(
    {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        # The same commit has the same number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'appel ' + commit)}",
        "metadata": {
            "timestamp": when,
            "component": {"type": "application", "bom-ref": "pkg:swift/appel", "name": "appel", "version": commit},
        },
        "components": [components[name] for name in sorted(components)],
        "dependencies": [{"ref": name, "dependsOn": sorted(parts)} for name, parts in sorted(edges.items())],
    },
    sys.stdout, indent=2)
print()
PYTHON
