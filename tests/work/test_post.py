"""A letter on the wire: who it says it is from, what it gives away, what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings
from tests.factories.post_office import PostOffice, open_post_office

from myosotis.environment import environment
from myosotis.work import post

LETTER = post.Letter("tests.note", lambda *, link: f"Hello,\n\n{link}", {"link": "https://house.example/#A"})


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with open_post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        settings.DEFAULT_FROM_EMAIL = "letters@house.example"
        yield opened


def send(to: str = "ilse@example.org") -> None:
    post.send(LETTER, to=to, mark="a1b2", link="https://house.example/#ABCD")


def test_a_letter_carries_only_what_it_needs(office: PostOffice) -> None:
    send()
    letter = office.received[0]
    assert (letter.sender, letter.to) == ("letters@house.example", ["ilse@example.org"])
    assert letter.message["Subject"] == "Myosotis"
    assert letter.message["Message-ID"] == "<a1b2@house.example>"
    assert letter.words.splitlines() == ["Hello,", "", "https://house.example/#ABCD"]


def test_the_server_is_not_told_what_this_machine_is_called(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    send()
    for url, greeting in (
        ("https://house.example", "house.example"),
        ("https://[::1]:8443", "[127.0.0.1]"),
        ("http://attic:8000", "[127.0.0.1]"),
    ):
        house = replace(environment(), url=url)
        monkeypatch.setattr(post, "environment", lambda house=house: house)
        send()
        assert office.received[-1].greeting == greeting
    assert office.received[0].greeting == "[127.0.0.1]"


@pytest.mark.parametrize("stage", ["to_recipient", "to_letter"])
def test_only_a_refusal_for_good_is_one(office: PostOffice, stage: str) -> None:
    setattr(office, stage, "550 nobody of that name")
    with pytest.raises(post.LetterRefused) as refused:
        send()
    assert "nobody" not in str(refused.value)
    assert refused.value.__suppress_context__
    setattr(office, stage, "451 later")
    with pytest.raises(Exception) as later:  # noqa: PT011 (which kind is the library's affair)
        send()
    assert not isinstance(later.value, post.LetterRefused)


def test_a_server_that_is_not_there_is_worth_another_try(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError, match="refused"):
        send()


def test_without_a_mail_server_there_are_no_letters(settings: Settings) -> None:
    assert not post.is_set_up()
    settings.EMAIL_HOST = "127.0.0.1"
    assert post.is_set_up()
