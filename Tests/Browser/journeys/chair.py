"""The chair runs the meeting: agenda, attendance, who leaves for which file, quorum, advice, minutes."""

import csv

from house import DEMO, ZOOMED, Person
from journeys import entrance
from journeys.hands import Hands, until
from journeys.member import CALL
from journeys.office import count

EMAIL = "francoise.delvigne@example.org"
CHAIR = "M01"
PRESENT = ["M01", "M02", "M03", "M04", "M05", "M07", "M08", "M09", "M10"]


def come(browser, house, check, email=EMAIL, way=f"council/{CALL}", **options):
    person = Person(browser, house, "chair", "nl", **options)
    entrance.by_mail(person, Hands(person.page), check, email)
    person.open(way)
    person.page.click("main a[href$='/meeting']")
    until(person.page, "/meeting")
    return person


def record(person, held_at, present):
    """Fills in who was there, and when each left and came back for a file on which he or she has a tie."""
    page = person.page
    page.click("main a[href$='/meeting-new']")
    until(page, "/meeting-new")
    page.fill("[name='heldAt']", held_at)
    page.select_option("[name='chair']", CHAIR)
    for member in present:
        page.check(f"[name='present'][value='{member}']")
    leaving = [box.get_attribute("name").removeprefix("left.") for box in page.locator("input[name^='left.']").all()]
    leaving = [one for one in leaving if one.rsplit(".", 1)[1] in present]
    for place, one in enumerate(leaving):
        page.fill(f"[name='left.{one}']", f"19:{place * 2:02}")
        page.fill(f"[name='returned.{one}']", f"19:{place * 2 + 1:02}")
    return leaving


def without_quorum(browser, house, check):
    """A first sitting to which too few came, recorded without scripts and at 400 %."""
    house.clock("2027-06-08 21:30")
    person = come(browser, house, check, java_script_enabled=False, **ZOOMED)
    page = person.page
    check("the agenda lists the scored files", page.locator("tbody tr").count() >= 20)
    page.click("main a[href$='/meeting-new']")
    until(page, "/meeting-new")
    page.click("main form button:not([name])")
    page.locator(".faults").wait_for()
    check("the day is asked for", page.locator(".faults a[href='#f-heldAt']").count() == 1)
    person.open(f"council/{CALL}/meeting")
    record(person, "2027-06-01T18:30", ["M01", "M03", "M04"])
    page.click("main form button:not([name])")
    until(page, "/meetings/2027-06-01")
    check("who was there is in the minutes", all(code in page.locator(".facts").inner_text() for code in ["M01", "M03", "M04"]), page.locator(".facts").inner_text())
    # The advice of three of eleven counts for nothing.
    page.click("main form button:not([name])")
    page.locator(".faults").wait_for()
    check("without a quorum there is no advice", count(house, "a.state = 'advised'") == 0)
    check("and it is told for which files", "BXL27-0" in page.locator(".faults").inner_text(), page.locator(".faults").inner_text())
    person.context.close()


def meeting(browser, house, check):
    """The sitting that advises. The secretariat writes down who left for which file: no member is told of another's tie."""
    person = come(browser, house, check, "secretariat@example.org", f"office/{CALL}")
    page = person.page
    waiting = count(house, "a.state = 'scored'")
    leaving = record(person, "2027-06-08T18:30", PRESENT)
    check("whoever has a tie is asked to leave", "BXL27-039.M02" in leaving, str(leaving))
    late = "left." + leaving[0]
    page.fill(f"[name='returned.{leaving[0]}']", "")
    page.click("main form button:not([name])")
    page.locator(".faults").wait_for()
    check("nobody leaves without coming back", page.input_value(f"[name='{late}']") == "19:00")
    check("what was typed is still there", page.is_checked("[name='present'][value='M10']"))
    page.fill(f"[name='returned.{leaving[0]}']", "19:01")
    page.click("main form button:not([name])")
    until(page, "/meetings/2027-06-08")
    rows = house.ask(
        "SELECT count(*) FROM appel.absences x JOIN appel.meetings m ON m.id = x.meeting_id WHERE m.reference = '2027-06-08'")
    check("the database knows who left", rows == [[str(len(leaving))]], str(rows))

    person.context.close()

    person = come(browser, house, check)
    page = person.page
    page.click("main a[href$='/meetings/2027-06-08']")
    until(page, "/meetings/2027-06-08")
    # The advice, as proposed save for what the meeting decided otherwise.
    with open(DEMO / "advice.csv", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            file = row["reference"]
            page.click(f"details:has([name='opinion.{file}']) summary")
            page.select_option(f"[name='opinion.{file}']", row["opinion"])
            page.fill(f"[name='amount.{file}']", row["amount"].replace(".", ","))
            page.select_option(f"[name='line.{file}']", row["line"])
            page.fill(f"[name='reason.{file}']", row["reason"])
    page.click("main form button:not([name])")
    until(page, "notice=adviceGiven")
    check("every file has its advice", count(house, "a.state = 'advised'") == waiting)
    check("the exception too", house.ask("SELECT advised_cents FROM appel.applications WHERE reference = 'BXL27-034'") == [["500000"]])
    minutes = page.locator("main").inner_text()
    check("the minutes tell file by file", page.locator("tbody tr").count() >= waiting and "BXL27-034" in minutes)
    person.context.close()

    reader = Person(browser, house, "reviewer", "nl")
    entrance.by_mail(reader, Hands(reader.page), check, "jonas.verhaeghe@example.org")
    reader.open(f"council/{CALL}/meetings/2027-06-08")
    rows = reader.page.locator("tbody tr").all_inner_texts()
    check("a member reads the same minutes and writes nothing", len(rows) >= waiting - 1 and reader.page.locator("main form").count() == 0)
    check("save for the file with which there is a tie", not any("BXL27-039" in row for row in rows))
    reader.context.close()
