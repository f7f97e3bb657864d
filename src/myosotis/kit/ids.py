"""Random ids, codes that people read aloud and type, and tokens for links.

Codes use Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that nothing looks
like something else on paper.
"""

import re
import secrets
import unicodedata
import uuid

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BETWEEN = re.compile(r"[\s\-_.\u00ad\u2010-\u2015\u2212\u200b\ufeff]+")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class NotACode(ValueError):
    """This is not a code of ours. A code has letters and numbers only. Please look at it once more."""

    def __str__(self) -> str:
        return str(self.__doc__)


def new_id() -> uuid.UUID:
    """A random id (UUID version 4): it says nothing about when or in which order things were made."""
    return uuid.uuid4()


def new_code(length: int = 12) -> str:
    """A random code of `length` characters, five bits each (12 characters are 60 bits), without dashes."""
    if length < 1:
        raise ValueError("A code has at least one character.")
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def normalise_code(text: str, *, length: int | None = None) -> str:
    """The code a person meant, in one spelling: upper case, no spaces or dashes, O read as 0, I and L as 1.

    `length`, if given, is the number of characters it must have. Raises `NotACode` (a ValueError whose
    sentence may be shown) if it is empty, of another length, or holds a character no code has.
    """
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_ALIKE)
    if not code or not set(code) <= set(CODE_LETTERS):
        raise NotACode
    if length is not None and len(code) != length:
        raise NotACode
    return code


def group_code(code: str, *, size: int = 4) -> str:
    """The code in groups of `size` with dashes between, as it stands on paper: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


def new_token(bits: int = 192) -> str:
    """A random token for a URL: at least `bits` bits in URL-safe base 64 (192 bits: 32 characters)."""
    if bits < 1:
        raise ValueError("A token has at least one bit.")
    return secrets.token_urlsafe((bits + 7) // 8)
