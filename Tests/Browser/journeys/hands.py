"""How somebody works a page: with a mouse and a keyboard, or with a keyboard alone."""

from house import ZOOMED


def until(page, part):
    """Waits for a page whose address has that part."""
    page.wait_for_url(lambda url: part in url)


def manner(scripts, kind):
    """How somebody comes, for the name of a walk."""
    return ("" if scripts else ", without scripts") + {Keys: ", by keyboard", Zoomed: ", at 400 %"}.get(kind, "")


class Hands:
    """A mouse to point with, and a keyboard to type."""

    # What is unusual of the browser.
    browser = {}

    def __init__(self, page):
        self.page = page

    def type(self, selector, text):
        self.page.fill(selector, text)

    def choose(self, selector, value):
        """A choice of a list."""
        self.page.select_option(selector, value)

    def day(self, selector, iso):
        self.page.fill(selector, iso)

    def tick(self, selector):
        self.page.check(selector)

    def press(self, selector):
        """A button or a link, and wait for the page behind it."""
        self.page.locator(selector).first.click()

    def upload(self, selector, path):
        self.page.set_input_files(selector, path)


class Zoomed(Hands):
    """The same with everything four times as large."""

    browser = ZOOMED


class Keys(Hands):
    """No mouse: every field and button is reached with the tabulator, in the order of the page."""

    browser = {"reduced_motion": "reduce"}

    def reach(self, selector):
        target = self.page.locator(selector).first
        target.wait_for()
        self.page.evaluate("element => { window.wanted = element }", target.element_handle())
        for _ in range(400):
            here = self.page.evaluate(
                """() => {
                    const now = document.activeElement;
                    // Of the choices of one group, only one is a stop.
                    const sameGroup = now.type === 'radio' && wanted.type === 'radio' && now.name === wanted.name && now.form === wanted.form;
                    return now === wanted ? 'there' : sameGroup ? 'group' : '';
                }""")
            if here == "there":
                # Waits for the scrolling, which is smooth.
                self.page.wait_for_function(
                    """() => {
                        const box = wanted.getBoundingClientRect(), style = getComputedStyle(wanted);
                        return style.outlineStyle !== 'none' && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
                    }""")
                return
            self.page.keyboard.press("ArrowDown" if here == "group" else "Tab")
        raise AssertionError(f"{selector} cannot be reached with the keyboard")

    def type(self, selector, text):
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, selector, value):
        self.reach(selector)
        label = self.page.locator(f"{selector} option[value='{value}']").inner_text()
        self.page.keyboard.type(label)

    def day(self, selector, iso):
        # In the order of the browser's own language, which is English here.
        self.reach(selector)
        year, month, day = iso.split("-")
        self.page.keyboard.type(month + day + year)

    def tick(self, selector):
        self.reach(selector)
        if not self.page.locator(selector).first.is_checked():
            self.page.keyboard.press("Space")

    def press(self, selector):
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def upload(self, selector, path):
        self.reach(selector)
        with self.page.expect_file_chooser() as waiting:
            self.page.keyboard.press("Space")
        waiting.value.set_files(path)
