"""Whose word is taken for where a request comes from."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.kit import networks

PROXY = (ip_network("127.0.0.1"), ip_network("10.0.0.0/24"), ip_network("::1"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        # Nobody is believed who is not trusted.
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.1.1", "203.0.113.9", "10.0.1.1"),
        # A trusted proxy is, for what it added itself: the right end.
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # A chain of trusted proxies is followed to its end.
        ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("::1", "203.0.113.9,10.0.0.7,127.0.0.1", "203.0.113.9"),
        # What cannot be read is nobody's address.
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, 10.0.0.300, 10.0.0.7", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9,", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9:4711", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.7, 10.0.0.8", "127.0.0.1"),
        # A home has many IPv6 addresses, and counts once.
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2::77", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "", "2001:db8:1:3::/64"),
        ("127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("", "203.0.113.9", ""),
    ],
)
def test_who_asks(peer: str, forwarded: str, client: str) -> None:
    assert networks.client(peer, forwarded, PROXY) == client


@given(st.text())
def test_a_stranger_never_chooses(forwarded: str) -> None:
    assert networks.client("192.0.2.1", forwarded, PROXY) == "192.0.2.1"


@given(st.text())
def test_nor_does_a_stranger_behind_the_proxy(claimed: str) -> None:
    assert networks.client("127.0.0.1", f"{claimed}, 203.0.113.9", PROXY) == "203.0.113.9"
