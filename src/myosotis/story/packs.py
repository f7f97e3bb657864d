"""Packs: sealed values from which a process that begins has a space's story, or its tokens, at once.

A pack is a convenience and never the truth: it may be missing, and a row of it can be dropped at any time.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import transaction

from myosotis.story.models import FindPack, HeadPack
from myosotis.story.values import FindPackValue, HeadPackValue
from myosotis.vault import spaces
from myosotis.vault.errors import SealBroken, UnknownFormat
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Space
from myosotis.work import actions as work

P = TypeVar("P", HeadPackValue, FindPackValue)
#: Which kinds there are, and what makes each anew.
HEADS, TOKENS = "story.pack", "story.find-pack"
_KINDS: tuple[tuple[type[HeadPack] | type[FindPack], str], ...] = ((HeadPack, HEADS), (FindPack, TOKENS))


def opened(
    model: type[HeadPack] | type[FindPack], holds: type[P], space: UUID, keys: Keyring, *, removals: int
) -> P | None:
    """The pack of a space, where there is one that opens and knows every removal."""
    row = model.objects.filter(space=space).first()
    if row is None:
        return None
    try:
        value = row.sealed.open(keys)
    except (SealBroken, UnknownFormat):
        # The moments themselves say whether anything is wrong with them.
        return None
    return value if isinstance(value, holds) and value.removals == removals else None


def ask(space: UUID) -> None:
    """Much had to be opened one by one: let a worker make the packs of a space, unless it will anyway."""
    for _model, made_by in _KINDS:
        work.once(made_by, space=space)


def keep(
    model: type[HeadPack] | type[FindPack], space: UUID, value: HeadPackValue | FindPackValue, keys: Keyring
) -> None:
    """Seal a pack and keep it, unless something left the space since it was read."""
    row = model.objects.filter(space=space).first() or model(space_id=space)
    seal_into(row, "sealed", value, keys)
    with transaction.atomic():
        # Whoever takes something out of the space holds its row too, and drops the packs in the same breath.
        Space.objects.select_for_update().get(pk=space)
        if spaces.state(space)[1] == value.removals:
            row.save()


def drop(space: UUID) -> None:
    """Something leaves a space: its packs still tell of it. A worker makes those there were anew."""
    for model, made_by in _KINDS:
        if model.objects.filter(space=space).delete()[0]:
            work.expect(made_by, space=space)
