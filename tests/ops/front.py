"""A real nginx with the configuration we ship, under the main configuration its package brings.

Only ports and places of files are written over: `deploy/nginx.conf` is tested as a host copies it.
"""

from __future__ import annotations

import http.client
import os
import pwd
import re
import signal
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from tests.factories.certificates import Certificate, certificate
from tests.visitor import ROOT, House, Visitor
from tools import programs

SHIPPED = ROOT / "deploy" / "nginx.conf"
PACKAGED = Path("/etc/nginx/nginx.conf")
NAME = "house.example"
needs_nginx = pytest.mark.skipif(
    programs.find("nginx") is None or not PACKAGED.exists(),
    reason="nginx is not on this machine. One command brings it: sudo apt install -y nginx",
)


@dataclass
class Place:
    """Where a house is reached, at https://house.example, which leads to this machine in the tests alone."""

    certificate: Certificate
    https: int = 443

    @property
    def url(self) -> str:
        """Its address, as browsers write it."""
        return f"https://{NAME}" + (f":{self.https}" if self.https != 443 else "")

    def visitor(self, address: str = "127.0.0.1") -> Visitor:
        """Somebody who comes from this address."""
        return Visitor(self.url, Way(self.certificate.believed(), address))


class Front(Place):
    """nginx before a house, on this machine."""

    def __init__(self, folder: Path, house: House, before: tuple[str, ...] = ()) -> None:
        self.folder, self.house, self.before = folder, house, before
        self.log, self.waiting = folder / "log", folder / "waiting"
        for made in (self.log, self.waiting, folder / "www" / ".well-known" / "acme-challenge"):
            made.mkdir(parents=True)
        super().__init__(certificate(folder / "live", NAME), free_port())
        self.http = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, more: str = "", **main: str) -> None:
        """Open it. `main` writes over directives of the package's main configuration; `more` adds some."""
        (self.folder / "site.conf").write_text(self._site())
        (self.folder / "nginx.conf").write_text(self._main(more, main))
        words = (str(programs.find("nginx")), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"))
        with (self.log / "stderr.txt").open("wb") as said:
            self.process = subprocess.Popen([*self.before, *words, "-g", "daemon off;"], stderr=said)
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.https), 1):
                return
            time.sleep(0.05)
        raise AssertionError((self.log / "stderr.txt").read_text())

    def stop(self) -> None:
        """Close it at once."""
        if self.process is not None and self.process.poll() is None:
            pid = self.folder / "nginx.pid"
            os.kill(int(pid.read_text()), signal.SIGTERM)
            self.process.wait(timeout=30)

    def written(self) -> bytes:
        """Everything that stands in any log."""
        return b"\n".join(path.read_bytes() for path in self.log.rglob("*") if path.is_file())

    def _site(self) -> str:
        text = SHIPPED.read_text()
        for stands, instead in {
            "/etc/letsencrypt/live/house.example/": f"{self.folder}/live/",
            "/var/log/nginx": str(self.log),
            "/var/www/html": str(self.folder / "www"),
            "http://127.0.0.1:8000": f"http://127.0.0.1:{self.house.port}",
            "https://house.example$": f"{self.url}$",
        }.items():
            assert stands in text, stands
            text = text.replace(stands, instead)
        text = re.sub(r"(listen (?:\[::\]:)?)80;", rf"\g<1>{self.http};", text)
        text = re.sub(r"(listen (?:\[::\]:)?)443 ", rf"\g<1>{self.https} ", text)
        if not Path("/proc/net/if_inet6").exists():
            text = re.sub(r"listen \[::\].*", "", text)
        return text

    def _main(self, more: str, main: dict[str, str]) -> str:
        text = PACKAGED.read_text()
        text = re.sub(r"^user .*", f"user {pwd.getpwuid(os.geteuid()).pw_name};", text, flags=re.MULTILINE)
        text = re.sub(r"^\s*include /etc/nginx/(modules-enabled|conf\.d)/.*", "", text, flags=re.MULTILINE)
        text = re.sub(r"include /etc/nginx/sites-enabled/.*", f"include {self.folder}/site.conf;", text)
        text = text.replace("/run/nginx.pid", f"{self.folder}/nginx.pid").replace(
            "/var/log/nginx", str(self.log)
        )
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {self.waiting}/{kind};\n" for kind in kinds)
        text = text.replace("http {", "http {\n" + places + more, 1)
        for name, value in main.items():
            text, count = re.subn(rf"{name} [^;]*;", f"{name} {value};", text, count=1)
            assert count, name
        return text


