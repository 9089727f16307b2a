"""The College decides, finance exports, an outsider checks, and an association reads why and appeals."""

import csv
import io
import json
import zipfile
from pathlib import Path

from house import DEMO, Person
from journeys import entrance
from journeys.hands import Hands, until
from journeys.member import CALL
from journeys.office import come, count


def college_signs(browser, house, check):
    """The list with its advice, the departures with their reasons, everything looked at before it is decided."""
    house.clock("2027-06-24 14:00")
    person = come(browser, house, "fr", check, "college@example.org", "college")
    page = person.page
    person.open(f"college/{CALL}")
    advised = count(house, "a.state = 'advised'")
    check("the list shows what the council advised", page.locator("tbody tr").count() >= advised)
    page.click("main a[href$='/decide']")
    until(page, "/decide")
    with open(DEMO / "decisions.csv", encoding="utf-8") as table:
        departures = list(csv.DictReader(table))
    for row in departures:
        file = row["reference"]
        page.click(f"details:has([name='outcome-{file}']) summary")
        page.select_option(f"[name='outcome-{file}']", row["outcome"])
        page.fill(f"[name='amount-{file}']", row["amount"])
        page.select_option(f"[name='line-{file}']", row["line"])
        page.fill(f"[name='reason-{file}']", row["reason"])
    # A departure from the advice needs its reason.
    page.click("button[value='check']")
    page.locator("[role='note'], .faults").first.wait_for()
    check.look(person, "a departure without its reason")
    check("a departure without a reason stands in the way", count(house, "a.state = 'awarded'") == 0)
    for row in departures:
        file = row["reference"]
        check("what was chosen is still there", page.input_value(f"[name='outcome-{file}']") == row["outcome"])
        page.fill(f"[name='departure-{file}']", row["departure"])
    page.click("button[value='check']")
    page.locator(".plan").wait_for()
    check.look(person, "the plan of the decisions")
    check("the plan tells what would be decided", "2" in page.locator(".plan").inner_text() and count(house, "a.state = 'advised'") == advised)
    page.click("button[value='apply']")
    until(page, "notice=decided")
    check("all is decided at once", count(house, "a.state = 'advised'") == 0 and count(house, "a.state = 'awarded'") > 0)
    check("the departure too", house.ask("SELECT state, awarded_cents FROM appel.applications WHERE reference = 'BXL27-025'") == [["awarded", "790000"]])
    person.context.close()

    # Nobody outside hears of it before the release.
    public = Person(browser, house, language="fr")
    answer = public.open(f"calls/{CALL}/results")
    check("the results are not public yet", answer.status == 404)
    public.context.close()


def finance_exports(browser, house, check):
    house.appel("grant", "send", CALL, "BXL27-001")
    house.appel("grant", "sign", CALL, "BXL27-001")
    person = come(browser, house, "en", check, "finance@example.org", "finance")
    page = person.page
    person.open(f"finance/{CALL}")
    awarded = house.ask(f"SELECT count(*), sum(awarded_cents) FROM appel.applications WHERE state = 'awarded'")[0]
    total = f"€{int(awarded[1]) // 100:,}.{int(awarded[1]) % 100:02}"
    check("the sum of the awards", total in page.locator(".board").inner_text(), total)
    page.click(".neighbours a[href$='/exports']")
    until(page, "/exports")
    with page.expect_download() as waiting:
        page.click("main a[href$='/exports/finance.xlsx']")
    book = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    check("the workbook is one", book.testzip() is None and "xl/workbook.xml" in book.namelist())
    sheets = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
    references = [row[0] for row in house.ask("SELECT reference FROM appel.applications WHERE state = 'awarded'")]
    check("with every award", all(reference in sheets for reference in references))
    check("and totals as formulas", "<f>" in sheets)

    page.click(".neighbours a[href$='/grants']")
    until(page, "/grants")
    page.click("main a[href$='/grants/BXL27-001']")
    until(page, "/grants/BXL27-001")
    page.click("main a[href$='/do/commit']")
    until(page, "/do/commit")
    page.click("button[value='apply']")
    page.locator(".faults").wait_for()
    check.look(person, "no commitment")
    check("the number of the commitment is asked for", page.locator(".fault input").count() == 1)
    page.fill("[name='commitment']", "2027-08421")
    page.click("button[value='apply']")
    until(page, "notice=done")
    check("the commitment is kept", "2027-08421" in page.locator("main").inner_text())
    page.click("main a[href$='/do/payFirst']")
    until(page, "/do/payFirst")
    page.fill("[name='amount']", "6 400,00")
    page.click("button[value='apply']")
    until(page, "notice=done")
    page.click(".neighbours a[href$='/exports']")
    until(page, "/exports")
    for name in ["payments.csv", "payments.xlsx"]:
        with page.expect_download() as waiting:
            page.click(f"main a[href$='/exports/{name}']")
        bytes_ = Path(waiting.value.path()).read_bytes()
        if name == "payments.csv":
            rows = [row for row in csv.DictReader(line for line in bytes_.decode("utf-8-sig").splitlines() if not line.startswith("#"))]
            check("the payment that was ordered is in the list", len(rows) == 1 and "BXL27-001" in rows[0].values(), str(rows))
            check("with its amount", any("6400" in value for value in rows[0].values()), str(rows))
        else:
            check("and in the workbook", zipfile.ZipFile(io.BytesIO(bytes_)).testzip() is None)
    page.click(".neighbours a[href$='/batches']")
    until(page, "/batches")
    page.click("main a[href$='/batches/order']")
    until(page, "/batches/order")
    page.fill("[name='account']", "BE68 5390 0754 7034")
    page.click("button[value='check']")
    page.locator("[role='note']").wait_for()
    check.look(person, "a batch in a rehearsal")
    check("a rehearsal pays nothing", house.ask("SELECT count(*) FROM appel.payment_batches") == [["0"]])
    person.context.close()


