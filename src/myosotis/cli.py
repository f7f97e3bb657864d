"""The command line: a word for each thing a host does, and plain sentences back.

Nothing here imports Django: the process that watches over the others stays small.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

COMMANDS: dict[str, str] = {
    "serve": "serve the house (what ./myosotis does without a word)",
    "reset-password": "let somebody who forgot theirs choose a new one",
    "invite-family": "ask the first parent of another family in",
    "import-folder": "bring a folder of photographs into the story, by their dates",
    "backup": "copy everything, sealed, into a folder on another disk",
    "open": "open a backup with the words of a sheet",
    "doctor": "look whether everything is as it should be",
    "lock-root-key": "ask for a passphrase at each start",
    "demo": "show every page with an invented story, in a place that is thrown away",
    "help": "this list",
}


def main(words: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    os.umask(0o077)
    words = list(sys.argv[1:] if words is None else words)
    name, rest = (words[0], words[1:]) if words else ("serve", [])
    if name not in COMMANDS or name == "help":
        sys.exit(_help(asked=name in ("help", "-h", "--help")))
    sys.exit(_command(name)(rest))


def _command(name: str) -> Callable[[list[str]], int]:
    if name in ("reset-password", "invite-family"):
        from myosotis.ops import commands  # noqa: PLC0415 (each command loads only what it needs)

        return {"reset-password": commands.reset_password, "invite-family": commands.invite_family}[name]
    if name == "demo":
        from myosotis.ops.demo import command  # noqa: PLC0415

        return command.demo
    if name == "import-folder":
        from myosotis.ops import importing  # noqa: PLC0415

        return importing.import_folder
    if name in ("backup", "open", "doctor"):
        from myosotis.ops import preserving  # noqa: PLC0415

        return {
            "backup": preserving.backup,
            "open": preserving.open_backup,
            "doctor": preserving.doctor,
        }[name]
    from myosotis.ops import serving  # noqa: PLC0415 (each command loads only what it needs)

    return {"serve": serving.serve, "lock-root-key": serving.lock_root_key}[name]


def _help(*, asked: bool) -> int:
    say = sys.stdout.write if asked else sys.stderr.write
    if not asked:
        say("Myosotis does not know that word.\n")
    for name, meaning in COMMANDS.items():
        say(f"  ./myosotis {name:<15} {meaning}\n")
    return 0 if asked else 2
