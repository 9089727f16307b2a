"""What people come to do, from the first page to the last, as they do it."""


def member_scores(person, check):
    """A member of the council opens a file, gives every score with its reason, and hands the review in."""
    page = person.page
    person.open("council/brussels-2027")
    # One that is not handed in yet.
    page.locator(".tasks li:has(.state:not(.good):not(.bad)) a").first.click()
    if page.locator("form[action$='/open']").count():
        page.click("form[action$='/open'] button")
    scores = page.locator("input[name^='score.']")
    check("a score for every criterion", scores.count() >= 3, f"{scores.count()} fields")
    scores.first.fill("99")
    page.click("button[value='save']")
    check("a score out of its scale is told", page.locator(".faults").count() == 1)
    check("the summary leads to the field", page.locator(".faults a").first.get_attribute("href") == "#" + (
        page.locator(".fault input").first.get_attribute("id") or ""))
    for field in page.locator("input[name^='score.']").all():
        field.fill("4")
    page.fill("textarea[name='justification']", "Le besoin est bien décrit ; le budget tient.")
    page.click("button[value='save']")
    check("a draft is kept", page.locator(".notice").count() == 1)
    check("with its scores", page.locator("input[name^='score.']").first.input_value() == "4")
    page.click("button[value='submit']")
    check("the review is handed in", page.locator(".notice").count() == 1 and page.locator(".state.good").count() >= 1)


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
