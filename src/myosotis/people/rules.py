"""Rules of who: what a password must be, and how an address is compared."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

SHORTEST = 10
#: The commonest of those with ten characters or more; a list that is known is tried first.
COMMON = frozenset(
    (
        "1234567890",
        "0123456789",
        "qwertyuiop",
        "passwordpassword",
        "password123",
        "password1234",
        "iloveyou123",
        "1q2w3e4r5t",
        "1111111111",
        "0000000000",
        "qwerty1234",
        "qwerty12345",
        "abcdefghij",
        "letmein1234",
        "myosotis123",
    )
)


def same_address(email: str) -> str:
    """The form in which two addresses are compared."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def is_reached(email: str, reached: str) -> bool:
    """Whether the address somebody signs in with is the one that answered a letter."""
    return bool(email) and same_address(reached) == same_address(email)


def plain_digits(typed: str) -> str:
    """Digits as 0 to 9, however they were written or spaced; other signs stay as they are."""
    return "".join(str(unicodedata.decimal(one, one)) for one in typed if not one.isspace())


def password_problem(password: str, email: str) -> str:
    """A sentence saying why a password will not do, or an empty text."""
    if len(password) < SHORTEST:
        return _("A password needs ten characters or more. Four words in a row are good.")
    if password.casefold() in COMMON or len(set(password)) < 4:
        return _("That password is one of the first that people try. Please choose another.")
    if same_address(password) == same_address(email):
        return _("Your e-mail address is known to others. Please choose another password.")
    return ""
