"""An association files: from the page of the call to the receipt."""

import re
import tempfile
from pathlib import Path

from house import Person
from journeys import entrance
from journeys.hands import Hands, Keys, Zoomed, manner, until

CALL = "emergency-fund"
# Each files for an association of its own: a call takes two files of one at most. To some, what goes wrong for people goes wrong
# on the way: another tab saves first, the session ends.
WALKS = [
    ("fr", True, Hands, "1990170972", True), ("nl", False, Hands, "1990904016", True), ("en", True, Hands, "1990699029", False),
    ("fr", False, Hands, "1990118910", False), ("nl", True, Hands, "1990564813", False), ("en", False, Zoomed, "1990807412", False),
    ("fr", True, Keys, "1990535515", False),
]
TITLES = {"fr": "Eau potable après l'inondation", "nl": "Drinkwater na de overstroming", "en": "Drinking water after the flood"}
PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def all_walks(browser, house, outcome):
    for language, scripts, kind, organisation, has_trouble in WALKS:
        name = f"an association files, {language}{manner(scripts, kind)}"
        email = f"files-{organisation}@example.org"
        house.invite(
            email, "Marie Peeters", "--hat", f"applicant:{organisation}", "--may-sign", "--speaks", language)
        person = Person(browser, house, "applicant", language, java_script_enabled=scripts, **kind.browser)
        walk = Walk(person, kind(person.page), scripts, email, has_trouble, outcome.named(name))
        outcome.run(name, walk.go)
        outcome.check(f"{name}: no script fails", not person.errors, "; ".join(person.errors[:3]))
        person.context.close()


