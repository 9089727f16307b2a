"""The secretariat: from the board to the letters, each act looked at before it is done."""

import csv
import re
import tempfile

from house import DEMO, Person
from journeys import entrance
from journeys.hands import Hands, until
from journeys.member import CALL, CONFLICT

EMAIL = "secretariat@example.org"
# Who takes over the file of whom a conflict took off.
REPLACEMENT = "M01"


def come(browser, house, language, check, email=EMAIL, role="secretariat", **options):
    person = Person(browser, house, role, language, **options)
    entrance.by_mail(person, Hands(person.page), check, email)
    return person


def count(house, where="true"):
    return int(house.ask(f"SELECT count(*) FROM appel.applications a JOIN appel.calls c ON c.id = a.call_id WHERE c.code = '{CALL}' AND {where}")[0][0])


def hand_in_the_others(house):
    """The reviews that nobody handed in in a browser, as the members of the demonstration gave them."""
    done = {tuple(row) for row in house.ask(
        "SELECT a.reference, m.code FROM appel.reviews r JOIN appel.applications a ON a.id = r.application_id "
        "JOIN appel.members m ON m.id = r.member_id WHERE r.state = 'submitted'")}
    with open(DEMO / "reviews.csv", encoding="utf-8") as rows:
        table = list(csv.DictReader(rows))
    taken = (CONFLICT[1], CONFLICT[0])
    import_reviews(house, [row for row in table if (row["reference"], row["member"]) not in done | {taken}])
    return next(row for row in table if (row["reference"], row["member"]) == taken)


def import_reviews(house, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        house.appel("review", "import", CALL, file.name)


def counts_scores(browser, house, check):
    """The board, the search, and a plan for many files: what is in the way is told, and then all of it is done, or nothing."""
    house.clock("2027-05-10 20:00")
    left = hand_in_the_others(house)
    person = come(browser, house, "fr", check)
    page, hands = person.page, Hands(person.page)
    until(page, "/office")
    hands.press(f"main a[href$='/office/{CALL}']")
    until(page, f"/office/{CALL}")
    text = page.locator("main").inner_text()
    check("deadlines end at the minute that counts", "23\u00a0h\u00a059" in text and " 0\u00a0h\u00a000" not in text)
    told = {link.get_attribute("href").split("state=")[1]: item.locator("strong").inner_text() for item in page.locator(".board li:has(a[href*='state='])").all()
            for link in [item.locator("a")]}
    counted = {state: number for state, number in house.ask(
        f"SELECT a.state, count(*) FROM appel.applications a JOIN appel.calls c ON c.id = a.call_id WHERE c.code = '{CALL}' GROUP BY 1")}
    check("the board counts what the database holds", told == counted, f"{told} {counted}")
    check("the chart has its table", page.locator("figure svg").count() >= 1 and page.locator("figure + details table").count() >= 1)

    hands.press(".board a[href*='state=underReview']")
    until(page, "state=underReview")
    waiting = count(house, "a.state = 'underReview'")
    check("a figure leads to its files", page.locator("tbody tr").count() == min(waiting, 50))
    hands.type("[name='q']", CONFLICT[1])
    hands.press(".filters button")
    until(page, "q=" + CONFLICT[1])
    check("the search is an address", page.locator("tbody tr").count() == 1 and "state=underReview" in page.url)
    hands.type("[name='q']", "")
    hands.press(".filters button")
    page.wait_for_url(lambda url: "q=" + CONFLICT[1] not in url)

    # One of two lacks a review: neither is scored.
    ready = "BXL27-031"
    for file in [ready, CONFLICT[1]]:
        hands.tick(f"[name='file'][value='{file}']")
    hands.choose("[name='action']", "score")
    hands.press("fieldset button")
    until(page, "/bulk?")
    check.look(person, "what stands in the way")
    check("what stands in the way is told", CONFLICT[1] in page.locator("[role='note']").inner_text())
    check("and it cannot be done", page.locator("button[value='apply']").count() == 0)
    check("nothing was done", count(house, "a.state = 'scored'") == 0)

    house.appel("review", "assign", CALL, *assignment(CONFLICT[1], REPLACEMENT))
    import_reviews(house, [dict(left, member=REPLACEMENT)])
    person.open(f"office/{CALL}/files?state=underReview")
    hands.tick("[name='all']")
    hands.choose("[name='action']", "score")
    hands.press("fieldset button")
    until(page, "/bulk?")
    check("nothing is in the way any more", page.locator("[role='note']").count() == 0, page.locator("main").inner_text()[:300])
    check.look(person, "a plan for many")
    check("the plan counts the files", str(waiting) in page.locator(".plan").inner_text())
    check("looking changed nothing", count(house, "a.state = 'scored'") == 0)
    hands.press("button[value='apply']")
    until(page, "notice=done")
    check("all of them are scored", count(house, "a.state = 'scored'") == waiting)
    person.context.close()

    # The council sits in June: another day, another session.
    house.clock("2027-06-05 18:00")
    person = come(browser, house, "fr", check)
    page, hands = person.page, Hands(person.page)
    person.open(f"office/{CALL}")
    hands.press("main a[href$='/do/beginDeliberation']")
    until(page, "/do/beginDeliberation")
    hands.press("button[value='apply']")
    until(page, "notice=done")
    check("the call is before the council", house.ask(f"SELECT state FROM appel.calls WHERE code = '{CALL}'") == [["deliberation"]])
    person.context.close()


def assignment(file, member):
    """A table with one line, as `appel review assign` reads it."""
    table = tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False)
    table.write(f"reference,member\n{file},{member}\n")
    table.close()
    return [table.name]


