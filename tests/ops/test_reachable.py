"""The house at its own address: real TLS, the nginx configuration as it is shipped, and people behind it."""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

import pytest
from tests.canary.searching import written_to_files
from tests.canary.test_canary import traced_by
from tests.factories.certificates import certificate
from tests.factories.pictures import picture
from tests.factories.post_office import open_post_office
from tests.ops.front import (
    NAME,
    PARENT,
    From,
    Front,
    Line,
    ask,
    found,
    line,
    needs_nginx,
    opened,
    parent,
    reached,
)
from tests.visitor import House, Visitor

from myosotis.people import guesses

pytestmark = [pytest.mark.full, needs_nginx]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Front, Path]]:
    """A house with one parent, the front before it under strace, and the folder of its traces."""
    folder = tmp_path_factory.mktemp("reached")
    traces = folder / "traces"
    traces.mkdir()
    house, front = reached(folder)
    front.before = traced_by(traces)
    with opened(house, front):
        found(front)
        yield house, front, traces


def cookies(visitor: Visitor) -> str:
    """Every cookie of a visitor, also where a browser would keep it back."""
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.jar)


def begin(connection: Line, path: str, headers: dict[str, str], body: bytes = b"") -> None:
    """Begin to send something, and perhaps no more than that."""
    connection.putrequest("POST", path)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(body or None)


def test_coming_in_over_https(place: tuple[House, Front, Path]) -> None:
    _house, front, _ = place
    cookies = {cookie.name: cookie for cookie in parent(front).jar}
    assert set(cookies) == {"myosotis", "myosotis_form"}
    for cookie in cookies.values():
        assert cookie.secure, cookie.name
        assert cookie.has_nonstandard_attr("HttpOnly"), cookie.name
    answer = ask(front, "/sign-in")
    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert answer.headers["Server"] == "nginx"


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Origin": "{url}"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://house.example"}, False),
        ({"Origin": "null"}, False),
        # Where a browser sends no Origin, Django asks for the page before, as it does over TLS alone.
        ({"Referer": "{url}/sign-in"}, True),
        ({"Referer": "https://evil.example/"}, False),
        ({}, False),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(
    place: tuple[House, Front, Path], headers: dict[str, str], *, taken: bool
) -> None:
    _house, front, _ = place
    visitor = front.visitor()
    fields = {"csrfmiddlewaretoken": visitor.mark("/sign-in"), "email": PARENT["email"], "password": "x"}
    said = {name: value.format(url=front.url) for name, value in headers.items()}
    data = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(f"{front.url}/sign-in", data, said)  # noqa: S310 (our own address)
    try:
        with visitor.open(request, timeout=30) as answer:
            status = answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            status = refused.code
    assert status == (200 if taken else 403)


def test_the_open_way_leads_to_the_closed_one_and_shows_what_certbot_needs(
    place: tuple[House, Front, Path],
) -> None:
    _house, front, _ = place
    (front.folder / "www/.well-known/acme-challenge/answer").write_text("the name is ours")
    with closing(http.client.HTTPConnection("127.0.0.1", front.http, timeout=30)) as connection:
        connection.request("GET", "/join?x=1", headers={"Host": "evil.example"})
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, answer.headers["Location"]) == (308, f"{front.url}/join?x=1")
        connection.request("GET", "/.well-known/acme-challenge/answer", headers={"Host": NAME})
        assert connection.getresponse().read() == b"the name is ours"


def test_old_ciphers_are_not_spoken(place: tuple[House, Front, Path]) -> None:
    _house, front, _ = place
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with line(front) as connection:
            connection.believed.minimum_version = connection.believed.maximum_version = version
            connection.connect()
    with line(front) as connection, pytest.raises(ssl.SSLError):
        connection.believed.set_ciphers("AES128-SHA:AES256-SHA256:ECDHE-ECDSA-AES128-SHA")
        connection.believed.maximum_version = ssl.TLSVersion.TLSv1_2
        connection.connect()


def test_a_picture_flows_in_and_out_and_nginx_writes_nothing(place: tuple[House, Front, Path]) -> None:
    _house, front, traces = place
    visitor, content = parent(front), picture(5)
    assert len(content) > 3_000_000
    told = visitor.send(f"/moments/{uuid4()}/pictures", "/more", [("a.jpg", content)])
    kept = re.search(r"p-([0-9a-f-]{36})", told["html"])
    assert kept is not None, told
    original = f"/pictures/{kept[1]}/original"
    assert visitor.bytes(original) == content
    part = urllib.request.Request(front.url + original, headers={"Range": "bytes=1000000-1999999"})  # noqa: S310
    with visitor.open(part, timeout=60) as answer:
        assert answer.read() == content[1_000_000:2_000_000]
    assert (answer.status, answer.headers["Content-Range"]) == (206, f"bytes 1000000-1999999/{len(content)}")
    assert "X-Accel-Buffering" not in answer.headers
    writes = [(where, data) for where, data in written_to_files(traces) if data]
    # That strace saw what nginx did is known by its process number, which stands in a file.
    assert [where for where, _data in writes if where.endswith("nginx.pid")]
    assert [where for where, _data in writes if not where.endswith("nginx.pid")] == []
    assert [path for path in front.waiting.rglob("*") if path.is_file()] == []


