"""Tables of the vault. Nothing here says what anything is: ids, sizes, wraps, and a chain of digests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from myosotis.vault.fields import SealedField
from myosotis.vault.values import SealedValue


class Space(models.Model):
    """Whatever one key opens. Who it belongs to is known only by the row that points here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Grows with each change in the space; a cache asks it whether it is still right.
    generation = models.PositiveBigIntegerField(default=0)
    #: Grows with each row that vanished; a cache then begins anew.
    removals = models.PositiveBigIntegerField(default=0)
    #: The head of the manifest's chain: how many entries, and the last entry's code.
    manifest_length = models.PositiveBigIntegerField(default=0)
    manifest_head = models.BinaryField(default=bytes)


class KeyWrap(models.Model):
    """A space's key, sealed under the root key or under a recovery sheet."""

    ROOT, SHEET = "root", "sheet"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="wraps")
    holder = models.CharField(max_length=8, choices=[(ROOT, ROOT), (SHEET, SHEET)])
    #: A sheet counts as kept only after its owner typed some of its words back.
    confirmed = models.BooleanField(default=False)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], condition=models.Q(holder="root"), name="one_root_wrap_a_space"
            ),
            models.CheckConstraint(condition=models.Q(holder__in=["root", "sheet"]), name="known_holder"),
        ]


class Blob(models.Model):
    """One sealed file. The row exists only once the bytes are safe on the disk."""

    id = models.UUIDField(primary_key=True, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    wrapped_key = models.BinaryField()
    #: Plain bytes inside; the file's own length shows the same.
    size = models.PositiveBigIntegerField()


class ManifestEntry(models.Model):
    """One line of a space's chained list of blobs: a blob came, or a blob was let go."""

    CAME, GONE = "came", "gone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    what = models.CharField(max_length=4, choices=[(CAME, CAME), (GONE, GONE)])
    blob = models.UUIDField()
    #: Length and SHA-256 of the sealed bytes, so that a scrub needs no key.
    length = models.PositiveBigIntegerField()
    digest = models.BinaryField()
    #: HMAC over the entry and the code before it.
    code = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="manifest_in_order"),
            models.CheckConstraint(condition=models.Q(what__in=["came", "gone"]), name="known_manifest_act"),
        ]


@dataclass(frozen=True, kw_only=True, repr=False)
class JournalValue(SealedValue):
    """What was done, by whom and when: all of it sealed."""

    type_name: ClassVar[str] = "vault/journal"

    act: str = ""
    about: str = ""
    by: str = ""
    at: str = ""


class JournalLine(models.Model):
    """One thing that was done in a space. It holds plain ids inside, so it never blocks a deletion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    sealed = SealedField(JournalValue)