class Way(urllib.request.HTTPSHandler):
    """The way to this machine under the house's name, from one of its addresses."""

    def __init__(self, context: ssl.SSLContext, address: str) -> None:
        super().__init__(context=context)
        self.context, self.address = context, address

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """As in the standard library, but for where it leads."""
        here = (self.address, 0)
        return self.do_open(Line, request, context=self.context, source_address=here)


class From(urllib.request.HTTPHandler):
    """Plain HTTP from one of this machine's addresses."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """As in the standard library, but for where it comes from."""
        return self.do_open(http.client.HTTPConnection, request, source_address=(self.address, 0))


class Line(http.client.HTTPSConnection):
    """A connection to this machine that asks for the house by its name."""

    def __init__(self, *args: Any, context: ssl.SSLContext, **kwargs: Any) -> None:
        super().__init__(*args, context=context, **kwargs)
        self.believed = context
        self.held: socket.socket | None = None

    def connect(self) -> None:
        """Open it."""
        plain = socket.create_connection(("127.0.0.1", self.port), 60, self.source_address)  # type: ignore[attr-defined]
        self.sock = self.believed.wrap_socket(plain, server_hostname=self.host)
        self.held = self.sock

    def answer(self) -> Answer:
        """The whole answer to what was asked."""
        came = self.getresponse()
        return Answer(came.status, came.headers, came.read().decode("utf-8", "replace"))

    def end(self) -> None:
        """Close it, whatever was said."""
        self.close()
        if self.held is not None:
            self.held.close()


@contextmanager
def line(front: Place, address: str = "127.0.0.1") -> Iterator[Line]:
    """A connection to be used by hand, closed after."""
    believed = front.certificate.believed()
    opened = Line(NAME, front.https, context=believed, source_address=(address, 0))
    try:
        yield opened
    finally:
        opened.end()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    words: str


def ask(front: Place, path: str, address: str = "127.0.0.1", **headers: str) -> Answer:
    """What a request made by hand is answered; `X_Name` is the header X-Name."""
    with line(front, address) as opened:
        opened.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        return opened.answer()


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def reached(folder: Path, **env: str) -> tuple[House, Front]:
    """A house that says it lives at the front's address, and the front; neither is started."""
    house = House(folder / "home")
    front = Front(folder / "front", house)
    house.env |= {"MYOSOTIS_URL": front.url, "MYOSOTIS_TRUSTED_PROXY": "127.0.0.1", **env}
    return house, front


@contextmanager
def opened(house: House, front: Front, more: str = "", **main: str) -> Iterator[None]:
    """Both, open meanwhile."""
    try:
        house.start()
        front.start(more, **main)
        yield
    finally:
        front.stop()
        house.stop()


PARENT = {"name": "Ilse", "email": "ilse@example.org", "password": "four grey stones here"}


def found(front: Place) -> None:
    """The first parent sets the house up, from outside."""
    answers = {"timezone": "UTC", "again": PARENT["password"], **PARENT}
    front.visitor().post("/begin", step="password", **answers)


def parent(front: Place, address: str = "127.0.0.1") -> Visitor:
    """The parent, signed in."""
    visitor = front.visitor(address)
    visitor.post("/sign-in", email=PARENT["email"], password=PARENT["password"])
    assert "Ilse" in visitor.get("/more")
    return visitor
