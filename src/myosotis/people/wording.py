"""In your words: how pages speak to one person. It lies in that person's own space; no other key opens it.

`of` and `of_member` answer with the vocabulary itself; `design.saying` lets it hold for a request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.functional import Promise

from myosotis.design.saying import GAP, Vocabulary, plain
from myosotis.people.models import Membership, Wording, WordingValue
from myosotis.people.viewer import Viewer
from myosotis.people.wording_choices import BABY, BORN, DIED, ME, OWN
from myosotis.vault import spaces
from myosotis.vault.errors import VaultError
from myosotis.vault.keys import Keyring


def of(viewer: Viewer | None) -> Vocabulary:
    """How pages speak to this viewer; to somebody without an account in the house's own words."""
    return plain() if viewer is None else _of(viewer.private_space, viewer.keys)


def of_member(membership: UUID | str) -> Vocabulary:
    """How this person speaks, for a page they share or a letter to them; plainly for one who left."""
    space = Membership.objects.filter(pk=membership).values_list("private_space_id", flat=True).first()
    return plain() if space is None else _of(space, spaces.open_spaces([space]))


def value_of(viewer: Viewer) -> WordingValue:
    """What the viewer said of their words."""
    row = Wording.objects.defer("before").filter(space=viewer.private_space).first()
    return row.sealed.open(viewer.keys) if row else WordingValue()


def vocabulary(value: WordingValue) -> Vocabulary:
    """The vocabulary of what somebody said. Their own words stand; ours give way to what they avoid."""
    said = replace(plain(), instead=value.avoid)
    singles = {key: one for key, (one, _many) in BABY.items()}
    baby = _chosen(said, value.baby, singles)
    babies = _chosen(said, value.baby, {key: many for key, (_one, many) in BABY.items()})
    return replace(
        said,
        baby=value.own_baby if value.baby == OWN else baby,
        babies=(value.own_babies or value.own_baby) if value.baby == OWN else babies,
        died=value.own_died if value.died == OWN else _chosen(said, value.died, DIED),
        born=_chosen(said, "", BORN),
        me=value.own_me if value.me == OWN else _called(said, value.me),
        weeks=value.weeks,
        off=frozenset(value.off),
    )


def _of(space: UUID, keys: Keyring) -> Vocabulary:
    row = Wording.objects.defer("before").filter(space=space).first()
    try:
        return vocabulary(row.sealed.open(keys)) if row else plain()
    except VaultError:
        # The doctor tells of a seal that does not open. Until then the pages speak, in the house's words.
        return plain()


def _called(said: Vocabulary, key: str) -> str:
    word = said.told(str(ME[key])) if key in ME else ""
    return "" if GAP in word else word


def _chosen(said: Vocabulary, key: str, words: Mapping[str, Promise]) -> str:
    """The word of a choice; where it is one to avoid, what to say instead, or the next that may be said."""
    order: Sequence[str] = [key, *words] if key in words else list(words)
    told = [said.told(str(words[one])) for one in order]
    return next((word for word in told if GAP not in word), GAP)
