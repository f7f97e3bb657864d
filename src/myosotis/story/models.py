"""Tables of the story: which sealed things belong together, and nothing of what they say."""

from __future__ import annotations

import uuid

from django.db import models

from myosotis.media.models import Original
from myosotis.story.values import (
    BabyValue,
    BeforeValue,
    ChapterValue,
    FindPackValue,
    HeadPackValue,
    MomentBody,
    MomentHead,
    PersonValue,
    PictureValue,
    PregnancyValue,
    UncoveredValue,
    VersionValue,
)
from myosotis.vault.fields import SealedField
from myosotis.vault.models import Space


class _Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Moment(_Row):
    """A moment, in the space of whoever may read it: the family's, or one parent's own."""

    #: The space's generation at the last change, so that a cache opens only what changed since.
    generation = models.PositiveBigIntegerField(default=0)
    head = SealedField(MomentHead)
    body = SealedField(MomentBody)

    class Meta:
        indexes = [models.Index(fields=["space", "generation"], name="moment_changes")]


class HeadPack(models.Model):
    """Every head of a space in one sealed value: a convenience for a process that begins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(HeadPackValue)


class FindPack(models.Model):
    """Every token of a space in one sealed value, for a process that begins to find."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(FindPackValue)


class Version(_Row):
    """What a moment was. It stays in the space it was written in, even where the moment was handed over."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="versions")
    sealed = SealedField(VersionValue)


class Picture(_Row):
    """A picture in a moment. Each has an original of its own."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="pictures")
    original = models.OneToOneField(Original, on_delete=models.PROTECT, related_name="+")
    sealed = SealedField(PictureValue)


class Uncovered(_Row):
    """What one parent looked at in one moment; its space is that parent's own."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(UncoveredValue)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "moment"], name="once_a_moment")]


class Baby(_Row):
    """A baby of the family."""

    sealed = SealedField(BabyValue)


class Pregnancy(_Row):
    """A pregnancy: due dates as they were told, and how it is spoken of. A baby names it in its seal."""

    sealed = SealedField(PregnancyValue)


class Person(_Row):
    """Somebody of the family's own list, or of one parent's own."""

    sealed = SealedField(PersonValue)


class Chapter(_Row):
    """A named stretch of the story."""

    sealed = SealedField(ChapterValue)


class Before(_Row):
    """What a baby, a pregnancy, a person or a chapter was before somebody changed it."""

    #: A random id, not a reference: four tables share this one.
    about = models.UUIDField(db_index=True)
    sealed = SealedField(BeforeValue)
