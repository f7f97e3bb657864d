"""Tables of the guestbook: which sealed things belong together, and what was decided about them."""

from __future__ import annotations

import uuid

from django.db import models

from myosotis.guestbook.values import (
    ASIDE,
    HELD,
    REFUSED,
    THROUGH,
    DeskValue,
    NewsValue,
    SeenValue,
    WordsValue,
)
from myosotis.people.models import Family, Membership
from myosotis.story.models import Moment
from myosotis.vault.fields import SealedField
from myosotis.vault.models import Space


class Desk(models.Model):
    """Where somebody reads first. Its space has a key of its own, which no recovery sheet opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="+")
    family = models.OneToOneField(Family, on_delete=models.CASCADE, related_name="+")
    #: The letter-box's public key: with it one seals, and opens nothing.
    public = models.BinaryField(max_length=32)
    #: Whether the parents want words to come in at all.
    open = models.BooleanField(default=False)
    #: The parent who reads first; without one the guardians do.
    taken_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed = SealedField(DeskValue)


class Incoming(models.Model):
    """What somebody put into the letter-box, as it came. A worker opens it once and lets it go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    #: The moment it stands beside, bound into the letter; the letter stays if that moment is let go.
    moment = models.UUIDField()
    #: A letter by `vault.letterbox`, sealed for the desk alone.
    letter = models.BinaryField()


class Words(models.Model):
    """An opened letter. Its space is the desk's until it is let through, and then the family's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    #: None once the moment was let go for good: the words stay, and say what they stood beside.
    moment = models.ForeignKey(Moment, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=[(one, one) for one in (HELD, THROUGH, ASIDE, REFUSED)])
    #: Words of one likeness may share one of these random ids.
    group = models.UUIDField(default=uuid.uuid4)
    sealed = SealedField(WordsValue)

    class Meta:
        # The parents ask by their own space first, so what lies at the desk costs their pages nothing.
        indexes = [models.Index(fields=["space", "moment"], name="words_beside")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[HELD, THROUGH, ASIDE, REFUSED]), name="known_state_of_words"
            )
        ]


class News(models.Model):
    """What was let through lately, in the family's space."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(NewsValue)


class Seen(models.Model):
    """When one parent last opened the page of words, in that parent's own space."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(SeenValue)
