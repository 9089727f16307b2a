"""The meeting as it goes on, kept by the chair in each language: who comes, of which file the council speaks, who leaves for it."""

from house import Person
from journeys import entrance
from journeys.chair import CHAIR, EMAIL, PRESENT
from journeys.hands import Hands, until
from journeys.member import CALL

# Each evening another language: a meeting is called by its day.
EVENINGS = [("2027-06-05", "fr"), ("2027-06-06", "nl"), ("2027-06-07", "en")]
# M02 has a tie with this file.
FILE, TIED = "BXL27-039", "M02"
LATE, RESTLESS = "M06", "M03"


def kept_live(browser, house, check):
    for day, language in EVENINGS:
        house.clock(f"{day} 18:30")
        person = Person(browser, house, "chair", language)
        entrance.by_mail(person, Hands(person.page), check, EMAIL)
        Sitting(person, day, check).go()
        check(f"no script fails, {language}", not person.errors, "; ".join(person.errors[:3]))
        person.context.close()


class Sitting:
    def __init__(self, person, day, check):
        self.person, self.page, self.house, self.day = person, person.page, person.house, day
        self.check = lambda name, holds, why="": check(f"{name}, {person.language}", holds, why)
        self.inspect = check.look

    def look(self, state):
        """Once: the states of a page are the same in all languages."""
        if self.person.language == "fr":
            self.inspect(self.person, state)

    def act(self, selector):
        """Presses a button, and waits for the page that comes back; the page may have replaced the button meanwhile."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()

    def person_in(self, code):
        return self.page.locator("#live .tasks > li", has_text=f"({code})").first

    def notes(self):
        return self.house.ask(f"SELECT kind FROM appel.meeting_notes WHERE meeting = '{self.day}' ORDER BY id")

    def go(self):
        self.begin()
        self.take()
        self.comes_and_goes()
        self.two_tabs()
        self.advise()
        self.end()

    def begin(self):
        page = self.page
        self.person.open(f"council/{CALL}/live")
        for member in PRESENT:
            page.check(f"[name='present'][value='{member}']")
        self.act("button[value='begin']")
        page.locator("#b-close").wait_for()
        self.check("those who are there are listed", self.person_in(TIED).locator(".state.good").count() == 1)
        self.check("nobody speaks of a file yet", page.locator("#live .plan").count() == 0)

    def take(self):
        page = self.page
        self.act(f"#b-take-{FILE}")
        self.check("the council speaks of the file", FILE in page.locator("#live .plan").inner_text())
        self.check("whoever has a tie is outside", self.person_in(TIED).locator(".state.warm").count() == 1)
        self.check("and is not called back", self.refused_to_call_back())
        self.check("the quorum is counted without", "8/6" in page.locator("#live .plan").inner_text(), page.locator("#live .plan").inner_text())
        self.look("a file is spoken of")

    def refused_to_call_back(self):
        """A tie is no matter of pressing a button."""
        self.act(f"#b-back-{TIED}")
        return self.page.locator(".faults").count() == 1 and self.person_in(TIED).locator(".state.warm").count() == 1

    def comes_and_goes(self):
        page = self.page
        page.locator("#live details summary").click()
        self.act(f"#b-come-{LATE}")
        self.check("who comes late is there", self.person_in(LATE).locator(".state.good").count() == 1)
        self.act(f"#b-leave-{RESTLESS}")
        self.check("who leaves is outside", self.person_in(RESTLESS).locator(".state.warm").count() == 1)
        self.act(f"#b-back-{RESTLESS}")
        self.act("#b-undo")
        self.check("the last step is taken back", self.person_in(RESTLESS).locator(".state.warm").count() == 1)
        self.act(f"#b-back-{RESTLESS}")
        self.check("and taken again", self.person_in(RESTLESS).locator(".state.good").count() == 1)

    def two_tabs(self):
        """Two tabs note at once: the second is told, and sees how things stand."""
        version = self.page.input_value("#live [name=version]")
        self.act(f"#b-home-{LATE}")
        before = self.notes()
        self.page.evaluate("version => { document.querySelector('#live [name=version]').value = version; }", version)
        self.act("#b-rest")
        self.check("the second tab is told", self.page.locator(".faults").count() == 1 and self.notes() == before)
        self.check("the summary has the focus", self.page.evaluate("document.activeElement.id") == "faults")
        words = {"fr": "entre-temps", "nl": "intussen", "en": "someone else"}
        told = self.page.locator(".faults").inner_text()
        self.check("in the language of the page", words[self.person.language] in told, told)
        self.look("another tab was quicker")
        self.check("who went home is gone", self.person_in(LATE).locator(".state.good, .state.warm").count() == 0)

    def advise(self):
        page = self.page
        self.act("#b-advise-unfavourable")
        self.check("what is meant is marked", page.locator("#b-advise-unfavourable").get_attribute("aria-pressed") == "true")
        self.act("#b-rest")
        self.check("those outside are back", self.person_in(TIED).locator(".state.good").count() == 1)

    def end(self):
        page = self.page
        self.act("#b-close")
        until(page, f"/meetings/{self.day}?notice=")
        text = page.locator("main .facts").inner_text()
        self.check("the minutes name who was there", f"({CHAIR})" in text and f"({TIED})" in text, text)
        row = page.locator("tbody tr", has_text=FILE)
        self.check("and who left for the file", TIED in row.inner_text() and RESTLESS in row.inner_text(), row.inner_text())
        kept = self.house.ask(
            "SELECT count(*) FROM appel.absences x JOIN appel.meetings m ON m.id = x.meeting_id JOIN appel.members p ON p.id = x.member_id "
            f"WHERE m.reference = '{self.day}' AND p.code = '{TIED}'")
        self.check("the record has it", kept != [["0"]], str(kept))
        self.look("the minutes of an evening")
