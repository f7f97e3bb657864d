"""Folding words: one spelling for every way of writing the same, so that a tired hand finds them.

Small letters; accents off; "ß" is "ss", "ø" is "o"; the points of Hebrew and Arabic off and their letters in
one form. Scripts that write without spaces (Chinese, Japanese, Korean, Thai …) are cut into pairs of
characters. Vowel signs that are letters of their own, as in Hindi, stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Marks that fold away, as a class of a regular expression: of European scripts, Hebrew, Arabic, Syriac,
#: and what is never seen (a soft hyphen, joiners, marks of direction).
_OFF = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
#: Scripts whose signs count as letters even where Unicode calls them marks.
_SIGNS = (
    "\u0900-\u0963\u0966-\u109f\u1780-\u17d3\u1a20-\u1aaf\u1b00-\u1bff\u3099\u309a\ua8e0-\ua8ff\ua980-\uaaff"
)
#: Scripts without spaces between words.
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[\w{_OFF}{_SIGNS}]+")
_MARKS = re.compile(f"[{_OFF}]+")
_RUN = re.compile(f"[{_DENSE}]+|[^{_DENSE}]+")
_IS_DENSE = re.compile(f"[{_DENSE}]")
_LETTERS = str.maketrans(
    {
        **dict(zip("øđðłħıŧŋ", "oddlhitn", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict(zip("ٱىةیکگۀہھ", "ايهيككههه", strict=True)),
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)},
    }
)


def fold(text: str) -> str:
    """The text in one spelling."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", plain).translate(_LETTERS))


def tokens(text: str) -> set[str]:
    """Every token an entry with this text is found by; of dense scripts single characters too."""
    text = text.replace("_", " ")
    if text.isascii():
        return set(_WORD.findall(text.lower()))
    found: set[str] = set()
    for raw in set(_WORD.findall(text)):
        if raw.isascii():
            found.add(raw.lower())
            continue
        for run in runs(raw):
            found.update(pairs(run))
            if is_dense(run):
                found.update(run)
    return found


def sequence(text: str) -> list[str]:
    """The tokens of a text in its order, as somebody asks for them; of dense scripts the pairs alone."""
    raws = _WORD.findall(text.replace("_", " "))
    return [token for raw in raws for run in runs(raw) for token in pairs(run)]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end, as they were written."""
    for found in _WORD.finditer(text.replace("_", " ")):
        yield found.start(), found.end()


def runs(raw: str) -> list[str]:
    """A word as written, folded, and cut where a script with spaces meets one without."""
    if raw.isascii():
        return [raw.lower()]
    # What unfolds into several words ("½" is "1⁄2") is cut once more.
    return [run for word in _WORD.findall(fold(raw)) for run in _RUN.findall(word)]


def pairs(run: str) -> list[str]:
    """A folded run as tokens: itself, or each two characters that stand side by side in it."""
    if len(run) < 2 or not is_dense(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


def is_dense(run: str) -> bool:
    """Whether a run is of a script without spaces."""
    return _IS_DENSE.match(run) is not None
