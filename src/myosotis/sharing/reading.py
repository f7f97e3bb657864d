"""The door for somebody without an account: a token or a code becomes a cookie, a cookie becomes a reading.

No row is written when somebody reads. The cookie is a keyed code over the link's own codes, so it is good
while the link is, and for this one page. Each request asks the link's row anew, and the counter of its space:
what was closed, has ended or waits for a yes is shut at once, in the middle of a stream too.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.db import models

from myosotis.guestbook import queries as desk
from myosotis.guestbook.keeping import Box
from myosotis.kit import clock, ids
from myosotis.people import guesses
from myosotis.people import queries as people
from myosotis.people.models import Family
from myosotis.sharing import rules
from myosotis.sharing.actions import code_code, token_code
from myosotis.sharing.models import Link, LinkValue
from myosotis.sharing.queries import yeses_of
from myosotis.story import shared
from myosotis.story.models import Moment
from myosotis.vault import blindindex, passwords, spaces
from myosotis.vault.keys import Keyring, same

#: How far somebody has come: the token fits and a password is missing, or they are in.
DOOR, IN = "door", "in"


class NotOpen(Exception):
    """There is no link here that opens now: never was, closed, over, or waiting. They all look the same."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What somebody with a link may read now. `agreed` are the pictures every parent said yes to."""

    link: UUID
    value: LinkValue
    moment: shared.SharedMoment
    agreed: frozenset[str]
    parents: tuple[str, ...]
    keys: Keyring
    has_password: bool
    #: Where words are put; None where nobody reads first.
    box: Box | None
    #: What the cookie of each stage must say.
    proofs: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Where it is read."""
        return page_of(self.link)


def page_of(link: UUID) -> str:
    """The address of a link's page. It opens nothing by itself."""
    return f"/r/{link}/"


class _Wrong(Exception):
    """A password that does not fit."""


def by_token(token: str) -> Reading:
    """The reading behind the token of an address. Raises `NotOpen`."""
    return _open(Link.objects.filter(token_code=token_code(token)))


def by_code(code: str, *, network: str) -> Reading:
    """The reading behind a code somebody typed. Raises `NotOpen` and, after many wrong tries, `TooMany`."""
    with guesses.one("link-code", "", network):
        try:
            wanted = code_code(ids.normalise_code(code, length=rules.CODE_LENGTH))
        except ids.NotACode:
            raise NotOpen from None
        return _open(Link.objects.filter(code_code=wanted))


def by_cookie(link: UUID, cookie: str) -> tuple[Reading, str]:
    """The reading of a page and how far this browser has come. Raises `NotOpen`."""
    reading = _open(Link.objects.filter(pk=link))
    for stage in (IN, DOOR):
        if same(cookie.encode("utf-8", "replace"), reading.proofs[stage].encode()):
            return reading, stage
    raise NotOpen


def password_fits(reading: Reading, password: str, *, network: str) -> bool:
    """Whether this is the link's password. Raises `TooMany` before any slow work."""
    kept = Link.objects.values_list("password", flat=True).get(pk=reading.link)
    try:
        with guesses.one("link-password", reading.link.hex, network):
            if not passwords.fits(password, kept):
                raise _Wrong
    except _Wrong:
        return False
    return True


def first_stage(reading: Reading) -> str:
    """Where somebody stands who has brought the token or the code."""
    return DOOR if reading.has_password else IN


def mark_of(cookie: str) -> str:
    """What a form of this page carries, so that no other page can send one in its name."""
    return _short(blindindex.code("reading-form", cookie))


def _open(found: models.QuerySet[Link]) -> Reading:
    """What a link's row opens now. The row is asked each time; what it opened is remembered a while."""
    row = found.values_list("pk", "space", "space__generation", "token_code", "password").first()
    if row is None:
        raise NotOpen
    link, space, generation, token, password = row
    reading = _opened(link, space, generation, bytes(token), password)
    if rules.has_ended(reading.value.ends, clock.now()):
        raise NotOpen
    return reading


@lru_cache(maxsize=64)
def _opened(link: UUID, space: UUID, _generation: int, token: bytes, password: str) -> Reading:
    """The reading of a link, good until something changes in its space: a word, a picture, a yes, a parent.

    Raises `NotOpen`, which is not remembered.
    """
    keys = spaces.open_spaces([space])
    row = Link.objects.filter(pk=link).first()
    if row is None:
        raise NotOpen
    try:
        moment = shared.moment(row.moment_id, space, keys)
    except Moment.DoesNotExist:
        raise NotOpen from None
    family = Family.objects.values_list("pk", flat=True).get(space=space)
    parents = {str(one.id): one.name for one in people.parents_in(family, keys)}
    yeses = yeses_of([link], keys).get(link, {})
    if rules.missing(moment.pictures, yeses, parents):
        raise NotOpen
    return Reading(
        link=link,
        value=row.sealed.open(keys),
        moment=moment,
        agreed=rules.agreed(moment.pictures, yeses, parents),
        parents=tuple(name for key, name in parents.items() if key in yeses),
        keys=keys,
        has_password=bool(password),
        # An update asks for no answer, so nothing can be left beside it.
        box=None if moment.head.kind == "update" else desk.box_beside(family, row.moment_id),
        proofs={stage: _proof(link, stage, token, password) for stage in (DOOR, IN)},
    )


def _proof(link: UUID, stage: str, token: bytes, password: str) -> str:
    return _short(blindindex.code("reading", f"{link}|{stage}|{token.hex()}|{password}"))


def _short(code: bytes) -> str:
    return base64.urlsafe_b64encode(code).decode().rstrip("=")
