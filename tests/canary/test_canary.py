"""Canary: words go through every way of writing there is; then everything written is searched for them.

The house runs under strace, so that every `write` of web, worker and launcher is seen, and with it any
file that was removed again. A new way of writing joins `live_through_everything` in the same commit.
"""

from __future__ import annotations

import base64
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.canary

WORDS = {
    "family": "Quillfeather Lane",
    "name": "Thessaly Brackenridge",
    "second": "Ottoline Farthingale",
    "email": "thessaly.brackenridge@example.org",
    "second email": "ottoline.farthingale@example.org",
    "password": "lanterns over marmalade",
    "new password": "seventeen patient herons",
    "wrong password": "umbrellas are not it",
    "zone": "Pacific/Marquesas",
}


class Visitor:
    """A browser of the plainest kind: cookies, forms, and the mark against forged ones."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open

    def get(self, path: str) -> str:
        return str(self.open(self.url + path, timeout=30).read().decode())

    def post(self, path: str, page: str = "", **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page or path))
        assert token is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        request = urllib.request.Request(self.url + path, data, {"Origin": self.url})  # noqa: S310 (our own address)
        return str(self.open(request, timeout=30).read().decode("utf-8", "replace"))


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """Myosotis under strace: its address, its home and the folder of traces."""
    if shutil.which("strace") is None:
        pytest.fail("strace is missing. One command brings it: sudo apt install -y strace")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home, traces = tmp_path / "home", tmp_path / "traces"
    traces.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MYOSOTIS_", "DATABASE_"))}
    env = {**kept, "PYTHONPATH": str(ROOT / "src"), "MYOSOTIS_HOME": str(home), "MYOSOTIS_PORT": str(port)}
    calls = "trace=write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range"
    strace = [
        "strace",
        "-ff",
        "-y",
        "-xx",
        "-s",
        "20000000",
        "-e",
        calls,
        "-e",
        "signal=none",
        "-o",
        str(traces / "t"),
    ]
    process = subprocess.Popen(
        [*strace, sys.executable, "-m", "myosotis"], env=env, cwd=tmp_path, start_new_session=True
    )
    url = f"http://127.0.0.1:{port}"
    _wait_for(url)
    yield url, home, traces
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url + "/sign-in", timeout=5).read()  # noqa: S310 (our own address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
        else:
            return
    pytest.fail("Myosotis did not open its door")


def twice(which: str) -> dict[str, str]:
    """A new password, typed twice."""
    return {"password": WORDS[which], "again": WORDS[which]}


def live_through_everything(url: str) -> list[str]:
    """Use every way of writing once; return further words that must stand nowhere (sheets, codes)."""
    first = Visitor(url)
    answers = {
        "country": "FR",
        "timezone": WORDS["zone"],
        "family": WORDS["family"],
        "name": WORDS["name"],
        "email": WORDS["email"],
    }
    first.post("/begin", step="password", password=WORDS["password"], again=WORDS["password"], **answers)
    made = []
    for which in ("family", "own"):
        words = re.findall(r'wordgrid__word">([a-z]+)<', first.post(f"/sheets/{which}", do="make"))
        made.append(" ".join(words))
        first.post("/sheets/paper", page=f"/sheets/{which}", words=" ".join(words), which=which)
        typed = {f"word_{n}": words[n - 1] for n in (1, 5, 9)}
        first.post(f"/sheets/{which}", do="confirm", asked="1,5,9", words=" ".join(words), **typed)
    code = re.search(r'data-code="([0-9A-Z]+)"', first.post("/more/invite"))
    assert code is not None
    second = Visitor(url)
    second.post("/join", code=code[1], name=WORDS["second"], email=WORDS["second email"], **twice("password"))
    Visitor(url).post("/sign-in", email=WORDS["email"], password=WORDS["wrong password"])
    first.post("/more/password", old=WORDS["password"], **twice("new password"))
    with pytest.raises(urllib.error.HTTPError):
        Visitor(url).get("/there-is-nothing-here")
    Visitor(url).post("/forgotten", email=WORDS["email"], words=made[1], **twice("password"))
    assert WORDS["second"] in second.get("/")
    return [*made, code[1], *(cookie.value or "" for cookie in second.jar if cookie.name == "myosotis")]


def forms_of(word: str) -> dict[str, bytes]:
    """The ways a word may hide in bytes."""
    plain = word.encode()
    forms = {
        "plain": plain,
        "lower": word.casefold().encode(),
        "utf-16": word.encode("utf-16-le"),
        "hex": plain.hex().encode(),
        "percent": urllib.parse.quote(word).encode(),
        "form": urllib.parse.quote_plus(word).encode(),
    }
    for shift in range(3):
        # The middle of the word at each of the three positions base64 may give it.
        coded = base64.b64encode(b"\0" * shift + plain)
        forms[f"base64+{shift}"] = coded[4 * (1 if shift else 0) : -4]
    return forms


def _unescaped(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(rb"\x", b"").decode()) if rb"\x" in text else text


def written_to_files(traces: Path) -> Iterator[tuple[str, bytes]]:
    """Every write of every process to anything that is not a socket or a pipe between our own processes."""
    call = re.compile(rb"^(?:\w+)\((\d+)<([^>]*)>, (.*)$")
    for trace in traces.iterdir():
        for line in trace.read_bytes().splitlines():
            found = call.match(line)
            if found is None:
                continue
            where = _unescaped(found[2]).decode("utf-8", "replace")
            if where.startswith(("socket:", "pipe:", "anon_inode:", "TCP", "UNIX")):
                continue
            texts = re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', found[3])
            yield where, b"".join(_unescaped(text) for text in texts)


def test_nothing_personal_is_ever_written_in_the_clear(traced: tuple[str, Path, Path]) -> None:
    url, home, traces = traced
    secrets = [*WORDS.values(), *live_through_everything(url)]
    seen = {str(path): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    writes = list(written_to_files(traces))
    assert any("sqlite3" in where and len(data) > 1000 for where, data in writes), "no database seen"
    everything = b"\n".join([*seen.values(), *(data for _where, data in writes)])
    # What stands in plain by design is found, so a word in plain would be.
    assert b"people_account" in b"".join(data for _where, data in writes)
    hits = [(word, form) for word in secrets for form, data in forms_of(word).items() if data in everything]
    assert hits == []
    assert not [path for path in seen for word in secrets if word.casefold() in path.casefold()]
