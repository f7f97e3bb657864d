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


def test_trusted_proxies() -> None:
    read = read_environment({"MYOSOTIS_TRUSTED_PROXY": "127.0.0.1, 10.1.0.0/16,::1"}).trusted_proxies
    assert [str(one) for one in read] == ["127.0.0.1/32", "10.1.0.0/16", "::1/128"]
    assert read_environment({}).trusted_proxies == ()


@pytest.mark.parametrize(
    "typed", ["nginx", "127.0.0.1,", "10.0.0.1/8", "127.0.0.1 ::1", "0.0.0.0/0", "::/0", "*"]
)
def test_a_proxy_that_nobody_is_or_that_everybody_is(typed: str) -> None:
    assert refused(MYOSOTIS_TRUSTED_PROXY=typed).startswith("MYOSOTIS_TRUSTED_PROXY: ")