class Walk:
    def __init__(self, person, hands, scripts, email, has_trouble, check):
        self.person, self.page, self.house = person, person.page, person.house
        self.hands, self.scripts, self.email, self.has_trouble, self.check = hands, scripts, email, has_trouble, check
        self.title = TITLES[person.language]
        self.keyboard = isinstance(hands, Keys)

    def go(self):
        self.begin()
        self.project()
        if self.has_trouble:
            self.two_tabs()
            self.lapsed()
        self.sections()
        self.budget()
        self.documents()
        self.answers()
        self.certify()
        self.receipt()

    # Where one is.

    def look(self, state):
        """Once in each way of coming: the states of a page are the same in all languages."""
        if self.has_trouble:
            self.check.look(self.person, state)

    @property
    def notice(self):
        return self.page.locator(".notice").inner_text() if self.page.locator(".notice").count() else ""

    def copy(self):
        """What the database holds of the draft."""
        return self.house.ask(f"SELECT fields FROM appel.working_copies WHERE reference = '{self.reference}'")[0][0]

    def go_on(self, to):
        """Saves this part and waits for the next."""
        self.hands.press("main form > .buttons button[value='next']")
        until(self.page, f"/{to}")

    # The way.

    def begin(self):
        page, hands = self.page, self.hands
        self.person.open("")
        hands.press(f"main a[href$='/calls/{CALL}']")
        until(page, f"/calls/{CALL}")
        self.check("the call's page tells its rules", page.locator("main table").count() >= 3)
        hands.press("main .buttons a[href*='/sign-in']")
        until(page, "/sign-in?")
        entrance.by_mail(self.person, hands, self.check, self.email)
        until(page, "/my")
        hands.press(f"main a[href$='/calls/{CALL}']")
        until(page, f"/calls/{CALL}")
        hands.press("main form[action$='/my/start'] button")
        until(page, f"/my/{CALL}/")
        self.reference = page.url.rsplit("/", 1)[1]
        self.own = page.url
        self.check("a list of tasks", page.locator(".tasks li").count() >= 8)
        self.check("most wait for the kind of project", page.locator(".tasks li:not(:has(a))").count() >= 5)

    def project(self):
        page, hands = self.page, self.hands
        hands.press(".tasks a[href$='/form/project']")
        until(page, "/form/project")
        hands.tick("[name='category'][value='money']")
        hands.press("main form > .buttons button[value='next']")
        page.locator(".faults").wait_for()
        first = page.locator(".faults a").first
        self.check("what is missing is told", page.locator(".faults a").count() >= 3)
        self.check("the summary leads to the field", page.locator(first.get_attribute("href")).count() == 1)
        self.check("and said beside it", page.locator(".fault-text").count() >= 3)
        version = "document.querySelector('main form [name=version]').value"
        before = page.evaluate(version)
        self.look("what is missing")
        hands.type("[name='title']", self.title)
        hands.type("[name='summary']", "L'eau des puits n'est plus potable ; un camion-citerne et des filtres pour deux mois.")
        if self.scripts:
            # Nobody presses anything: what is typed is saved, and said to be.
            page.wait_for_function(f"before => {version} !== before", arg=before)
            self.check("saved while one types", self.title in self.copy())
        hands.day("[name='start']", "2027-05-20")
        hands.day("[name='end']", "2027-07-20")
        hands.choose("[name='countries']", "CD")
        hands.type("[name='beneficiaries.women']", "120")
        hands.type("[name='beneficiaries.girls']", "80")
        hands.type("[name='crisis.glide']", "FL-2027-000061-COD")
        hands.choose("[name='crisis.country']", "CD")
        hands.day("[name='crisis.date']", "2027-04-20")
        for principle in ["humanity", "neutrality", "impartiality", "independence", "safeguarding"]:
            hands.tick(f"[name='attestations'][value='{principle}']")
        self.go_on("form/s-crisis")

    def two_tabs(self):
        """A second tab saves first: nothing is written over, and both texts are shown."""
        page = self.page
        page.goto(self.own + "/form/project")
        other = self.person.context.new_page()
        other.goto(self.own + "/form/project")
        other.fill("[name='title']", "From the other tab")
        other.click("main form > .buttons button[value='later']")
        until(other, "notice=savedDraft")
        other.close()
        page.fill("[name='title']", self.title)
        if self.scripts:
            told = page.locator(".saved").get_attribute("data-conflict")
            page.wait_for_function("told => document.querySelector('.saved').textContent === told", arg=told)
            self.check("the other tab's text stands", "From the other tab" in self.copy())
        page.click("main form > .buttons button[value='next']")
        page.locator(".inset[role='alert']").wait_for()
        self.check("nothing is written over", "From the other tab" in self.copy())
        self.check("what was typed is still there", page.input_value("[name='title']") == self.title)
        self.check("what the other tab saved is shown", "From the other tab" in page.locator("main form").inner_text())
        self.look("two tabs")
        page.click("main form > .buttons button[value='next']")
        until(page, "/form/s-crisis")
        self.check("now it is the one chosen", "From the other tab" not in self.copy())

    def lapsed(self):
        """The session ends while somebody writes; the text is there after the next sign-in."""
        page, text = self.page, "Le fleuve a quitté son lit dans la nuit ; 3 000 personnes déplacées."
        # As if it had begun three days ago.
        self.house.ask(
            "UPDATE appel.web_sessions SET started_at = started_at - interval '3 days', seen_at = seen_at - interval '3 days' "
            f"WHERE account_id = (SELECT id FROM appel.accounts WHERE email = '{self.email}')")
        page.fill("[name='answer.what-happened']", text)
        if self.scripts:
            told = page.locator(".saved").get_attribute("data-lapsed")
            page.wait_for_function("told => document.querySelector('.saved').textContent === told", arg=told)
        page.click("main form > .buttons button[value='next']")
        until(page, "/sign-in?")
        self.check("it is told that the text is kept", self.notice != "")
        entrance.by_mail(self.person, self.hands, self.check, self.email)
        until(page, "/kept")
        self.look("what was kept")
        page.click("main form button")
        until(page, "/form/s-crisis")
        self.check("what was typed is there again", page.input_value("[name='answer.what-happened']") == text)
        self.check("and in the database", "3 000 personnes" in self.copy())

    def sections(self):
        page, hands = self.page, self.hands
        hands.type("[name='answer.what-happened']", "Le fleuve a quitté son lit dans la nuit ; 3 000 personnes déplacées.")
        hands.type("[name='answer.unmet']", "Les familles boiraient l'eau du fleuve.")
        self.go_on("form/s-aid")
        hands.type("[name='sectors']", "72010")
        hands.type("[name='answer.reached.direct.total']", "200")
        hands.type("[name='answer.reached.direct.female']", "200")
        hands.type("[name='answer.reached.indirect.total']", "400")
        hands.type("[name='answer.reached.indirect.unknown']", "400")
        hands.day("[name='answer.first-day']", "2027-05-20")
        self.go_on("form/s-others")
        if self.scripts:
            self.check("a question that is not put is not shown", not page.is_visible("[name='answer.consortium-members']"))
        else:
            self.check("without scripts it stands there with its condition", page.is_visible(".when .condition"))
        hands.tick("[name='answer.coordination'][value='red-cross']")
        hands.type("[name='answer.on-the-spot[0].name']", "Aline Mbuyi")
        hands.type("[name='answer.on-the-spot[0].function']", "Coordinatrice")
        hands.type("[name='answer.on-the-spot[0].email']", "aline@example.org")
        hands.type("[name='answer.on-the-spot[0].phone']", "+243 81 000 00 00")
        self.go_on("form/more")
        hands.tick("[name='gender'][value='1']")
        for said in ["analysisDone", "findingsInformDesign", "doNoHarm", "explicitObjective", "genderIndicator", "disaggregatedData", "commitmentToReport"]:
            hands.tick(f"[name='gender.evidence'][value='{said}']")
        self.go_on("form/budget")

    def budget(self):
        page, hands = self.page, self.hands
        for name, amount in [("cost.equipment", "4 500,50"), ("eligible.equipment", "4500,50"), ("cost.administration", "199,50"),
                             ("eligible.administration", "199.50"), ("requested", "4700"), ]:
            hands.type(f"[name='{name}']", amount)
        if not self.scripts:
            hands.press("button[value='sum']")
            until(page, "/form/budget")
        total = re.sub(r"[^0-9]", "", page.locator("output[data-total='costs']").inner_text())
        self.check("the costs add up", total == "470000", total)
        self.check("costs and resources are equal", page.locator(".balance").inner_text() == page.locator(".budget").get_attribute("data-balanced"))
        hands.type("[name='requested']", "4600")
        if not self.scripts:
            hands.press("button[value='sum']")
            until(page, "/form/budget")
        self.check("a difference is told", page.locator(".balance").inner_text() != page.locator(".budget").get_attribute("data-balanced"))
        self.look("a budget that does not add up")
        hands.type("[name='requested']", "4700")
        self.go_on("form/contact")
        hands.type("[name='contact.name']", "Marie Peeters")
        hands.type("[name='contact.email']", "marie@example.org")
        self.go_on("documents")

    def documents(self):
        page, hands = self.page, self.hands
        with tempfile.TemporaryDirectory() as folder:
            wrong, right = Path(folder, "notes.pdf"), Path(folder, "appel de la fédération.pdf")
            wrong.write_text("This is no PDF at all.")
            right.write_bytes(PDF)
            form = "form[action$='/documents/add/appeal']"
            hands.upload(f"{form} input[type='file']", wrong)
            hands.press(f"{form} button")
            page.wait_for_function(
                "form => document.querySelector('.faults') || /\\S/.test(document.querySelector(form + ' .saved').textContent) && !document.querySelector(form + ' progress')",
                arg=form) if self.scripts else page.locator(".faults").wait_for()
            self.look("a document that is refused")
            self.check("a document of another kind is refused", page.locator(".tasks form").count() == 0)
            hands.upload(f"{form} input[type='file']", right)
            hands.press(f"{form} button")
            page.locator(".tasks form").wait_for()
        self.check("the document is listed", "appel de la fédération.pdf" in page.locator(".tasks").inner_text())
        self.check("and kept", self.house.ask(
            f"SELECT count(*) FROM appel.copy_documents d JOIN appel.working_copies w ON w.id = d.copy_id WHERE w.reference = '{self.reference}'")[0][0] == "1")

    def answers(self):
        page = self.page
        self.hands.press("main .buttons a[href$='/answers']")
        until(page, "/answers")
        self.look("the answers")
        wrong = page.locator("main .inset.warm").all_inner_texts()
        self.check("nothing is left to mend", not wrong, "; ".join(wrong))
        self.check("every answer is shown", all(
            text in page.locator("main").inner_text() for text in [self.title, "3 000 personnes", "Aline Mbuyi", "appel de la fédération.pdf"]))
        self.hands.press("main .buttons a[href$='/certify']")
        until(page, "/certify")

    def certify(self):
        page = self.page
        self.hands.press("main form button")
        page.locator(".faults").wait_for()
        self.look("not certified")
        self.check("nothing is filed without the declaration", self.house.ask(
            f"SELECT count(*) FROM appel.applications WHERE reference = '{self.reference}' AND state <> 'draft'")[0][0] == "0")
        self.hands.tick("[name='certify']")
        self.hands.press("main form button")
        until(page, "/receipt?")

    def receipt(self):
        page = self.page
        self.check("it is told", self.notice != "")
        self.look("the receipt")
        digest = page.locator("main code").inner_text()
        text = page.locator("main").inner_text()
        self.check("the receipt has the reference, the time and the hash", self.reference in text and re.fullmatch(r"[0-9a-f]{64}", digest) is not None, text)
        row = self.house.ask(
            "SELECT state, encode(content, 'hex'), requested_cents, to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI') "
            f"FROM appel.applications WHERE reference = '{self.reference}'")[0]
        self.check("the database holds what the receipt says", row[0] == "submitted" and row[1] == digest and row[2] == "470000", str(row))
        self.check("of the same minute", row[3] in text, f"{row[3]} in {text}")
        with page.expect_download() as waiting:
            self.hands.press("main a[href$='/receipt.pdf']")
        self.check("the receipt is a PDF", Path(waiting.value.path()).read_bytes().startswith(b"%PDF-"))
        if self.keyboard:
            return
        page.goto(self.own)
        self.check("it can no longer be written", page.locator(".tasks a[href*='/form/']").count() == 0)
        self.check("but withdrawn", page.locator(".tasks a[href$='/withdraw']").count() == 1)