def outsider_checks(browser, house, check):
    """Somebody whom nobody knows: the results, their downloads, and how to check them."""
    for scripts in [True, False]:
        person = Person(browser, house, language="nl", java_script_enabled=scripts)
        page = person.page
        person.open("")
        page.click(f"main a[href$='/calls/{CALL}']")
        until(page, f"/calls/{CALL}")
        page.click("main a[href$='/results']")
        until(page, "/results")
        awarded = count(house, "a.state = 'awarded'")
        if scripts:
            check.look(person, "the results")
        check("every award is public", page.locator("section").first.locator("tbody tr").count() == awarded)
        refused = page.locator("section").last.inner_text()
        check("a refusal names nobody", "Zogbo Solidaire" not in refused and "BXL27-007" in refused)
        with page.expect_download() as waiting:
            page.click("main a[href$='/results/awards.csv']")
        rows = list(csv.DictReader(line for line in Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines() if not line.startswith("#")))
        check("the table has as many", len(rows) == awarded, f"{len(rows)} of {awarded}")
        with page.expect_download() as waiting:
            page.click("main a[href$='/results/refusals.json']")
        text = Path(waiting.value.path()).read_text()
        check("the refusals are a document without names", json.loads(text) is not None and "Zogbo" not in text)
        page.click("main a[href$='/check']")
        until(page, "/check")
        check("the page that tells how to check", page.locator("code").count() >= 2)
        person.context.close()


def association_appeals(browser, house, check):
    """A refused association reads why, and what it can do about it; and does."""
    file = "BXL27-036"
    reference, = house.ask(
        f"SELECT o.reference FROM appel.applications a JOIN appel.organisations o ON o.id = a.organisation_id WHERE a.reference = '{file}'")[0]
    email = f"appeals-{reference.lower()}@example.org"
    house.invite(email, "Tenzin Dolma", "--hat", f"applicant:{reference}", "--may-sign", "--speaks", "en")
    person = Person(browser, house, "applicant", "en")
    entrance.by_mail(person, Hands(person.page), check, email)
    page = person.page
    person.open("my")
    page.click(f"main a[href$='/{file}']")
    until(page, f"/{file}")
    text = page.locator("main").inner_text()
    check.look(person, "the decision")
    check("the decision is explained", "50" in text and page.locator("main > p").count() >= 3, text)
    check("nobody's name is in it", "M0" not in text and "Delvigne" not in text)
    check("the remedies with their end", "2027" in text and page.locator("a[href$='/appeal']").count() == 1)
    page.click("a[href$='/appeal']")
    until(page, "/appeal")
    page.click("main form button")
    page.locator(".faults").wait_for()
    check.look(person, "an appeal without a reason")
    check("an appeal says why", page.locator(".fault textarea").count() == 1)
    page.fill("[name='reason']", "Le seuil sur la qualité est contesté : la grille n'a pas été appliquée.")
    page.click("main form button")
    until(page, "notice=did-appeal")
    check("the appeal is lodged", house.ask(f"SELECT state FROM appel.applications WHERE reference = '{file}'") == [["underAppeal"]])
    check("and cannot be lodged twice", page.locator("a[href$='/appeal']").count() == 0)
    person.context.close()
    return file


def college_answers(browser, house, check):
    file = "BXL27-036"
    person = come(browser, house, "fr", check, "college@example.org", "college")
    page = person.page
    person.open(f"college/{CALL}/files/{file}")
    page.click("main a[href$='/do/uphold']")
    until(page, "/do/uphold")
    page.fill("[name='reason']", "Le score a été calculé selon le règlement.")
    page.click("button[value='apply']")
    until(page, "notice=done")
    check("the decision stands", house.ask(f"SELECT state FROM appel.applications WHERE reference = '{file}'") == [["upheld"]])
    person.context.close()
