"""A database column whose value is sealed: it prints as "sealed" and opens only with keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import models

from myosotis.vault import envelope
from myosotis.vault.envelope import MAGIC, Place
from myosotis.vault.keys import Keyring
from myosotis.vault.values import SealedValue

V = TypeVar("V", bound=SealedValue)


class Sealed(Generic[V]):
    """A sealed value in its place. `.open(keys)` gives the words; printing it never does."""

    __slots__ = ("_bytes", "_place", "_type")

    def __init__(self, data: bytes, value_type: type[V], place: Place) -> None:
        self._bytes, self._type, self._place = data, value_type, place

    def open(self, keys: Keyring) -> V:
        """The typed value; raises `SealBroken`, `KeyMissing` or `UnknownFormat`."""
        return self._type.unpack(envelope.open_sealed(self._bytes, self._place, keys))

    def __bytes__(self) -> bytes:
        return self._bytes

    def __repr__(self) -> str:
        return "sealed"

    __str__ = __repr__


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column of sealed bytes of one `SealedValue` type. The model needs `space_id` and a UUID key."""

    def __init__(self, value_type: type[SealedValue] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(**kwargs)
        self.value_type = value_type

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, args, kwargs = super().deconstruct()
        # A migration needs the column alone; the Python type behind it may move.
        return name, "django.db.models.BinaryField", args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Descriptor(self))

    def place(self, space: UUID, record: UUID) -> Place:
        """Where a value of this column belongs."""
        return Place(space, self.typed.type_name, record, self.name)

    @property
    def typed(self) -> type[SealedValue]:
        if self.value_type is None:
            raise TypeError("this column has no sealed type")
        return self.value_type

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Sealed):
            value = bytes(value)
        # The last gate before the disk: an empty or plain value here would be words lost or words leaked.
        if value is not None and not bytes(value).startswith(MAGIC):
            raise TypeError("seal it first: seal_into(instance, field, value, keys)")
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("a sealed value is never turned into text")


class _Descriptor:
    """Gives a `Sealed` for the raw bytes of a row, bound to the row's own place."""

    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        data = instance.__dict__[self.field.attname]
        if data is None:
            return None
        place = self.field.place(instance.space_id, instance.pk)  # type: ignore[attr-defined]
        return Sealed(bytes(data), self.field.typed, place)

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, SealedValue):
            raise TypeError("seal it first: seal_into(instance, field, value, keys)")
        instance.__dict__[self.field.attname] = bytes(value) if value is not None else None


def seal_into(instance: models.Model, name: str, value: SealedValue, keys: Keyring) -> None:
    """Seal `value` into column `name` of `instance` (not saved yet). Raises `KeyMissing` or `TypeError`."""
    field = _field(type(instance), name)
    if type(value) is not field.typed:
        raise TypeError(f"{name} holds {field.typed.__name__}")
    place = field.place(instance.space_id, instance.pk)  # type: ignore[attr-defined]
    setattr(instance, field.attname, envelope.seal(value.pack(), place, keys))


def open_many(
    model: type[models.Model],
    name: str,
    value_type: type[V],
    rows: Iterable[tuple[UUID, UUID, bytes | memoryview]],
    keys: Keyring,
) -> Iterator[tuple[UUID, V]]:
    """Open a column of many rows, given as (record, space, bytes): the quick way for a timeline."""
    field = _field(model, name)
    for record, space, data in rows:
        text = envelope.open_sealed(bytes(data), field.place(space, record), keys)
        yield record, value_type.unpack(text)


def _field(model: type[models.Model], name: str) -> SealedField:
    return cast("SealedField", model._meta.get_field(name))
