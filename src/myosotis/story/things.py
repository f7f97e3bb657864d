"""Asking for babies, pregnancies, people and chapters, and for what each was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from myosotis.design import saying
from myosotis.people.viewer import Viewer
from myosotis.story.befores import befores as befores
from myosotis.story.models import Baby, Chapter, Person, Pregnancy
from myosotis.story.values import BabyValue, ChapterValue, PersonValue, PregnancyValue
from myosotis.vault.fields import open_many

Thing: TypeAlias = Baby | Pregnancy | Person | Chapter
Value: TypeAlias = BabyValue | PregnancyValue | PersonValue | ChapterValue
V = TypeVar("V", BabyValue, PregnancyValue, PersonValue, ChapterValue)


@dataclass(frozen=True, slots=True)
class Known(Generic[V]):
    """One of them, opened for one viewer. `private`: it lies in the viewer's own space."""

    id: UUID
    value: V
    private: bool


def babies(viewer: Viewer) -> list[Known[BabyValue]]:
    """The babies, by the day they were born or died, then by name; those in the bin are left out."""
    found = _standing(viewer, Baby, BabyValue)
    return sorted(
        found, key=lambda one: (one.value.born or one.value.died or "~", one.value.name, str(one.id))
    )


def pregnancies(viewer: Viewer) -> list[Known[PregnancyValue]]:
    """The pregnancies, by their due dates; those in the bin are left out."""
    found = _standing(viewer, Pregnancy, PregnancyValue)
    return sorted(found, key=lambda one: (_due(one.value) or one.value.ended or "~", str(one.id)))


def persons(viewer: Viewer) -> list[Known[PersonValue]]:
    """The family's own people and the viewer's, by name; those in the bin are left out."""
    return sorted(
        _standing(viewer, Person, PersonValue), key=lambda one: (one.value.name.casefold(), str(one.id))
    )


def chapters(viewer: Viewer) -> list[Known[ChapterValue]]:
    """The chapters, by their beginnings; those in the bin are left out."""
    found = _standing(viewer, Chapter, ChapterValue)
    return sorted(found, key=lambda one: (one.value.begins or one.value.ends or "~", str(one.id)))


def baby_words(value: BabyValue) -> str:
    """A baby as pages speak of one to whoever reads now."""
    return saying.now().call(value.name)


def known(viewer: Viewer) -> dict[str, str]:
    """The words for every baby and person this viewer may know, by id."""
    found = {str(one.id): baby_words(one.value) for one in babies(viewer)}
    return found | {str(one.id): one.value.name for one in persons(viewer)}


def one(viewer: Viewer, sort: type[Thing], key: UUID) -> Known[Any]:
    """One of them. Raises the row's `DoesNotExist`: not there, not theirs, or binned."""
    row = sort.objects.get(pk=key, space__in=viewer.spaces)
    value = row.sealed.open(viewer.keys)
    if value.binned:
        raise sort.DoesNotExist
    return Known(row.pk, value, row.space_id == viewer.private_space)


def binned(viewer: Viewer) -> list[tuple[type[Thing], UUID, Value]]:
    """Everything of these sorts that waits in the bin."""
    sorts: tuple[tuple[type[Thing], type[Value]], ...] = (
        (Baby, BabyValue),
        (Pregnancy, PregnancyValue),
        (Person, PersonValue),
        (Chapter, ChapterValue),
    )
    return [
        (sort, key, value)
        for sort, holds in sorts
        for key, value in open_many(sort, "sealed", holds, _rows(viewer, sort), viewer.keys)
        if value.binned
    ]


def _standing(viewer: Viewer, sort: type[Thing], holds: type[V]) -> list[Known[V]]:
    private = set(sort.objects.filter(space=viewer.private_space).values_list("pk", flat=True))
    opened = open_many(sort, "sealed", holds, _rows(viewer, sort), viewer.keys)
    return [Known(key, value, key in private) for key, value in opened if not value.binned]


def _rows(viewer: Viewer, sort: type[Thing]) -> Iterable[tuple[UUID, UUID, bytes | memoryview]]:
    return sort.objects.filter(space__in=viewer.spaces).values_list("pk", "space_id", "sealed")


def _due(value: PregnancyValue) -> str:
    return value.due[-1]["due"] if value.due else ""
