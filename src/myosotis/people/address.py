"""Links of this house that carry a code."""

from __future__ import annotations

from myosotis.environment import environment
from myosotis.kit import ids


def link(path: str, code: str) -> str:
    """A link to a page of ours with a code behind #, where no browser sends it and no log can hold it."""
    return f"{environment().url}{path}#{ids.group_code(code)}"
