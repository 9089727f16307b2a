"""The service in real browsers: `scripts/browser.sh`, a part of `make test`."""

import argparse
import re
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

from house import House, Person
from inspection import Inspection
from journeys import association, chair, deciding, entrance, member, office, sitting
from others import OTHERS
from outcome import Outcome

LANGUAGES = ["fr", "nl", "en"]
# The first page of each role; the public has none.
ROLES = {
    "applicant": "my", "reviewer": "council", "chair": "council", "secretariat": "office", "college": "college",
    "finance": "finance", "auditor": "audit", "administrator": "admin",
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--axe", required=True)
    parser.add_argument("--vnu", required=True)
    parser.add_argument("--most", type=int, default=14, help="pages of each role and language")
    parser.add_argument("--part", choices=PARTS, help="one part only; else all at once, each with a service of its own")
    options = parser.parse_args()
    if not options.part:
        sys.exit(all_parts())

    outcome = Outcome()
    house = House(options.program)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            with tempfile.TemporaryDirectory() as folder:
                outcome.inspection = Inspection(outcome, options.axe, folder)
                PARTS[options.part](browser, house, outcome, options)
                outcome.inspection.validate(options.vnu)
            browser.close()
    finally:
        ended = house.close()
    outcome.check("the service ends in order", ended == 0, f"with {ended}")
    failures = [line for line in house.log().splitlines() if '"level":"error"' in line]
    outcome.check("nothing unforeseen", not failures, "; ".join(failures[:3]))
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    sys.exit(1 if outcome.failed else 0)


def all_parts():
    """Each part in a process of its own, with its own database, side by side."""
    running = [subprocess.Popen([sys.executable, *sys.argv, "--part", part], stdout=subprocess.PIPE, text=True) for part in PARTS]
    passed = failed = 0
    for part, process in zip(PARTS, running):
        said = process.communicate()[0]
        found = re.search(r"(\d+) passed, (\d+) failed\s*$", said)
        if found:
            passed, failed = passed + int(found[1]), failed + int(found[2])
        else:
            print(f"The part {part} ended early, with {process.returncode}: {said}", file=sys.stderr)
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def pages(browser, house, outcome, options):
    """Every page of every role, and what can be done while a call takes files."""
    inspection = outcome.inspection
    states = {}
    for role in house.links:
        person = Person(browser, house, role).sign_in()
        states[role] = person.context.cookies()
        outcome.check(f"signed in, {role}", person.page.url.endswith(ROLES.get(role, "work")), person.page.url)
        person.context.close()
    for language in LANGUAGES:
        public = Person(browser, house, language=language)
        inspection.walk(public, "", options.most)
        for path in ["sign-in", "nowhere"]:
            public.open(path)
            inspection.look(public, f"public {language} {path}")
        public.context.close()
        for role, start in ROLES.items():
            person = Person(browser, house, role, language).sign_in(states[role])
            # The other languages are the same templates with other words: fewer pages tell what there is to tell.
            inspection.walk(person, start, options.most if language == "fr" else options.most // 3)
            inspection.open_all(person, OTHERS.get(role, []))
            person.context.close()
        keyboard = Person(browser, house, language=language)
        outcome.run(f"by keyboard, {language}", lambda: entrance.by_keyboard(keyboard, outcome.check))
        keyboard.context.close()


def filing(browser, house, outcome, options):
    """What associations do."""
    association.all_walks(browser, house, outcome)


def deciding_of_a_call(browser, house, outcome, options):
    """A call from its reviews to its appeals: each walk begins where the one before ended."""
    member.all_walks(browser, house, outcome)
    for name, walk in [
        ("the secretariat has the scores counted", office.counts_scores),
        ("the chair keeps the meeting", sitting.kept_live),
        ("too few come to the council", chair.without_quorum),
        ("the chair runs the meeting", chair.meeting),
        ("the College signs", deciding.college_signs),
        ("the secretariat releases", office.releases),
        ("finance exports", deciding.finance_exports),
        ("an outsider checks", deciding.outsider_checks),
        ("an association appeals", deciding.association_appeals),
        ("the secretariat reads the appeal", office.sees_the_appeal),
        ("the College answers it", deciding.college_answers),
    ]:
        outcome.run(name, lambda: walk(browser, house, outcome.named(name)))


PARTS = {"pages": pages, "filing": filing, "deciding": deciding_of_a_call}

main()
