"""The door for somebody without an account: a token or a code becomes a cookie, a cookie becomes a reading.

No row is written when somebody reads. The cookie is a keyed code over the link's own codes, so it is good
while the link is, and for this one page. Each request asks the link's row anew: what was closed, has ended or
waits for a yes is shut at once, in the middle of a stream too.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models

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
from myosotis.vault import blindindex, keys, passwords, spaces
from myosotis.vault.keys import Keyring

#: How far somebody has come: the token fits and a password is missing, or they are in.
DOOR, IN = "door", "in"


class NotOpen(Exception):
    """There is no link here that opens now: never was, closed, over, or waiting. They all look the same."""


class TooMany(Exception):
    """There were many wrong tries from here; the next one must wait."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What somebody with a link may read now. `agreed` are the pictures every parent said yes to."""

    link: UUID
    family: UUID
    value: LinkValue
    moment: shared.SharedMoment
    agreed: frozenset[str]
    parents: tuple[str, ...]
    keys: Keyring
    has_password: bool
    #: What the cookie of each stage must say.
    proofs: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Where it is read."""
        return page_of(self.link)


def page_of(link: UUID) -> str:
    """The address of a link's page. It opens nothing by itself."""
    return f"/r/{link}/"


def by_token(token: str) -> Reading:
    """The reading behind the token of an address. Raises `NotOpen`."""
    return _open(Link.objects.filter(token_code=token_code(token)))


def by_code(code: str, *, network: str) -> Reading:
    """The reading behind a code somebody typed. Raises `NotOpen` and, after many wrong tries, `TooMany`."""
    if guesses.too_many("link-code", "", network):
        raise TooMany
    try:
        wanted = code_code(ids.normalise_code(code, length=rules.CODE_LENGTH))
        return _open(Link.objects.filter(code_code=wanted))
    except (ids.NotACode, NotOpen):
        guesses.count("link-code", "", network)
        raise NotOpen from None


def by_cookie(link: UUID, cookie: str) -> tuple[Reading, str]:
    """The reading of a page and how far this browser has come. Raises `NotOpen`."""
    reading = _open(Link.objects.filter(pk=link))
    for stage in (IN, DOOR):
        if keys.same(cookie.encode("utf-8", "replace"), reading.proofs[stage].encode()):
            return reading, stage
    raise NotOpen


def password_fits(reading: Reading, password: str, *, network: str) -> bool:
    """Whether this is the link's password. Raises `TooMany` before any slow work."""
    subject = reading.link.hex
    if guesses.too_many("link-password", subject, network):
        raise TooMany
    kept = Link.objects.values_list("password", flat=True).get(pk=reading.link)
    if passwords.fits(password, kept):
        return True
    guesses.count("link-password", subject, network)
    return False


def first_stage(reading: Reading) -> str:
    """Where somebody stands who has brought the token or the code."""
    return DOOR if reading.has_password else IN


def mark_of(cookie: str) -> str:
    """What a form of this page carries, so that no other page can send one in its name."""
    return _short(blindindex.code("reading-form", cookie))


def _open(found: models.QuerySet[Link]) -> Reading:
    row = found.first()
    if row is None:
        raise NotOpen
    opened = spaces.open_spaces([row.space_id])
    value = row.sealed.open(opened)
    try:
        moment = shared.moment(row.moment_id, row.space_id, opened)
    except Moment.DoesNotExist:
        raise NotOpen from None
    family = Family.objects.values_list("pk", flat=True).get(space=row.space_id)
    parents = {str(one.id): one.name for one in people.parents_in(family, opened)}
    yeses = yeses_of([row.pk], opened).get(row.pk, {})
    if rules.has_ended(value.ends, clock.now()) or rules.missing(moment.pictures, yeses, parents):
        raise NotOpen
    said = [name for key, name in parents.items() if key in yeses]
    return Reading(
        link=row.pk,
        family=family,
        value=value,
        moment=moment,
        agreed=rules.agreed(moment.pictures, yeses, parents),
        parents=tuple(said),
        keys=opened,
        has_password=bool(row.password),
        proofs={stage: _proof(row, stage) for stage in (DOOR, IN)},
    )


def _proof(row: Link, stage: str) -> str:
    about = f"{row.pk}|{stage}|{bytes(row.token_code).hex()}|{row.password}"
    return _short(blindindex.code("reading", about))


def _short(code: bytes) -> str:
    return base64.urlsafe_b64encode(code).decode().rstrip("=")
