"""Ways in as a canary's people use them: a letter, a passkey, six digits, codes on paper, a second family."""

from __future__ import annotations

import html
import re
import time

from tests.factories.authenticator import Phone
from tests.factories.post_office import PostOffice
from tests.visitor import House, Visitor

from myosotis.vault import onetime

SIGN_WORDS = {
    "asked by letter": "philippa.wintergreen@example.org",
    "third": "Philippa Wintergreen",
    "third in the other family": "Grandmother Wintergreen",
    "fourth password": "nine barrels of rain",
    "passkey": "Amaranth telephone",
}


def come_in_by_letter_and_keep_the_door(house: House, first: Visitor, office: PostOffice) -> list[str]:
    """Somebody comes by letter, adds a passkey and a second step, uses each, joins a second family.

    Returns further words that must stand nowhere: the letter's code, the app's secret, paper codes, cookies.
    """
    first.post("/more/invite", email=SIGN_WORDS["asked by letter"])
    code = code_for(office, SIGN_WORDS["asked by letter"])
    third = Visitor(house.url.replace("127.0.0.1", "localhost"))
    password = SIGN_WORDS["fourth password"]
    who = {"email": SIGN_WORDS["asked by letter"], "password": password}
    third.post("/join", code=code, name=SIGN_WORDS["third"], again=password, **who)
    phone = add_passkey(third, password)
    made = [code, code.replace("-", ""), *second_step(third, password)]
    with_passkey = Visitor(third.url)
    options = asked(with_passkey.get("/sign-in"))
    with_passkey.post("/sign-in/passkey", "/sign-in", answer=phone.show(options))
    assert SIGN_WORDS["third"] in with_passkey.get("/more")
    with_paper = Visitor(third.url)
    with_paper.post("/sign-in", **who)
    halfway = [one.value or "" for one in with_paper.jar if one.name == "myosotis_halfway"]
    with_paper.post("/sign-in/paper", code=made[-1])
    assert SIGN_WORDS["third"] in with_paper.get("/more")
    join_another(house, with_paper)
    kept = [one.value or "" for one in with_passkey.jar if one.name == "myosotis"]
    assert halfway
    assert kept
    return [*made, *halfway, *kept]


def code_for(office: PostOffice, address: str) -> str:
    """The code in the letter to this address, once it came."""
    deadline = time.monotonic() + 60
    while not (letters := [one for one in office.received if one.to == [address]]):
        assert time.monotonic() < deadline, "no letter came"
        time.sleep(0.2)
    found = re.search(r"^([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})\s*$", letters[0].words, re.MULTILINE)
    assert found is not None
    return found[1]


def add_passkey(visitor: Visitor, password: str) -> Phone:
    """A passkey with a name, made by a phone at this address."""
    phone = Phone(origin=visitor.url)
    name = SIGN_WORDS["passkey"]
    options = asked(visitor.post("/more/passkeys/new", "/more", name=name, password=password))
    assert name in visitor.post("/more/passkeys/new", "/more", name=name, answer=phone.make(options))
    return phone


def second_step(visitor: Visitor, password: str) -> list[str]:
    """A second step set up; returns the app's secret and the codes on paper."""
    secret = re.search(r'data-code="([A-Z2-7]{32})"', visitor.post("/more/second-step", password=password))
    assert secret is not None
    digits = onetime.digits(secret[1], int(time.time()) // onetime.STEP)
    codes = re.findall(r'wordgrid__word">([0-9A-Z-]+)<', visitor.post("/more/second-step/app", digits=digits))
    assert len(codes) == 10
    return [secret[1], *codes]


def join_another(house: House, visitor: Visitor) -> None:
    """A family the host asks in, and the way back to the first. The console prints that code on purpose."""
    told = house.run("invite-family", timeout=120)
    code = re.search(rb"the code +([0-9A-Z-]+)", told.stdout + told.stderr)
    assert code is not None
    visitor.post("/join", "/more", code=code[1].decode(), name=SIGN_WORDS["third in the other family"])
    page = visitor.get("/more")
    assert SIGN_WORDS["third in the other family"] in page
    there = re.search(r'action="(/more/families/[^"]+/open)"', page)
    assert there is not None
    visitor._mark = ""  # coming into another family made every mark from before worth nothing
    visitor.post(there[1], "/more")
    assert SIGN_WORDS["third"] in visitor.get("/more")


def asked(page: str) -> str:
    """What a page asks the device for."""
    found = re.search(r'data-options="([^"]+)"', page)
    assert found is not None, page
    return html.unescape(found[1])
