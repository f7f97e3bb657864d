"""The address of this house: whether others can reach it, and links that carry a code."""

from __future__ import annotations

from myosotis.environment import environment
from myosotis.kit import ids

_ALONE = ("127.0.0.1", "localhost", "::1")


def stands_alone() -> bool:
    """Whether only this machine can open the house."""
    return environment().host in _ALONE


def link(path: str, code: str) -> str:
    """A link to a page of ours with a code behind #, where no browser sends it and no log can hold it."""
    return f"{environment().url}{path}#{ids.group_code(code)}"
