"""A member of the council scores: from the question about a conflict of interest to what the others gave."""

import csv

from house import DEMO, Person
from journeys import entrance
from journeys.hands import Hands, Keys, Zoomed, manner, until

CALL = "brussels-2027"
# Each member with a file of his or her own that nobody has opened yet.
WALKS = [
    ("fr", True, Hands, "M03", "BXL27-031"), ("nl", False, Hands, "M04", "BXL27-037"), ("en", True, Hands, "M05", "BXL27-042"),
    ("fr", False, Hands, "M06", "BXL27-039"), ("nl", True, Hands, "M07", "BXL27-048"), ("en", False, Zoomed, "M08", "BXL27-036"),
    ("fr", True, Keys, "M09", "BXL27-047"),
]
# Who has a tie, and with which file.
CONFLICT = ("M10", "BXL27-046")


def given(member, file):
    """What the demonstration's member gives: scores in the order of the grid, and the reason."""
    with open(DEMO / "reviews.csv", encoding="utf-8") as rows:
        row = next(row for row in csv.DictReader(rows) if (row["reference"], row["member"]) == (file, member))
    return {name.removeprefix("score."): value for name, value in row.items() if name.startswith("score.")}, row["justification"]


def all_walks(browser, house, outcome):
    for language, scripts, kind, member, file in WALKS:
        name = f"a member scores, {language}{manner(scripts, kind)}"
        person = come(browser, house, member, language, java_script_enabled=scripts, **kind.browser)
        walk = Walk(person, kind(person.page), scripts, member, file, outcome.named(name))
        outcome.run(name, walk.go)
        outcome.check(f"{name}: no script fails", not person.errors, "; ".join(person.errors[:3]))
        person.context.close()
    person = come(browser, house, CONFLICT[0], "nl")
    outcome.run("a member declares a conflict", lambda: declares(person, outcome.named("a member declares a conflict")))
    person.context.close()


def come(browser, house, member, language, **options):
    person = Person(browser, house, "reviewer", language, **options)
    person.email = f"scores-{member.lower()}@example.org"
    house.invite(person.email, f"Member {member}", "--hat", f"reviewer:{member}", "--speaks", language)
    return person


