"""`./myosotis backup`, `./myosotis open` and `./myosotis doctor`: preservation at a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from myosotis.environment import environment
from myosotis.ops.commands import open_current_house
from myosotis.ops.serving import opened_key, say
from myosotis.preservation import myosotis_open
from myosotis.preservation.doctor import Doctor
from myosotis.preservation.findings import Finding, State
from myosotis.vault import root
from myosotis.vault.errors import VaultError

if TYPE_CHECKING:
    from myosotis.preservation.backup import Report

NOT_WHOLE = 59
_SIGNS = {State.GOOD: "good", State.NOTE: "note", State.CARE: "CARE"}


def backup(words: list[str]) -> int:
    """Write a backup into a folder. 0 only when it is whole."""
    parser = argparse.ArgumentParser(
        prog="./myosotis backup",
        description="Copy everything, sealed as it is, into a folder on another disk.",
        allow_abbrev=False,
    )
    parser.add_argument("to", metavar="TO", help="the folder; the next run adds only what is new")
    parser.add_argument("--read", action="store_true", help="also read what is there already, byte for byte")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    asked = parser.parse_args(words)
    if not open_current_house():
        return 1
    from myosotis.preservation.backup import back_up  # noqa: PLC0415 (Django is set up by now)
    from myosotis.preservation.errors import BackupStopped  # noqa: PLC0415

    try:
        report = back_up(Path(asked.to), read_again=asked.read, progress=_progress("files"))
    except (BackupStopped, VaultError) as stopped:
        _clear()
        code = stopped.exit_code
        say(json.dumps({"whole": False, "stopped": type(stopped).__name__}) if asked.json else str(stopped))
        return code
    _clear()
    if asked.json:
        say(json.dumps(report.as_json()))
    else:
        _tell(report, asked.to)
    return 0 if report.whole else NOT_WHOLE


def open_backup(words: list[str]) -> int:
    """Open a backup with a sheet; the same program lies in every backup."""
    return myosotis_open.main(words)


def doctor(words: list[str]) -> int:
    """Look at everything and say how it stands. 1 when something wants care."""
    parser = argparse.ArgumentParser(
        prog="./myosotis doctor",
        description="Look whether everything here is as it should be. Nothing is changed.",
        allow_abbrev=False,
    )
    parser.add_argument("--read", action="store_true", help="also read every sealed file, byte for byte")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    asked = parser.parse_args(words)
    looking = Doctor(environment(), read=asked.read, progress=_progress("sealed files"))
    looking.before_opening()
    try:
        root.hold(opened_key(environment()))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
        import django  # noqa: PLC0415 (the key must be held before Django starts)

        django.setup()
    except VaultError as problem:
        looking.not_opened(str(problem))
    else:
        looking.inside()
    _clear()
    if asked.json:
        say(json.dumps({"good": looking.good, "findings": [one.as_json() for one in looking.findings]}))
    else:
        for one in looking.findings:
            _say_finding(one)
    return 0 if looking.good else 1


def _tell(report: Report, folder: str) -> None:
    rows = [
        ("sealed files", f"{report.files:,}"),
        ("copied now", f"{report.copied:,} ({report.copied_bytes / 1_000_000:,.1f} MB)"),
        ("rows", f"{report.rows:,}"),
    ]
    say(f"Backup {report.number} in {folder}")
    for name, figure in rows:
        say(f"  {name:<14}{figure:>24}")
    if report.missing:
        say(
            f"It is not whole: {len(report.missing):,} of the sealed files could not be read as they were"
            " kept. Everything else is in the backup. `./myosotis doctor --read` names them."
        )
    if report.unopened:
        say(f"It is not whole: the key of {report.unopened:,} spaces did not open. See `./myosotis doctor`.")
    if report.without_sheet:
        say(
            f"{report.without_sheet:,} of the spaces have no sheet that was typed back: what they hold is"
            " opened with the root key alone. A sheet is made on the page More."
        )
    if report.whole:
        say("It is whole. With a recovery sheet it opens without this machine: README.txt in it says how.")


def _say_finding(one: Finding) -> None:
    say(f"{_SIGNS[one.state]:<5}{one.id:<16}{one.said}")
    if one.hint:
        say(f"{'':<21}{one.hint}")


class _progress:  # noqa: N801 (reads as a verb at its place)
    """A line on the terminal that says how far it is; nothing where no terminal is."""

    def __init__(self, what: str) -> None:
        self._what, self._share = what, -1

    def __call__(self, done: int, of: int) -> None:
        share = 1000 * done // max(of, 1)
        if share == self._share or not sys.stderr.isatty():
            return
        self._share = share
        sys.stderr.write(f"\r\x1b[K{done:,} of {of:,} {self._what}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