def test_what_is_sent_is_sealed_before_all_of_it_has_come(place: tuple[House, Front, Path]) -> None:
    house, front, _ = place
    visitor = parent(front)
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n\r\n'
    body = head + picture(3) + b"\r\n--x--\r\n"
    said = {
        "Cookie": cookies(visitor),
        "X-CSRFToken": visitor.mark("/more"),
        "Origin": front.url,
        "X-Requested-With": "fetch",
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(len(body)),
    }
    half, arriving = len(body) // 2, house.home / "data" / "arriving"
    with line(front) as connection:
        begin(connection, f"/moments/{uuid4()}/pictures", said)
        connection.send(body[:half])
        deadline = time.monotonic() + 30
        while not any(path.stat().st_size > half // 2 for path in arriving.iterdir()):
            assert time.monotonic() < deadline, "the first half did not reach Myosotis"
            time.sleep(0.1)
        connection.send(body[half:])
        assert connection.answer().status == 200


def guess(visitor: Visitor, claimed: str) -> str:
    """A wrong password, from somebody who claims to be elsewhere; the page that answers it."""
    wrong = {"email": PARENT["email"], "password": "a guess of mine"}
    data = urllib.parse.urlencode({"csrfmiddlewaretoken": visitor.mark("/sign-in"), **wrong}).encode()
    said = {
        "Origin": visitor.url,
        "Cookie": cookies(visitor),
        "X-Forwarded-For": claimed,
        "Forwarded": f"for={claimed}",
    }
    request = urllib.request.Request(visitor.url + "/sign-in", data, said)  # noqa: S310 (our own address)
    with visitor.open(request, timeout=30) as answer:
        return str(answer.read().decode())


def test_guesses_are_counted_for_whoever_really_makes_them(place: tuple[House, Front, Path]) -> None:
    house, front, _ = place
    # Past the front, another process of this machine is believed no more than anybody else.
    for stranger in (front.visitor("127.0.0.2"), Visitor(house.url, From("127.0.0.4"))):
        for number in range(guesses.PAIR):
            assert "do not belong together" in guess(stranger, f"203.0.113.{number}")
        assert "Please wait" in guess(stranger, "203.0.113.200")
        assert "Ilse" in parent(front, "127.0.0.3").get("/more")


def test_a_name_that_is_not_ours(place: tuple[House, Front, Path]) -> None:
    _house, front, _ = place
    answer = ask(front, "/sign-in", Host="evil.example", X_Forwarded_Host=NAME)
    assert answer.status == 400
    assert "This place does not have that address." in answer.words


def test_one_home_cannot_keep_every_hand_busy(place: tuple[House, Front, Path]) -> None:
    _house, front, _ = place
    with ExitStack() as slow:
        for _ in range(10):
            connection = slow.enter_context(line(front, "127.0.0.5"))
            begin(connection, "/sign-in", {"Content-Length": "1000"}, b"and then nothing")
        time.sleep(1)
        with line(front, "127.0.0.5") as late:
            late.request("POST", "/sign-in", b"email=x")
            answer = late.answer()
        assert answer.status == 429
        assert "on their way from your home already" in answer.words
        assert ask(front, "/sign-in", "127.0.0.5").status == 200
        assert "Ilse" in parent(front, "127.0.0.6").get("/more")


def test_what_is_too_large_is_refused_kindly_before_it_is_sent(place: tuple[House, Front, Path]) -> None:
    _house, front, _ = place
    with line(front) as connection:
        begin(connection, "/moments/x/pictures", {"Content-Length": str(1041 * 1024**2)})
        answer = connection.answer()
    assert answer.status == 413
    assert "Everything you kept before is still kept." in answer.words


def test_a_house_with_many_ipv6_addresses_is_one(tmp_path: Path) -> None:
    """nginx is told here to believe who somebody claims to be: no machine of ours has such addresses."""
    house, front = reached(tmp_path)
    more = "set_real_ip_from 127.0.0.0/8; real_ip_header X-Claimed;"
    with opened(house, front, more=more), ExitStack() as slow:
        for number in range(10):
            connection = slow.enter_context(line(front))
            one = f"2001:db8:0:{'0:0:0:0' if number % 2 else 'ab00:0:1:0'}:{number + 1}".replace("ab00", "0")
            said = {"X-Claimed": one, "Content-Length": "1000"}
            begin(connection, "/sign-in", said, b"and then nothing")
        time.sleep(1)
        for claimed, status in (("2001:db8::77", 429), ("2001:db8:0:1::77", 403), ("203.0.113.9", 403)):
            with line(front) as late:
                late.request("POST", "/sign-in", b"email=x", {"X-Claimed": claimed})
                assert late.answer().status == status, claimed


def test_letters_go_out_closed_and_lead_back_to_the_address(tmp_path: Path) -> None:
    vouched, login = certificate(tmp_path / "mail", "localhost"), ("letters@house.example", "p@ss word")
    with open_post_office("starttls", vouched, login) as office:
        sending = f"smtp+starttls://letters%40house.example:p%40ss%20word@localhost:{office.port}"
        settings = {"MYOSOTIS_SMTP": sending, "MYOSOTIS_MAIL_FROM": login[0]}
        house, front = reached(tmp_path, **settings, SSL_CERT_FILE=str(vouched.authority))
        with opened(house, front):
            found(front)
            parent(front).post("/more/letters")
            deadline = time.monotonic() + 60
            while not office.received:
                assert time.monotonic() < deadline, "no letter came"
                time.sleep(0.2)
    [letter] = office.received
    assert (letter.closed, letter.known, letter.sender, letter.greeting) == (True, True, login[0], NAME)
    assert f"{front.url}/more/letters/code#" in letter.words
