"""Every letter stands in the list of its room, says nothing it should not, and goes by the one way out."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import myosotis
from myosotis.design.words import forbidden_in
from myosotis.work.post import Letter

pytestmark = pytest.mark.house

PACKAGE = Path(myosotis.__file__).parent
#: What can send mail; only `work/post.py` may name it.
CARRIERS = re.compile(r"\bdjango\.core\.mail\b|\bsmtplib\b|\bsendmail\b")


def rooms_with_letters() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/letters.py"))


def letters_of(room: str) -> list[Letter]:
    """Every letter a room's `letters.py` makes, listed or not."""
    module = importlib.import_module(f"myosotis.{room}.letters")
    return [value for value in vars(module).values() if isinstance(value, Letter)]


def test_every_letter_is_listed_once_and_has_a_name_of_its_own() -> None:
    assert "people" in rooms_with_letters()
    names = []
    for room in rooms_with_letters():
        listed = importlib.import_module(f"myosotis.{room}.letters").LETTERS
        assert list(listed) == letters_of(room), room
        names += [letter.name for letter in listed]
    assert len(set(names)) == len(names)


def test_letters_are_made_in_no_other_file() -> None:
    makers = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bLetter\(", path.read_text("utf-8")) and path.name != "letters.py"
    ]
    assert makers == []


def test_no_letter_says_what_a_letter_never_says() -> None:
    for room in rooms_with_letters():
        for letter in letters_of(room):
            words = letter.words(**letter.example)
            assert words.strip()
            assert forbidden_in(words, "mail") == [], letter.name
            assert all(fact in words for fact in letter.example.values()), letter.name


def test_mail_leaves_by_one_way() -> None:
    ways = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if CARRIERS.search(path.read_text("utf-8")) and path.name != "settings.py"
    ]
    assert ways == ["work/post.py"]
