"""Typed values: what a sealed field holds, and the permanent names of their types.

A type is a frozen dataclass with JSON-friendly fields (text, numbers, booleans, None, lists, objects),
a permanent `type_name` (bound into every seal, so tables may move but names may not) and a `version`.
Unknown keys are kept and written back; every past version keeps its reader in `upgrade`.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from myosotis.vault.errors import SealBroken, UnknownFormat

_REGISTRY: dict[str, type[SealedValue]] = {}


@dataclass(frozen=True, kw_only=True)
class SealedValue:
    """Base of every sealed type. Subclasses are frozen dataclasses and are registered by being defined."""

    type_name: ClassVar[str] = ""
    version: ClassVar[int] = 1

    #: Keys written by a newer version of this type, kept as they are.
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.type_name:
            raise TypeError(f"{cls.__name__} needs a permanent type_name")
        other = _REGISTRY.setdefault(cls.type_name, cls)
        if (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two sealed types are called {cls.type_name}")
        # Set here, so that a subclass that forgets `repr=False` still prints nothing of what it holds.
        type.__setattr__(cls, "__repr__", SealedValue.__repr__)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: sealed>"

    @classmethod
    def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Turn the data of a past `version` into today's; the base has only ever known version 1."""
        raise UnknownFormat(f"{cls.type_name} version {version}")

    def pack(self) -> bytes:
        """Canonical UTF-8 JSON: sorted keys, no spaces, `v` for the version, defaults left out."""
        data = {
            name: value for name, default in _fields(type(self)) if (value := getattr(self, name)) != default
        }
        return json.dumps(
            {**self.unknown, **data, "v": self.version},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
            default=_plain,
        ).encode("utf-8", "surrogatepass")

    @classmethod
    def unpack(cls, text: bytes) -> Self:
        """Read what `pack` wrote, of this or any past version. Raises `UnknownFormat` for a newer one."""
        try:
            data = json.loads(text)
            version = data.pop("v")
        except (ValueError, KeyError, AttributeError, TypeError):
            raise SealBroken("not a typed value") from None
        if type(version) is not int or version < 1:
            raise SealBroken("not a typed value")
        if version != cls.version:
            if version > cls.version:
                raise UnknownFormat(cls.type_name)
            data = cls.upgrade(data, version)
        names = _names(cls)
        if not data.keys() <= names:
            data["unknown"] = {name: data.pop(name) for name in data.keys() - names}
        return cls(**data)


_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}
_NAMES: dict[type, frozenset[str]] = {}


def _fields(cls: type[SealedValue]) -> tuple[tuple[str, Any], ...]:
    """Name and default of each own field; fields without a simple default are always written."""
    if cls not in _FIELDS:
        _FIELDS[cls] = tuple((f.name, _default(f)) for f in dataclasses.fields(cls) if f.name != "unknown")
    return _FIELDS[cls]


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default is not dataclasses.MISSING:
        return f.default
    if f.default_factory is not dataclasses.MISSING:
        return f.default_factory()
    return _Never


class _Never:
    """Equal to no value."""


def _names(cls: type[SealedValue]) -> frozenset[str]:
    if cls not in _NAMES:
        _NAMES[cls] = frozenset(name for name, _ in _fields(cls))
    return _NAMES[cls]


def _plain(value: object) -> Any:
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not a JSON value")


def registered() -> dict[str, type[SealedValue]]:
    """Every sealed type by its permanent name."""
    return dict(_REGISTRY)
