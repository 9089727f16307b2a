"""A running service with the demonstration in it, and people who sign in to it with a real browser."""

import os
import re
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class House:
    """`scripts/serve.sh` on a port and in a folder of its own."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="appel-browser.")
        os.chmod(self.folder, 0o755)
        self.address = f"http://127.0.0.1:{free_port()}"
        environment = dict(
            os.environ, APPEL=program, APPEL_LISTEN=self.address.removeprefix("http://"),
            APPEL_SERVE_FOLDER=self.folder + "/data", APPEL_SERVE_LOG=self.folder + "/log")
        self.process = subprocess.Popen(
            [ROOT / "scripts/serve.sh"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        self.links = {}
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.match(r"\s+(\S+)\s+(http\S+/link/\S+)", line)
            if found:
                self.links[found[1].split(":")[0]] = found[2]
            if line.startswith("Appel listens at"):
                return
        raise SystemExit("the service did not start:\n" + "".join(said) + self.log())

    def log(self):
        path = Path(self.folder + "/log")
        return path.read_text() if path.exists() else ""

    def close(self):
        """Stops as Ctrl-C does, and says how it ended."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.stdout.read()
        return self.process.wait(timeout=60)


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser, house, role=None, language="fr", **options):
        self.house, self.language, self.role = house, language, role
        self.context = browser.new_context(viewport={"width": 1200, "height": 900}, **options)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda message: self.errors.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text else None)

    def sign_in(self, state=None):
        """By the link, once; afterwards with the cookies of that first time."""
        if state:
            self.context.add_cookies(state)
        else:
            self.page.goto(self.house.links[self.role])
            self.page.click("main button")
        return self

    def open(self, path):
        return self.page.goto(f"{self.house.address}/{self.language}/{path}")
