"""What passed and what did not, as `make test` counts it."""

import sys
import traceback


class Outcome:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def check(self, name, holds, why=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"✘ {name}: {why}", file=sys.stderr)
        return holds

    def named(self, walk):
        """The same, for the checks of one walk."""
        return lambda name, holds, why="": self.check(f"{walk}: {name}", holds, why)

    def run(self, name, body):
        """A check that is a walk through pages: whatever is raised on it is a failure."""
        try:
            body()
        except Exception:
            self.check(name, False, traceback.format_exc(limit=4))
        else:
            self.check(name, True)