def releases(browser, house, check):
    """The letters are read before anything is known; then everybody hears at once, and what leaves can be read."""
    house.clock("2027-06-25 09:00")
    person = come(browser, house, "fr", check)
    page, hands = person.page, Hands(person.page)
    person.open(f"office/{CALL}")
    hands.press(".neighbours a[href$='/letters']")
    until(page, "/letters")
    waiting = "a.notified_at IS NULL AND a.state IN ('awarded', 'reserveListed', 'refused', 'inadmissible')"
    decided = count(house, waiting)
    check("a letter for each decision", page.locator("tbody tr").count() >= min(decided, 50))
    dutch = house.ask(
        "SELECT a.reference FROM appel.applications a JOIN appel.organisations o ON o.id = a.organisation_id "
        "WHERE a.state = 'awarded' AND o.record ->> 'language' = 'nl' ORDER BY 1 LIMIT 1")[0][0]
    hands.press(f"tbody a[href$='/{dutch}']")
    until(page, f"/letters/{dutch}")
    check.look(person, "a letter")
    check("in the language of the association", page.locator("article.letter").get_attribute("lang") == "nl")
    amount = house.ask(f"SELECT awarded_cents / 100 FROM appel.applications WHERE reference = '{dutch}'")[0][0]
    letter = page.locator("article.letter").inner_text()
    check("with its amount and its remedies", amount in re.sub(r"[^0-9a-z]", "", letter) and "30 dagen" in letter, letter)
    check("nobody knows yet", count(house, "a.notified_at IS NOT NULL") == 0)
    person.open(f"office/{CALL}")
    hands.press("main a[href$='/do/publish']")
    until(page, "/do/publish")
    check.look(person, "the release")
    check("the plan counts what is released", str(decided) in page.locator(".plan").inner_text(), page.locator(".plan").inner_text())
    hands.press("button[value='apply']")
    until(page, "notice=released")
    check("everybody hears at once", count(house, waiting) == 0)
    moments = house.ask("SELECT count(DISTINCT notified_at) FROM appel.applications WHERE notified_at IS NOT NULL")
    check("in the same moment", moments == [["1"]], str(moments))
    person.open("office/mails")
    check("the outbox can be read", page.locator("tbody tr").count() >= 1)
    page.locator("tbody a[href*='/office/mails/']").first.click()
    page.locator("pre.letter").wait_for()
    check.look(person, "a mail")
    check("each mail as it leaves", len(page.locator("pre.letter").inner_text()) > 40)
    person.context.close()


def sees_the_appeal(browser, house, check):
    person = come(browser, house, "fr", check)
    page = person.page
    person.open(f"office/{CALL}/files?state=underAppeal")
    check("one appeal waits", page.locator("tbody tr").count() == 1)
    page.locator("tbody a").first.click()
    until(page, "/files/BXL27-")
    check("the secretariat reads why", "seuil sur la qualité" in page.locator("main").inner_text())
    person.context.close()
