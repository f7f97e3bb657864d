"""The database: whole, brought up to date, and set so that what was confirmed survives a power cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from myosotis.preservation.findings import Asked, Finding, care, good, note

_BACKUP = "Stop Myosotis, keep a copy of the data folder as it is, and restore the newest whole backup."


def look(asked: Asked) -> Iterator[Finding]:
    """D-DB-UP-TO-DATE, D-DB-SAFE, D-DB-WHOLE."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        hint = "Start ./myosotis once: it brings the database up to date, and changes nothing else."
        yield note("D-DB-UP-TO-DATE", "The database is of an earlier Myosotis.", hint)
    yield from _sqlite(asked) if connection.vendor == "sqlite" else _postgres()


def _sqlite(asked: Asked) -> Iterator[Finding]:
    version, how = ".".join(map(str, sqlite3.sqlite_version_info)), _ask("PRAGMA journal_mode")
    if sqlite3.sqlite_version_info < settings.SAFE_SQLITE:
        hint = "Put the folder .venv away and start ./myosotis: it brings a sound SQLite."
        yield care("D-DB-SAFE", f"SQLite {version} can damage the file when two write at once.", hint)
    elif (how, _ask("PRAGMA synchronous")) != ("wal", "2"):
        hint = "Start ./myosotis once: it sets this. If it stays, the data is on a network share."
        yield care("D-DB-SAFE", "SQLite does not confirm each write to the disk.", hint)
    else:
        yield good("D-DB-SAFE", f"SQLite {version} confirms each write.")
    answer = _ask("PRAGMA integrity_check(1)" if asked.read else "PRAGMA quick_check(1)")
    if answer == "ok" and not _ask("PRAGMA foreign_key_check"):
        yield good("D-DB-WHOLE", "The database is whole.")
    else:
        yield care("D-DB-WHOLE", "The database file is damaged.", _BACKUP)


def _postgres() -> Iterator[Finding]:
    if (_ask("SHOW fsync"), _ask("SHOW full_page_writes")) != ("on", "on"):
        hint = "Set fsync and full_page_writes to on in postgresql.conf."
        yield care("D-DB-SAFE", "PostgreSQL does not confirm each write to the disk.", hint)
    elif _ask("SHOW synchronous_commit") == "off":
        hint = "Set synchronous_commit to on in postgresql.conf."
        yield care("D-DB-SAFE", "PostgreSQL answers before the disk has confirmed.", hint)
    else:
        yield good("D-DB-SAFE", f"PostgreSQL {_ask('SHOW server_version')} confirms each write.")


def _ask(question: str) -> str:
    """The first word of the database's answer, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
