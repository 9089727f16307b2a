"""The service in real browsers: `scripts/browser.sh`, a part of `make test`."""

import argparse
import sys
import tempfile

from playwright.sync_api import sync_playwright

import journeys
from house import House, Person
from inspection import Inspection
from others import OTHERS, live_meeting
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
    options = parser.parse_args()

    outcome = Outcome()
    house = House(options.program)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            visit(browser, house, outcome, options)
            browser.close()
    finally:
        ended = house.close()
    outcome.check("the service ends in order", ended == 0, f"with {ended}")
    failures = [line for line in house.log().splitlines() if '"level":"error"' in line]
    outcome.check("nothing unforeseen", not failures, "; ".join(failures[:3]))
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    sys.exit(1 if outcome.failed else 0)


def visit(browser, house, outcome, options):
    with tempfile.TemporaryDirectory() as folder:
        inspection = Inspection(outcome, options.axe, folder)
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
                if role == "chair":
                    outcome.run(f"a meeting goes on, {language}", lambda: live_meeting(person, inspection, outcome.check))
                person.context.close()
            keyboard = Person(browser, house, language=language)
            outcome.run(f"by keyboard, {language}", lambda: journeys.by_keyboard(keyboard, outcome.check))
            keyboard.context.close()
        for language, scripts in [("fr", True), ("nl", False), ("en", True)]:
            member = Person(browser, house, "reviewer", language, java_script_enabled=scripts).sign_in(states["reviewer"])
            outcome.run(f"a member scores, {language}", lambda: journeys.member_scores(member, outcome.check))
            member.context.close()
        inspection.validate(options.vnu)


main()
