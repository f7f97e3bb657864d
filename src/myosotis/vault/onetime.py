"""Six digits from an app on a phone (TOTP, RFC 6238): SHA-1, six digits, half a minute, as apps know it.

SHA-1 stands here as the standard has it, inside an HMAC, where its known weakness does not reach.
"""

from __future__ import annotations

import base64
import io
import os
from urllib.parse import quote, urlencode

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from myosotis.vault import keys

#: Seconds one set of digits stands for.
STEP = 30
DIGITS = 6
#: Steps a phone's clock may be ahead or behind.
APART = 1
SECRET = 20


def new_secret() -> str:
    """A new secret, as apps take it: base 32, without padding."""
    return base64.b32encode(os.urandom(SECRET)).decode()


def digits(secret: str, step: int) -> str:
    """The six digits of one step."""
    held = TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)  # noqa: S303 (RFC 6238's own choice)
    return held.generate(step * STEP).decode()


def step_of(secret: str, typed: str, now: float) -> int | None:
    """The step these digits belong to, now or one beside it; None where they belong to none of them."""
    here = int(now) // STEP
    found = None
    for step in range(here - APART, here + APART + 1):
        if keys.same(digits(secret, step).encode(), typed.encode("utf-8", "surrogatepass")):
            found = step
    return found


def address(secret: str, label: str) -> str:
    """What an app takes: the secret, whose it is, and how digits are made of it."""
    words = {"secret": secret, "issuer": "Myosotis", "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{quote(f'Myosotis:{label}', safe='')}?{urlencode(words)}"


def square(secret: str, label: str) -> bytes:
    """The address as a drawing for the app's camera (SVG): dark on white in any light."""
    drawn = io.BytesIO()
    made = segno.make(address(secret, label), error="m", micro=False)
    made.save(drawn, kind="svg", border=4, scale=4, light="#ffffff", svgclass=None, lineclass=None)
    return drawn.getvalue()
