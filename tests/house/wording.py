"""What the test of vocabularies knows: three people's words, those of all others, and what is let pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from myosotis.design.words import rules
from myosotis.people.models import WordingValue
from myosotis.people.wording_choices import BABY, BORN, DIED, ME


@dataclass(frozen=True)
class Speaker:
    """Somebody's words: what they said, what pages then say, and what may stand nowhere."""

    said: dict[str, Any]
    says: tuple[str, ...]
    avoided: tuple[str, ...] = ()
    #: What stands in their own words, or in what replaces a word, is theirs.
    theirs: tuple[str, ...] = field(default=())


SPEAKERS = {
    "nothing said": Speaker({}, ("baby",), theirs=("baby", "babies", "died", "was born")),
    "chosen words": Speaker(
        {"baby": "little-one", "died": "born-still", "me": "mam"},
        ("little one", "was born still", "mam"),
        avoided=("baby", "died"),
        theirs=("little one", "little ones", "was born still", "mam", "was born"),
    ),
    "own words": Speaker(
        {
            "baby": "own",
            "own_baby": "رحمة",
            "died": "own",
            "own_died": "星になった",
            "me": "own",
            "own_me": "かか",
            "avoid": dict.fromkeys(("baby", "died", "born", "story", "parents", "lost", "picture"), "")
            | {"photographs": "likenesses", "pictures": "likenesses", "moment": "hour"},
        },
        ("رحمة", "星になった", "かか", "likenesses"),
        avoided=("baby", "died", "born", "story", "parents", "lost", "picture", "pictures", "moment"),
        theirs=("came",),
    ),
}

#: The pages of a pregnancy, which a parent began, may say the word. What happened is theirs to choose.
_ITSELF = re.compile(r"pregnanc(?:y|ies)", re.IGNORECASE)
_LOSSES = re.compile(r'<fieldset class="choices.*?</fieldset>|pregnanc(?:y|ies)', re.DOTALL | re.IGNORECASE)
_OF_PREGNANCIES = ("babies", "baby-sheet", "baby-fact", "pregnancy", "pregnancy-new", "pregnancy-due")

#: Pages that say back what a person typed, or offer the words to choose between: what is left out there.
OFFERED: dict[str, re.Pattern[str]] = {
    "wording": re.compile(r'<dl class="facts.*?</dl>', re.DOTALL),
    "wording-before": re.compile(r'<dl class="facts.*?</dl>', re.DOTALL),
    "wording-question": re.compile(r'<fieldset class="choices.*?</fieldset>', re.DOTALL),
    **dict.fromkeys(_OF_PREGNANCIES, _ITSELF),
    "pregnancy-fact": _LOSSES,
}


def tender() -> frozenset[str]:
    """Every word a person may choose, or that belongs to the vocabulary."""
    choices = [*(one for pair in BABY.values() for one in pair), *DIED.values(), *BORN.values(), *ME.values()]
    return frozenset(map(str, choices)) - {"parent", "child", "children", "ended", "came"}


def value(speaker: Speaker) -> WordingValue:
    return WordingValue(**speaker.said)


class Heard(HTMLParser):
    """What somebody reads or hears of a page that was drawn."""

    SPOKEN = ("alt", "title", "placeholder", "aria-label", "label")
    SILENT = ("script", "style", "textarea")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent += tag in self.SILENT
        for name, words in given.items():
            labelled = name == "value" and tag == "input" and given.get("type") in ("submit", "button")
            if words and (name in self.SPOKEN or labelled or (name.startswith("data-") and " " in words)):
                self.said.append(words)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def heard(page: str, name: str = "") -> str:
    """The words of a page, without what a page of this name says back or offers."""
    reader = Heard()
    reader.feed(OFFERED[name].sub("", page) if name in OFFERED else page)
    return " ".join(" ".join(reader.said).split())


def others_words(text: str, speaker: Speaker) -> list[str]:
    """What a text says that is none of this person's words."""
    for own in sorted((*speaker.theirs, *speaker.says), key=len, reverse=True):
        text = re.sub(re.escape(own), "§", text, flags=re.IGNORECASE)
    unwanted = sorted({*tender(), *speaker.avoided} - {*speaker.theirs, *speaker.says})
    patterns = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in unwanted]
    found = [one for pattern in [*patterns, *VOCABULARY] for one in pattern.finditer(text)]
    return [one.group() for one in found]


def around(text: str, word: str) -> str:
    """A word where it stands, for whoever reads a failure."""
    at = text.casefold().find(word.casefold())
    return text[max(at - 40, 0) : at + 40]


#: The rules of `design/words.toml` that guard the vocabulary: each names what to take instead.
VOCABULARY = [rule.pattern for rule in rules() if "`say." in rule.why]
