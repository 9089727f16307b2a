"""A running service with the demonstration in it, and people who sign in to it with a real browser."""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "config/demo"

# What a screen of 1280 by 1024 pixels shows at 400 %.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class House:
    """`scripts/serve.sh` on a port and in a folder of its own."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="appel-browser.")
        os.chmod(self.folder, 0o755)
        self.data = self.folder + "/data"
        self.address = f"http://127.0.0.1:{free_port()}"
        environment = dict(
            os.environ, APPEL=program, APPEL_LISTEN=self.address.removeprefix("http://"),
            APPEL_SERVE_FOLDER=self.data, APPEL_SERVE_LOG=self.folder + "/log", APPEL_SERVE_KEEPS_MAILS="1")
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

    # What happens in the house besides what the pages do.

    def appel(self, *words):
        """The command line, on the same database; what it prints with `--json`."""
        done = subprocess.run(
            [self.program, *words, "--data", self.data, "--json"], capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            raise AssertionError(f"appel {' '.join(words)}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def invite(self, email, name, *words):
        """Somebody who may sign in; who may already is left as he or she is."""
        if not self.ask(f"SELECT 1 FROM appel.accounts WHERE email = '{email}'"):
            self.appel("account", "add", email, "--name", name, *words)

    def clock(self, time):
        self.appel("db", "clock", "set", time, "--zone", "Europe/Brussels")

    def ask(self, question):
        """The rows that the database answers with, each a list of texts."""
        done = subprocess.run(
            [self.program, "db", "shell", "--data", self.data, "--role", "owner", "--", "-XAtq", "-F", "\x1f", "-c", question],
            capture_output=True, text=True, check=True, cwd=ROOT)
        return [line.split("\x1f") for line in done.stdout.splitlines() if line]

    def mail_link(self, email):
        """The link in the last mail to somebody, as it waits in the outbox."""
        rows = self.ask(
            f"SELECT replace(body, chr(10), ' ') FROM mails WHERE recipient = '{email}' ORDER BY id DESC LIMIT 1")
        return re.search(r"https?://\S+/link/\S+", rows[0][0])[0]


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser, house, role=None, language="fr", **options):
        self.house, self.language, self.role = house, language, role
        self.scripts = options.get("java_script_enabled", True)
        self.context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        self.context.set_default_timeout(15_000)
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
