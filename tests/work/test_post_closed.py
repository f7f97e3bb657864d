"""Letters by a closed way: STARTTLS and TLS, with name and password, to servers that can and that cannot."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.factories.certificates import Certificate, certificate
from tests.factories.post_office import PostOffice, open_post_office

from myosotis.environment import read_environment
from myosotis.work import post

LOGIN = ("letters@house.example", "p@ss:w/rd %")
TYPED = "letters%40house.example:p%40ss%3Aw%2Frd%20%25"
LETTER = post.Letter("tests.note", lambda: "Hello,", {})
#: How MYOSOTIS_SMTP begins, for what a server does.
WORDS = {"none": "smtp", "starttls": "smtp+starttls", "tls": "smtps"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("mail"), "localhost")


@contextmanager
def office(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, shown: Certificate, *, tls: str, asked: str
) -> Iterator[PostOffice]:
    """A mail server that does `tls`, and a house whose MYOSOTIS_SMTP asks for `asked`."""
    login = LOGIN if tls != "none" else None
    with open_post_office(tls, shown, login) as opened:
        monkeypatch.setenv("SSL_CERT_FILE", str(shown.authority))
        said = f"{WORDS[asked]}://{TYPED}@localhost:{opened.port}"
        smtp = read_environment({"MYOSOTIS_SMTP": said}).smtp
        assert smtp is not None
        settings.EMAIL_HOST, settings.EMAIL_PORT = smtp.host, smtp.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = smtp.user, smtp.password
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = smtp.tls == "starttls", smtp.tls == "tls"
        settings.DEFAULT_FROM_EMAIL = "letters@house.example"
        yield opened


def send() -> None:
    post.send(LETTER, to="ilse@example.org", mark="a1b2")


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_letter_goes_by_a_closed_way_with_name_and_password(
    tls: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, shown: Certificate
) -> None:
    with office(settings, monkeypatch, shown, tls=tls, asked=tls) as opened:
        send()
    [letter] = opened.received
    assert (letter.closed, letter.known, letter.words.strip()) == (True, True, "Hello,")
    assert opened.said == [LOGIN]


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_nothing_is_said_to_a_server_nobody_vouches_for(
    tls: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, shown: Certificate, tmp_path: Path
) -> None:
    another = certificate(tmp_path, "localhost")
    with office(settings, monkeypatch, shown, tls=tls, asked=tls) as opened:
        monkeypatch.setenv("SSL_CERT_FILE", str(another.authority))
        with pytest.raises(ssl.SSLCertVerificationError):
            send()
    assert (opened.received, opened.said) == ([], [])


def test_nor_to_one_that_is_vouched_for_under_another_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = certificate(tmp_path, "mail.example.org")
    serving = office(settings, monkeypatch, elsewhere, tls="starttls", asked="starttls")
    with serving as opened, pytest.raises(ssl.SSLCertVerificationError):
        send()
    assert (opened.received, opened.said) == ([], [])


def test_a_letter_never_falls_back_to_an_open_way(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, shown: Certificate
) -> None:
    serving = office(settings, monkeypatch, shown, tls="none", asked="starttls")
    with serving as opened, pytest.raises(Exception, match="STARTTLS"):
        send()
    assert opened.received == []


def test_a_wrong_password_is_worth_another_try_and_is_repeated_nowhere(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, shown: Certificate
) -> None:
    with office(settings, monkeypatch, shown, tls="starttls", asked="starttls") as opened:
        settings.EMAIL_HOST_PASSWORD = "not this one"
        with pytest.raises(Exception, match="535") as refused:
            send()
    assert not isinstance(refused.value, post.LetterRefused)
    assert "not this one" not in str(refused.value)
    assert opened.received == []
