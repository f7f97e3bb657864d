"""Tables of sharing: links, and who said yes to them. Nothing is kept of those who read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import models

from myosotis.people.models import Membership
from myosotis.story.models import Moment
from myosotis.vault.fields import SealedField
from myosotis.vault.models import Space
from myosotis.vault.values import SealedValue


@dataclass(frozen=True, kw_only=True, repr=False)
class LinkValue(SealedValue):
    """What a link is: for whom, the words before its pictures, and the first instant (UTC) it is over."""

    type_name: ClassVar[str] = "sharing/link"

    note: str = ""
    gate: str = ""
    ends: str = ""
    by: str = ""
    made: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class YesValue(SealedValue):
    """What one parent said yes to: the pictures that stood in the moment then, and the day (UTC)."""

    type_name: ClassVar[str] = "sharing/yes"

    pictures: list[str] = field(default_factory=list)
    day: str = ""


class _Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Link(_Row):
    """A link to one moment. Closing it deletes this row, so that nothing can open again by mistake."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="+")
    token_code = models.BinaryField(max_length=32, unique=True)
    code_code = models.BinaryField(max_length=32, unique=True)
    password = models.CharField(max_length=200, default="", blank=True)
    sealed = SealedField(LinkValue)


class Yes(_Row):
    """One parent's yes to one link."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="yeses")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(YesValue)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "membership"], name="one_yes_a_parent")]
