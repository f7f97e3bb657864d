"""Tables of bytes: which sealed files belong together, and nothing about what they show."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import models

from myosotis.vault.fields import SealedField
from myosotis.vault.models import Blob, Space
from myosotis.vault.values import SealedValue

ARRIVED, READY, REFUSED = "arrived", "ready", "refused"


@dataclass(frozen=True, kw_only=True, repr=False)
class OriginalValue(SealedValue):
    """What is known of an original. `taken` is EDTF, the camera's local time: a proposal and no more."""

    type_name: ClassVar[str] = "media/original"

    name: str = ""
    state: str = ARRIVED
    reason: str = ""
    kind: str = ""
    width: int = 0
    height: int = 0
    taken: str = ""
    camera: str = ""
    has_position: bool = False
    damaged: bool = False
    #: SHA-256 of the content, in hex.
    digest: str = ""
    #: Rendition name to the id of its blob.
    renditions: dict[str, str] = field(default_factory=dict)


class Original(models.Model):
    """One file as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    #: Keyed code of the content, of this space alone: it finds the same file again and tells nothing else.
    fingerprint = models.BinaryField(max_length=32, db_index=True)
    sealed = SealedField(OriginalValue)
