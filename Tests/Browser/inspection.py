"""Every page that somebody can reach by links: accessible (axe, WCAG 2.2 AA), valid HTML (vnu), and usable at 400 % zoom."""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urldefrag, urlparse

from house import ZOOMED

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The texts and controls that cannot be read whole: beyond the edge, cut off by what is around them, or under something that stays
# in its place. What is wide may scroll within a box that the keyboard reaches; what is for the ear alone is not looked at.
HIDDEN = """width => {
    const found = [], told = (element, why) => found.push(why + ": <" + element.localName + "> " + element.textContent.trim().slice(0, 60));
    const boxed = (element) => element.closest(".scroll[tabindex]") !== null;
    for (const element of document.body.querySelectorAll("*")) {
        if (element.closest(".visually-hidden, .skip, svg, option, script")) continue;
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        if (["fixed", "sticky"].includes(style.position)) told(element, "stays in its place");
        const says = [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim() !== "") || element.matches("input, select, textarea, button");
        if (!says || box.width === 0 || box.height === 0 || !element.checkVisibility()) continue;
        if ((box.right > width + 1 || box.left < -1) && !boxed(element)) told(element, "beyond the edge");
        for (let around = element; around !== document.body; around = around.parentElement) {
            const clip = getComputedStyle(around);
            if (clip.overflowX === "visible" || around.matches(".scroll[tabindex], input, select, textarea, button")) continue;
            if (around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 1) told(element, "cut off");
        }
    }
    return found;
}"""


class Inspection:
    def __init__(self, outcome, axe, folder):
        self.outcome, self.axe = outcome, Path(axe).read_text()
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count = 0

    def look(self, person, name):
        """The page that is open, as it is."""
        page = person.page
        (self.folder / f"{self.count:03}-{re.sub(r'[^a-zA-Z0-9]+', '-', name)}.html").write_text(page.content())
        self.count += 1
        if not person.scripts:
            # Where no script runs, axe waits for ever; the page is validated like all others.
            return
        # The policy of the pages lets no script in; the debugger's door is not bound by it.
        page.evaluate(self.axe)
        # A page that changes under its hands may keep axe waiting for ever; the call from here has no end of its own.
        found = page.evaluate(
            """tags => Promise.race([
                axe.run(document, {runOnly: {type: 'tag', values: tags}}),
                new Promise((_, fail) => setTimeout(() => fail(new Error("axe did not come to an end")), 20000))
            ])""", TAGS)["violations"]
        self.outcome.check(
            f"axe, {name}", not found,
            "; ".join(f"{v['id']} {v['nodes'][0]['target']} {v['nodes'][0]['html'][:120]}" for v in found))
        titles = page.locator("h1").count()
        self.outcome.check(f"one heading, {name}", titles == 1, f"{titles} of the first level")
        usual = page.viewport_size
        page.set_viewport_size(ZOOMED["viewport"])
        wide = page.evaluate("document.documentElement.scrollWidth")
        self.outcome.check(f"400 %, {name}", wide <= ZOOMED["viewport"]["width"], f"{wide} pixels wide")
        hidden = page.evaluate(HIDDEN, ZOOMED["viewport"]["width"])
        self.outcome.check(f"nothing hidden at 400 %, {name}", not hidden, "; ".join(hidden[:3]))
        page.set_viewport_size(usual)

    def walk(self, person, start, most):
        """The pages that links lead to, each kind once: two files are one kind."""
        address = person.house.address
        waiting, seen = [f"{address}/{person.language}/{start}"], set()
        while waiting and len(seen) < most:
            target = waiting.pop(0)
            path = urlparse(target).path
            kind = re.sub(r"[A-Z]{2,}[0-9]*-[A-Z0-9-]+", "FILE", path)
            if kind in seen or not path.startswith(f"/{person.language}/") or "/link/" in path:
                continue
            with person.page.expect_event("response") as waiting_response:
                try:
                    answer = person.page.goto(target)
                except Exception:
                    # A download is no page.
                    seen.add(kind)
                    continue
            _ = waiting_response
            seen.add(kind)
            self.outcome.check(f"opens, {person.role} {path}", answer.status < 400, f"status {answer.status}")
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            self.look(person, f"{person.role or 'public'} {person.language} {path}")
            hrefs = person.page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => link.href)")
            waiting += [urldefrag(href)[0] for href in hrefs if href.startswith(address)]
        self.outcome.check(f"no script fails, {person.role}", not person.errors, "; ".join(person.errors[:3]))

    def open_all(self, person, paths):
        """Pages by their address."""
        for path in paths:
            answer = person.open(path)
            if self.outcome.check(f"opens, {person.role} {path}", answer.status < 400, f"status {answer.status}"):
                self.look(person, f"{person.role} {person.language} {path}")

    def validate(self, vnu):
        """All pages at once."""
        done = subprocess.run(
            ["java", "-jar", vnu, "--format", "json", "--errors-only", "--stdout", "--exit-zero-always", str(self.folder)],
            capture_output=True, text=True, check=False)
        messages = json.loads(done.stdout or '{"messages": [{"message": "vnu did not run", "url": ""}]}')["messages"]
        bad = {}
        for message in messages:
            bad.setdefault(Path(message.get("url", "")).name, message.get("message"))
        for page in sorted(self.folder.glob("*.html")):
            self.outcome.check(f"valid HTML, {page.stem}", page.name not in bad, bad.get(page.name, ""))
        if "" in bad:
            self.outcome.check("vnu", False, bad[""])
