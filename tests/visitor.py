"""A browser of the plainest kind, and a real house to visit: for tests that kill, trace or search it."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]


class Visitor:
    """Cookies, forms, files, and the mark against forged forms."""

    def __init__(self, url: str, *ways: urllib.request.BaseHandler) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), *ways).open
        self._mark = self._secret = ""

    def get(self, path: str) -> str:
        """A page, as text."""
        return self.bytes(path).decode()

    def bytes(self, path: str) -> bytes:
        """Whatever stands at an address."""
        return bytes(self.open(self.url + path, timeout=60).read())

    def post(self, path: str, page: str = "", **fields: str) -> str:
        """Send a form that stands on `page`, and follow where it leads."""
        fields = {"csrfmiddlewaretoken": self.mark(page or path), **fields}
        data = urllib.parse.urlencode(fields, errors="surrogatepass").encode()
        return self._send(path, data, {})

    def say(self, path: str, **fields: str) -> str:
        """Send a form that carries no mark."""
        return self._send(path, urllib.parse.urlencode(fields).encode(), {})

    def send(self, path: str, page: str, files: list[tuple[str, bytes]]) -> dict[str, Any]:
        """Send pictures as the page's script does; give back what it was told."""
        line = uuid4().hex
        parts = [
            f'--{line}\r\nContent-Disposition: form-data; name="picture"; filename="{name}"\r\n\r\n'.encode()
            + content
            + b"\r\n"
            for name, content in files
        ]
        body = b"".join([*parts, f"--{line}--\r\n".encode()])
        headers = {
            "Content-Type": f"multipart/form-data; boundary={line}",
            "X-CSRFToken": self.mark(page),
            "X-Requested-With": "fetch",
        }
        try:
            answer: dict[str, Any] = json.loads(self._send(path, body, headers))
        except urllib.error.HTTPError as refused:
            answer = json.loads(refused.read())
        return answer

    def mark(self, page: str) -> str:
        """The form token of a page; it serves every form until a session begins or ends in this browser."""
        if not self._mark or self._secret != self._cookie():
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page))
            assert token is not None, page
            self._mark, self._secret = token[1], self._cookie()
        return self._mark

    def _cookie(self) -> str:
        return next((one.value or "" for one in self.jar if one.name == "myosotis_form"), "")

    def forget_mark(self) -> None:
        """Ask for the form token anew: on a link's page it changes with how far somebody has come."""
        self._mark = ""

    def _send(self, path: str, data: bytes, headers: dict[str, str]) -> str:
        request = urllib.request.Request(self.url + path, data, {"Origin": self.url, **headers})  # noqa: S310 (our own address)
        return str(self.open(request, timeout=60).read().decode("utf-8", "replace"))


class House:
    """Myosotis as a new user starts it, in a home of its own, on a free port."""

    def __init__(self, home: Path, before: tuple[str, ...] = ()) -> None:
        self.home, self.before = home, before
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("MYOSOTIS_", "DATABASE_"))
        }
        self.env = {
            **kept,
            "PYTHONPATH": str(ROOT / "src"),
            "MYOSOTIS_HOME": str(home),
            "MYOSOTIS_PORT": str(self.port),
        }
        #: A file for what the house says, where somebody wants to read it.
        self.said: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Open the house and wait until its door opens."""
        command = [*self.before, sys.executable, "-m", "myosotis"]
        with (self.said or Path(os.devnull)).open("ab") as said:
            self.process = subprocess.Popen(
                command,
                env=self.env,
                cwd=self.home.parent,
                start_new_session=True,
                stdout=said,
                stderr=said if self.said else None,
            )
        for _ in range(400):
            try:
                urllib.request.urlopen(self.url + "/sign-in", timeout=5).read()  # noqa: S310 (our own address)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError("Myosotis did not open its door")

    def stop(self) -> None:
        """Close it in good order."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """As if the current were cut: every process of the house at once, without a word."""
        assert self.process is not None
        for pid in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def run(self, *words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
        """One command of the command line in this home."""
        command = [*self.before, sys.executable, "-m", "myosotis", *words]
        return subprocess.run(
            command, env=self.env, cwd=self.home.parent, check=False, capture_output=True, **more
        )


def family(pid: int) -> list[int]:
    """A process and all that came from it; each is stopped before its children are asked for."""
    found = [pid]
    for one in found:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGSTOP)
        found += [child for child in children(one) if child not in found]
    return found


def children(pid: int) -> list[int]:
    """The processes that name this one as their parent."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found
