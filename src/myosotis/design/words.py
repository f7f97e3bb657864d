"""Reads `words.toml`: phrases this house never says, found in a text.

A phrase is found as whole words in any case, across any white space, and with either apostrophe. What people
write themselves is never read with this; it is for our own sentences.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Where = Literal["page", "message", "mail"]

SOURCE = Path(__file__).parent / "words.toml"
EVERYWHERE: frozenset[str] = frozenset(get_args(Where))
#: The name of a place in a sentence is no word of it: "%(baby)s".
_PLACE = re.compile(r"%\(\w+\)[a-z]")


class WordsUnreadable(ValueError):
    """`words.toml` holds a rule this reader does not know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One forbidden phrase in a text: what was found as it stands there, and why it is not said."""

    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a pattern, its reason, the contexts it holds in, and the paths or sentences it lets pass."""

    pattern: re.Pattern[str]
    why: str
    where: frozenset[str]
    allowed: frozenset[str]


def _phrases(say: Iterable[str]) -> str:
    """A pattern for whole words: longest first, so that what is found is the whole phrase."""
    alternatives = []
    for phrase in sorted(say, key=len, reverse=True):
        words = [re.escape(word).replace("'", "['’]") for word in phrase.split()]
        alternatives.append(r"\s+".join(words))
    return r"(?<![\w’'-])(?:" + "|".join(alternatives) + r")(?![\w-]|['’]\w)"


def _signs(rule: dict[str, Any]) -> str:
    ranges = "".join(f"{chr(int(low, 16))}-{chr(int(high, 16))}" for low, high in rule.get("ranges", []))
    return f"[{re.escape(rule.get('signs', ''))}{ranges}]"


def _rule(pattern: str, given: dict[str, Any]) -> Rule:
    where = frozenset(given.get("where", EVERYWHERE))
    if not where <= EVERYWHERE or not given.get("why"):
        msg = f"a rule of words.toml has no reason, or a context that is none: {sorted(where)}"
        raise WordsUnreadable(msg)
    return Rule(re.compile(pattern, re.IGNORECASE), given["why"], where, frozenset(given.get("allowed", [])))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, read once. Raises `WordsUnreadable`."""
    book = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return (
        *(_rule(_phrases(given["say"]), given) for given in book["phrase"]),
        *(_rule(_signs(given), given) for given in book["sign"]),
    )


def forbidden_in(text: str, context: Where, path: str = "") -> list[Finding]:
    """What `text` says that this house never says.

    `context` is where the text stands; `path` is its file in the repository, for rules that let one file or
    one exact sentence pass.
    """
    text = _PLACE.sub("…", text)
    findings: list[Finding] = []
    for rule in rules():
        if context not in rule.where or rule.allowed & {path, text.strip()}:
            continue
        findings.extend(Finding(match.group(), rule.why) for match in rule.pattern.finditer(text))
    return findings
