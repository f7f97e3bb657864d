"""The access table: every address × method × kind of visitor. An address without a line here fails."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

PASSWORD = "four grey stones here"
DOOR, HOME, SEEN, NO, NOT_SO, MADE = "→ /sign-in", "→ /", "200", "404", "405", "302"

#: Address name: (GET, POST) for somebody signed out, then for a parent. 400: the form was empty.
TABLE: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "home": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "begin": ((DOOR, DOOR), (DOOR, DOOR)),
    "sign-in": ((SEEN, SEEN), (HOME, SEEN)),
    "sign-out": ((NOT_SO, DOOR), (NOT_SO, DOOR)),
    "forgotten": ((SEEN, SEEN), (SEEN, SEEN)),
    "join": ((SEEN, SEEN), (SEEN, SEEN)),
    "sheet": ((DOOR, DOOR), (SEEN, SEEN)),
    "sheet-paper": ((NOT_SO, DOOR), (NOT_SO, "400")),
    "more": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "password": ((DOOR, DOOR), (SEEN, SEEN)),
    "invite": ((DOOR, DOOR), (SEEN, SEEN)),
    "end-others": ((NOT_SO, DOOR), (NOT_SO, "→ /more")),
    "end-device": ((NOT_SO, DOOR), (NOT_SO, "→ /more")),
    "styles": ((NO, NOT_SO), (NO, NOT_SO)),
    "script": ((NO, NOT_SO), (NO, NOT_SO)),
}
FILLED = {"which": "own", "fingerprint": "0", "device": str(uuid4())}


def addresses() -> dict[str, str]:
    """Every address of the house by name, its places filled."""
    found: dict[str, str] = {}

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            text = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, text)
            else:
                assert pattern.name, f"{text} has no name"
                found[pattern.name] = "/" + re.sub(r"<\w+:(\w+)>", lambda place: FILLED[place[1]], text)

    walk(get_resolver().url_patterns, "")
    return found


def parent() -> Client:
    client = Client()
    answers = {
        "timezone": "UTC",
        "name": "Ilse",
        "email": "ilse@example.org",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    assert client.post("/begin", {**answers, "step": "password"}).status_code == 302
    return client


def told(client: Client, method: str, address: str) -> str:
    answer = getattr(client, method)(address)
    if answer.status_code in (301, 302, 303):
        return f"→ {answer.headers['Location']}"
    return str(answer.status_code)


def test_every_address_stands_in_the_table_and_no_line_is_stale() -> None:
    assert addresses().keys() == TABLE.keys()


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_visitor_gets_what_the_table_says(name: str) -> None:
    inside = parent()
    address = addresses()[name]
    for client, expected in ((Client(), TABLE[name][0]), (inside, TABLE[name][1])):
        assert (told(client, "get", address), told(client, "post", address)) == expected


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_address_answers_other_methods(method: str) -> None:
    inside = parent()
    for name, address in addresses().items():
        assert told(inside, method, address) in ("405", DOOR), name


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row[1][1] != NOT_SO))
def test_a_form_from_elsewhere_is_refused_everywhere(name: str) -> None:
    inside = parent()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    assert strict.post(addresses()[name], {"password": "x"}).status_code == 403


def test_every_answer_carries_the_headers() -> None:
    inside = parent()
    for client in (Client(), inside):
        for address in addresses().values():
            answer = client.get(address)
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
            assert answer.headers["Cache-Control"] == "no-store, private"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "noindex" in answer.headers["X-Robots-Tag"]