class Walk:
    def __init__(self, person, hands, scripts, member, file, check):
        self.person, self.page, self.house = person, person.page, person.house
        self.hands, self.scripts, self.member, self.file, self.check = hands, scripts, member, file, check
        self.scores, self.reason = given(member, file)

    def review(self):
        """What the database holds of the review: its state and its scores."""
        return self.house.ask(
            "SELECT r.state, array_to_string(r.scores, ' ', '-') FROM appel.reviews r JOIN appel.applications a ON a.id = r.application_id "
            f"JOIN appel.members m ON m.id = r.member_id WHERE a.reference = '{self.file}' AND m.code = '{self.member}' "
            "ORDER BY r.id DESC LIMIT 1")[0]

    def go(self):
        page, hands = self.page, self.hands
        entrance.by_mail(self.person, hands, self.check, self.person.email)
        until(page, "/council")
        hands.press(f"main a[href$='/council/{CALL}']")
        until(page, f"/council/{CALL}")
        self.check("progress and the deadline are told", "2027" in page.locator("main p").first.inner_text())
        hands.press(f".tasks a[href$='/{self.file}']")
        until(page, f"/files/{self.file}")
        self.check("a conflict of interest is asked for first", page.locator("form[action$='/open']").count() == 1)
        self.check("nothing of the file is shown before", page.locator(".reading").count() == 0 and self.review()[0] == "assigned")
        hands.press("form[action$='/open'] button")
        page.locator(".reading").wait_for()
        self.beside()
        self.others(isShown=False)
        self.saved()
        self.submit()
        self.others(isShown=True)

    def beside(self):
        reading, grid = (self.page.locator(part).bounding_box() for part in [".reading", ".grid"])
        if isinstance(self.hands, Zoomed):
            self.check("the grid stands below the file", reading["y"] + reading["height"] <= grid["y"])
        else:
            self.check("the file stands beside the grid", reading["x"] + reading["width"] <= grid["x"] and reading["y"] == grid["y"])
        self.check("the grid can be seen with the file", self.page.locator(".grid input.short").first.is_visible())

    def others(self, isShown):
        """What others gave can be seen only after one's own."""
        told = self.page.locator(".grid table").inner_text() if self.page.locator(".grid table").count() else ""
        expected = self.house.ask(
            "SELECT m.code FROM appel.reviews r JOIN appel.applications a ON a.id = r.application_id JOIN appel.members m ON m.id = r.member_id "
            f"WHERE a.reference = '{self.file}' AND m.code <> '{self.member}' AND r.state = 'submitted'")
        if isShown:
            self.check("the others' reviews that are handed in are shown", all(code in told for [code] in expected), told)
        else:
            self.check("nothing of the others is shown before one's own", told == "", told)

    def saved(self):
        page, hands = self.page, self.hands
        first, last = list(self.scores)[0], list(self.scores)[-1]
        hands.type(f"[name='score.{first}']", "99")
        if self.scripts:
            page.wait_for_function("() => /5/.test(document.querySelector('.saved').textContent)")
            self.check("a score out of its scale is told", page.locator(".saved").inner_text() != "")
        else:
            hands.press("button[value='save']")
            page.locator(".faults").wait_for()
            link = page.locator(".faults a").first.get_attribute("href")
            self.check("the summary leads to the score out of its scale", link == "#" + page.locator(".fault input").first.get_attribute("id"))
        for name, value in self.scores.items():
            hands.type(f"[name='score.{name}']", value)
        if self.scripts:
            # Nobody presses anything.
            version = "document.querySelector('.grid [name=version]').value"
            for _ in range(5):
                if self.review()[1] == " ".join(self.scores.values()):
                    break
                before = page.evaluate(version)
                page.wait_for_function(f"before => {version} !== before", arg=before)
            self.check("the scores are saved as they go", page.locator(".saved").inner_text() != "")
        else:
            hands.press("button[value='save']")
            page.locator(".notice").wait_for()
        self.check("the database has them as a draft", self.review() == ["draft", " ".join(self.scores.values())], str(self.review()))
        page.reload()
        self.check("and the page, later", page.input_value(f"[name='score.{last}']") == self.scores[last])

    def submit(self):
        page, hands = self.page, self.hands
        hands.press("button[value='submit']")
        page.locator(".faults").wait_for()
        self.check("no scores without a reason", page.locator(".fault textarea").count() == 1 and self.review()[0] == "draft")
        hands.type("[name='justification']", self.reason)
        hands.press("button[value='submit']")
        until(page, "notice=reviewSubmitted")
        self.check("the review is handed in", self.review() == ["submitted", " ".join(self.scores.values())], str(self.review()))
        state = page.locator(f".tasks li:has(a[href$='/{self.file}']) .state")
        self.check("the list says so", "good" in state.get_attribute("class"))
        hands.press(f".tasks a[href$='/{self.file}']")
        until(page, f"/files/{self.file}")
        self.check("it can be read and no longer changed", page.locator(".grid input").count() == 0 and self.reason[:30] in page.locator(".grid").inner_text())


def declares(person, check):
    """Somebody who has a tie says so instead of opening the file, and sees nothing more of it."""
    page, (member, file) = person.page, CONFLICT
    entrance.by_mail(person, Hands(page), check, person.email)
    person.open(f"council/{CALL}")
    title = page.locator(f".tasks a[href$='/{file}']").inner_text()
    page.click(f".tasks a[href$='/{file}']")
    page.click("form[action$='/conflict'] button")
    page.locator(".faults").wait_for()
    check("which tie is asked", page.locator(".fault fieldset").count() == 1)
    page.check("[name='ground'][value='relative']")
    page.fill("[name='note']", "Mijn zus is penningmeester.")
    page.click("form[action$='/conflict'] button")
    until(page, "notice=conflictDeclared")
    check("the file cannot be opened any more", page.locator(f".tasks a[href$='/{file}']").count() == 0)
    check("nothing of it is told", title not in page.locator("main").inner_text())
    answer = person.open(f"council/{CALL}/files/{file}")
    check("not by its address either", page.locator(".reading").count() == 0 and page.locator("form[action$='/open']").count() == 0, str(answer.status))
    state = person.house.ask(
        "SELECT r.state FROM appel.reviews r JOIN appel.applications a ON a.id = r.application_id JOIN appel.members m ON m.id = r.member_id "
        f"WHERE a.reference = '{file}' AND m.code = '{member}'")
    check("the database knows of it", state in ([["recused"]], [["voided"]]), str(state))
