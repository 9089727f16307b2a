"""Coming in: what everybody does first."""

from journeys.hands import until


def by_keyboard(person, check):
    """Signing in without a mouse: the first stop leads past the navigation, and what has the focus can be seen."""
    page = person.page
    person.open("sign-in")
    page.keyboard.press("Tab")
    check("the first stop is the way to the content", page.evaluate("document.activeElement.getAttribute('href')") == "#main")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    check("then the first field", page.evaluate("document.activeElement.id") == "f-email")
    check(
        "the focus can be seen",
        page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none")
    page.keyboard.type("nobody@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("a long and wrong password")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check("a wrong password is told", page.locator(".faults").count() == 1)
    check("in the title too", page.title().startswith(("Erreur", "Fout", "Error")))


def by_mail(person, hands, check, email):
    """From the page where one signs in: a link is asked for, comes by mail, and opens the door once."""
    page, house = person.page, person.house
    if "/sign-in" not in page.url:
        person.open("sign-in")
    hands.press("main a[href$='/link']")
    until(page, "/link")
    hands.type("#f-email", email)
    hands.press("main form button")
    until(page, "/sign-in?notice=")
    check("a mail is on its way", page.locator(".notice").count() == 1)
    page.goto(house.mail_link(email))
    hands.press("main form button")
    page.wait_for_url(lambda url: "/link/" not in url)
    check("signed in", page.locator("form[action$='/sign-out']").count() == 1)
    # The mail is in the language of the account; whoever reads another one chooses it.
    if f"/{person.language}/" not in page.url:
        hands.press(f".languages a[hreflang='{person.language}']")
        until(page, f"/{person.language}/")
