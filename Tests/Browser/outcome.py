"""What passed and what did not, as `make test` counts it."""

import sys
import traceback


class Outcome:
    def __init__(self):
        self.passed, self.failed = 0, 0
        # Looks at pages on the way of a walk; none does unless it is set.
        self.inspection = None

    def check(self, name, holds, why=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"✘ {name}: {why}", file=sys.stderr)
        return holds

    def named(self, walk):
        """The same, for one walk."""
        return Walked(self, walk)

    def run(self, name, body):
        """A check that is a walk through pages: whatever is raised on it is a failure."""
        try:
            body()
        except Exception:
            self.check(name, False, traceback.format_exc(limit=4))
        else:
            self.check(name, True)


class Walked:
    """What came of one walk."""

    def __init__(self, outcome, walk):
        self.outcome, self.walk = outcome, walk

    def __call__(self, name, holds, why=""):
        return self.outcome.check(f"{self.walk}: {name}", holds, why)

    def look(self, person, state):
        """The page in a state that only a walk brings it to: as accessible and valid as any other."""
        if self.outcome.inspection:
            self.outcome.inspection.look(person, f"{self.walk}: {state}")
