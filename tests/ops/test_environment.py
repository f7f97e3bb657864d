"""Settings that make no sense are refused by name; the others are read as browsers and proxies speak."""

from __future__ import annotations

import pytest

from myosotis.environment import BadSetting, read_environment


def refused(**env: str) -> str:
    with pytest.raises(BadSetting) as refusal:
        read_environment(env)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://house.example", "https://house.example"),
        ("https://House.Example:443/", "https://house.example"),
        ("http://attic:80", "http://attic"),
        ("https://house.example:8443", "https://house.example:8443"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_the_address_is_read_as_a_browser_writes_it(typed: str, url: str) -> None:
    assert read_environment({"MYOSOTIS_URL": typed}).url == url


@pytest.mark.parametrize(
    "typed",
    [
        "house.example",
        "ftp://house.example",
        "https://house.example/a/folder",
        "https://house.example?a=b",
        "https://house.example#a",
        "https://",
        "https://house.example:port",
        "https://house.example:70000",
        "https://[::1",
        "https://name:hunter2@house.example",
        "https://vergißmeinnicht.example",
    ],
)
def test_an_address_that_no_browser_would_ask_for(typed: str) -> None:
    said = refused(MYOSOTIS_URL=typed)
    assert said.startswith("MYOSOTIS_URL: ")
    assert "hunter2" not in said


def test_an_address_that_leads_no_further_than_this_machine() -> None:
    assert read_environment({}).only_here
    for here in ("http://localhost:8123", "http://127.0.0.2", "http://[::1]:8000"):
        assert read_environment({"MYOSOTIS_URL": here}).only_here, here
    for far in ("https://house.example", "http://10.0.0.7:8000", "https://127.example"):
        assert not read_environment({"MYOSOTIS_URL": far}).only_here, far


def test_trusted_proxies() -> None:
    read = read_environment({"MYOSOTIS_TRUSTED_PROXY": "127.0.0.1, 10.1.0.0/16,::1"}).trusted_proxies
    assert [str(one) for one in read] == ["127.0.0.1/32", "10.1.0.0/16", "::1/128"]
    assert read_environment({}).trusted_proxies == ()


@pytest.mark.parametrize(
    "typed", ["nginx", "127.0.0.1,", "10.0.0.1/8", "127.0.0.1 ::1", "0.0.0.0/0", "::/0", "*"]
)
def test_a_proxy_that_nobody_is_or_that_everybody_is(typed: str) -> None:
    assert refused(MYOSOTIS_TRUSTED_PROXY=typed).startswith("MYOSOTIS_TRUSTED_PROXY: ")


@pytest.mark.parametrize("name", ["MYOSOTIS_SMTP", "DATABASE_URL"])
@pytest.mark.parametrize("password", ["hun/ter2", "hun#ter2", "hun?ter2", "[hunter2", "hün%74er2"])
def test_no_piece_of_a_password_is_repeated(name: str, password: str) -> None:
    scheme = "smtps" if name == "MYOSOTIS_SMTP" else "postgresql"
    if name == "DATABASE_URL" and "%" in password:
        return
    said = refused(**{name: f"{scheme}://letters:{password}@mail.example:587"})
    assert said.startswith(f"{name}: ")
    for piece in ("hun", "ter2", "hün"):
        assert piece not in said


def test_a_password_with_signs_is_read_as_it_was_meant() -> None:
    typed = "smtp+starttls://letters%40house.example:p%40ss%3Aw%2Frd@mail.example:587"
    smtp = read_environment({"MYOSOTIS_SMTP": typed}).smtp
    assert smtp is not None
    assert (smtp.user, smtp.password) == ("letters@house.example", "p@ss:w/rd")
    assert (smtp.host, smtp.port, smtp.tls) == ("mail.example", 587, "starttls")
