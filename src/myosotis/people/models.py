"""Tables of who. Names, addresses and dates are sealed; codes find a row without telling what it holds."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models

from myosotis.vault.fields import SealedField
from myosotis.vault.models import Space
from myosotis.vault.values import SealedValue


@dataclass(frozen=True, kw_only=True, repr=False)
class AccountValue(SealedValue):
    """Who signs in, and how pages speak to them."""

    type_name: ClassVar[str] = "people/account"

    email: str = ""
    #: The address that answered a letter. Only where it is the one above may letters open a way back.
    reached: str = ""
    language: str = "en"
    country: str = ""
    timezone: str = "UTC"
    #: The membership somebody of several families chose last; a new session opens there.
    opens: str = ""
    #: What sessions that ended were told and had not read (`news.SENTENCES`); the next one is told.
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class FamilyValue(SealedValue):
    """What a family calls itself here."""

    type_name: ClassVar[str] = "people/family"

    name: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class MembershipValue(SealedValue):
    """A person in a family: name and role."""

    type_name: ClassVar[str] = "people/membership"

    name: str = ""
    role: str = "parent"


@dataclass(frozen=True, kw_only=True, repr=False)
class WordingValue(SealedValue):
    """How pages speak to one person, and what they leave out. `wording_choices.py` knows the choices.

    For each word: the key of a choice, or "own" and the person's own words; nothing: the house's word.
    """

    type_name: ClassVar[str] = "people/wording"

    baby: str = ""
    own_baby: str = ""
    own_babies: str = ""
    died: str = ""
    own_died: str = ""
    me: str = ""
    own_me: str = ""
    #: Words never to use, each with what to say instead, or nothing.
    avoid: dict[str, str] = field(default_factory=dict)
    #: What matters to this person's faith or culture, in their words.
    faith: str = ""
    #: Features that are off (`wording_choices.SWITCHES`).
    off: list[str] = field(default_factory=list)
    #: A time of quiet, its ends in words, and the days they name (ISO), if any. Without words there is none.
    quiet_from: str = ""
    quiet_to: str = ""
    quiet_first: str = ""
    quiet_last: str = ""
    #: Whether the story says weeks of pregnancy.
    weeks: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class WordingsBeforeValue(SealedValue):
    """What somebody's words were: `{"id": 8 hex digits, "at": UTC, "value": packed}`, the newest first."""

    type_name: ClassVar[str] = "people/wordings-before"

    kept: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class SessionValue(SealedValue):
    """What the list of devices says of one."""

    type_name: ClassVar[str] = "people/session"

    browser: str = ""
    began: str = ""
    ends: str = ""
    #: What changed about signing in on another device, until it was read here (`news.SENTENCES`).
    news: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class HalfwayValue(SealedValue):
    """Until when somebody whose password was right may take the second step."""

    type_name: ClassVar[str] = "people/halfway"

    ends: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyValue(SealedValue):
    """A passkey: what its owner calls it, and its id with its public key in base 64."""

    type_name: ClassVar[str] = "people/passkey"

    name: str = ""
    kept: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class SecondStepValue(SealedValue):
    """The secret an app makes six digits from; `tries` counts those that did not fit since one did."""

    type_name: ClassVar[str] = "people/second-step"

    secret: str = ""
    confirmed: bool = False
    tries: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class InvitationValue(SealedValue):
    """Who asked somebody in, as what, and until when; nobody's id where it was whoever runs the place.

    `letter` is empty for a code handed over, else "waiting", "sent" or "refused"; address and code stand
    here only while it waits.
    """

    type_name: ClassVar[str] = "people/invitation"

    role: str = "parent"
    by: str = ""
    ends: str = ""
    letter: str = ""
    email: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class MailedCodeValue(SealedValue):
    """What a code sent by letter is for, and until when; until it is sent, also itself and for whom."""

    type_name: ClassVar[str] = "people/mailed-code"

    purpose: str = ""
    email: str = ""
    code: str = ""
    ends: str = ""


class _Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class House(models.Model):
    """The installation; one row. Its space seals accounts and sessions, and only the root key opens it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_house")]


class Account(_Row):
    """Somebody who signs in, found by the keyed code of their e-mail address."""

    email_code = models.BinaryField(max_length=32, unique=True)
    password = models.CharField(max_length=200)
    sealed = SealedField(AccountValue)


class Family(_Row):
    """A family and its space."""

    sealed = SealedField(FamilyValue)


class Membership(_Row):
    """One person in one family, with a space of their own."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    private_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    sealed = SealedField(MembershipValue)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "family"], name="once_in_a_family")]


class Wording(models.Model):
    """How pages speak to one person of a family. Its space is that person's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="+")
    sealed = SealedField(WordingValue)
    before = SealedField(WordingsBeforeValue)


class Session(_Row):
    """A device that is signed in, found by the keyed code of its cookie."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    #: The family that is open on this device; none means the account's own choice.
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    token_code = models.BinaryField(max_length=32, unique=True)
    sealed = SealedField(SessionValue)


class Halfway(_Row):
    """A browser whose password was right and whose second step is awaited. It opens no page."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    token_code = models.BinaryField(max_length=32, unique=True)
    sealed = SealedField(HalfwayValue)


class Passkey(_Row):
    """One way in by a device, found by the keyed code of the id it shows."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    id_code = models.BinaryField(max_length=32, unique=True)
    sealed = SealedField(PasskeyValue)


class SecondStep(_Row):
    """The second step of an account: six digits from an app."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(SecondStepValue)


class PaperCode(models.Model):
    """A code on paper that stands in for the six digits, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="paper_codes")
    code_code = models.BinaryField(max_length=32, unique=True)


class Invitation(_Row):
    """A place kept for somebody, found by the keyed code of what was handed over.

    Without a family: for the first parent of a new one, sealed in the house's space.
    """

    family = models.ForeignKey(Family, null=True, on_delete=models.CASCADE, related_name="+")
    code_code = models.BinaryField(max_length=32, unique=True)
    sealed = SealedField(InvitationValue)


class MailedCode(_Row):
    """A code that goes by letter. Without an account: somebody asked, and the worker did not look yet."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    code_code = models.BinaryField(max_length=32, unique=True)
    sealed = SealedField(MailedCodeValue)


class GuessCount(models.Model):
    """How many guesses of one kind came in one quarter of an hour; `slot` is that quarter modulo eight."""

    key = models.BinaryField(primary_key=True, max_length=32)
    slot = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)


class Spent(models.Model):
    """Something that serves once and did; `slot` is its quarter of an hour modulo eight."""

    key = models.BinaryField(primary_key=True, max_length=32)
    slot = models.PositiveSmallIntegerField()
