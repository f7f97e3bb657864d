"""The rows of a snapshot: which tables are in it, and one JSON object a line, whatever the database.

The list is written out. A house test holds it against every table there is, so that none is forgotten.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, models

from myosotis.guestbook.models import Desk, Incoming, News, Seen, Words
from myosotis.media.models import Original
from myosotis.people.models import Account, Family, House, Membership, Passkey, SecondStep, Wording
from myosotis.preservation.errors import speaking
from myosotis.preservation.target import write_new
from myosotis.story.models import (
    Baby,
    Before,
    Chapter,
    Moment,
    Person,
    Picture,
    Pregnancy,
    Uncovered,
    Version,
)
from myosotis.vault.fields import SealedField
from myosotis.vault.models import Blob, JournalLine, KeyWrap, ManifestEntry, Space

#: Every table of a snapshot; what others refer to comes first.
TABLES: tuple[type[models.Model], ...] = (
    Space,
    Blob,
    ManifestEntry,
    JournalLine,
    Original,
    House,
    Account,
    Family,
    Membership,
    Passkey,
    SecondStep,
    Wording,
    Moment,
    Version,
    Picture,
    Uncovered,
    Baby,
    Pregnancy,
    Person,
    Chapter,
    Before,
    Desk,
    Incoming,
    Words,
    News,
    Seen,
)

#: Tables that are in no snapshot, each with the reason why nothing is lost by it.
LEFT_OUT: dict[str, str] = {
    "vault.KeyWrap": "stands in the keys object alone, so that a key that goes there closes every snapshot",
    "story.HeadPack": "a convenience; it is made anew from the moments",
    "story.FindPack": "a convenience; it is made anew from the moments",
    "work.Worker": "a running process; it is gone when a backup is opened",
    "work.Task": "later work is asked for anew from what the rows say is not ready",
    "people.Session": "a device that was signed out must not come back with a restored backup",
    "people.Invitation": "a code that was used or taken back must not be good again",
    "people.MailedCode": "a code that went by letter is good for minutes, and must not be good again",
    "sharing.Link": "a link that was closed must not open again with a restored backup",
    "sharing.Yes": "what was said to a link goes with it",
    "people.Halfway": "somebody at the door when the backup was made is not there when it is opened",
    "people.PaperCode": "a code that was used must not be good again; its owner makes new ones",
    "people.Spent": "what was used once lately runs out within two hours",
    "people.GuessCount": "counts of guesses run out within two hours",
}

_KINDS: tuple[tuple[type[models.Field], str], ...] = (  # type: ignore[type-arg]
    (SealedField, "sealed"),
    (models.BinaryField, "bytes"),
    (models.UUIDField, "id"),
    (models.ForeignKey, "id"),
    (models.BooleanField, "yes-or-no"),
    (models.IntegerField, "number"),
    (models.CharField, "text"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table as it was written: what the index says of it."""

    name: str
    file: str
    rows: int
    length: int
    sha256: str
    columns: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Expected:
    """A sealed file a snapshot names, as the manifest knows it."""

    blob: UUID
    length: int
    digest: bytes


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing.

    Not `atomic()`: that would take SQLite's writing lock and let people wait.
    """
    begin = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def write_all(folder: Path) -> list[Part]:
    """Write every table into `folder`; call it inside `one_moment`."""
    return [_write(model, folder) for model in TABLES]


def wraps() -> list[dict[str, Any]]:
    """Every wrap of a space's key, for the keys object; call it inside `one_moment`."""
    return [
        {
            "space": str(row.space_id),
            "holder": row.holder,
            "confirmed": row.confirmed,
            "wrapped": _text(row.wrapped),
        }
        for row in KeyWrap.objects.order_by("space_id", "pk")
    ]


def columns(model: type[models.Model]) -> list[dict[str, str]]:
    """What the index says of a table's columns: name, kind, and for a seal its permanent type."""
    told = []
    for field in model._meta.concrete_fields:
        column = {"name": field.name, "kind": kind_of(field)}
        if isinstance(field, SealedField):
            column["type"] = field.typed.type_name
        if field.related_model is not None and isinstance(field.related_model, type):
            column["of"] = field.related_model._meta.label
        told.append(column)
    return told


def kind_of(field: models.Field[Any, Any]) -> str:
    """The kind of a column in `docs/formats/backup.md`; raises `TypeError` for one it does not know."""
    for known, kind in _KINDS:
        if isinstance(field, known):
            return kind
    raise TypeError(f"docs/formats/backup.md has no kind for {field}")


def expected(folder: Path) -> Iterator[Expected]:
    """The sealed files of a written snapshot, in the order of their ids.

    Both parts are ordered by the file's id, so they are read side by side and memory stays flat. A file
    without a line in the manifest has length -1.
    """
    entries = lines(folder / f"{ManifestEntry._meta.label}.jsonl")
    entry = next(entries, None)
    for blob in lines(folder / f"{Blob._meta.label}.jsonl"):
        found = Expected(UUID(blob["id"]), -1, b"")
        while entry is not None and UUID(entry["blob"]).int <= UUID(blob["id"]).int:
            if (entry["blob"], entry["space"], entry["what"]) == (blob["id"], blob["space"], "came"):
                found = Expected(UUID(blob["id"]), entry["length"], base64.b64decode(entry["digest"]))
            entry = next(entries, None)
        yield found


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a part that was written."""
    with speaking(), path.open("rb") as file:
        for line in file:
            yield json.loads(line)


def _write(model: type[models.Model], folder: Path) -> Part:
    told, file = columns(model), f"{model._meta.label}.jsonl"
    digest, length, rows = hashlib.sha256(), 0, 0

    def pieces() -> Iterator[bytes]:
        nonlocal length, rows
        for batch in _batches(model, told):
            digest.update(batch)
            length += len(batch)
            rows += batch.count(b"\n")
            yield batch

    write_new(folder / file, pieces())
    return Part(model._meta.label, file, rows, length, digest.hexdigest(), told)


def _batches(model: type[models.Model], told: list[dict[str, str]]) -> Iterator[bytes]:
    """The rows, some hundred a piece. Ordered by random ids: the order tells nothing."""
    names, kinds = [c["name"] for c in told], [c["kind"] for c in told]
    order = ("blob", "space", "number") if model is ManifestEntry else ("pk",)
    batch = bytearray()
    for row in models.QuerySet(model).order_by(*order).values_list(*names).iterator(chunk_size=500):
        plain = {name: _plain(kind, value) for name, kind, value in zip(names, kinds, row, strict=True)}
        batch += json.dumps(plain, separators=(",", ":")).encode() + b"\n"
        if len(batch) > 262_144:
            yield bytes(batch)
            batch.clear()
    yield bytes(batch)


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind in ("sealed", "bytes"):
        return _text(value)
    return str(value) if kind == "id" else value


def _text(data: bytes | memoryview) -> str:
    return base64.b64encode(bytes(data)).decode()
