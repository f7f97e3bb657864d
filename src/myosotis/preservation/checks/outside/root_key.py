"""The root key file: there, for its owner alone, and away from the data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from myosotis.preservation.findings import Asked, Finding, care, good, note
from myosotis.vault import rootkey
from myosotis.vault.errors import VaultError


def look(asked: Asked) -> Iterator[Finding]:
    """D-KEY, D-KEY-RIGHTS, D-KEY-PLACE, D-KEY-LOCK."""
    path = asked.env.root_key_file
    if not path.is_file():
        yield care(
            "D-KEY", f"There is no root key at {path}.", "Put your copy of it there, with the mode 400."
        )
        return
    yield from _rights(path)
    if path.resolve().is_relative_to(asked.env.data.resolve()):
        hint = "Move it, and name its new place in MYOSOTIS_ROOT_KEY_FILE."
        yield care("D-KEY-PLACE", "The root key lies in the data folder.", hint)
    try:
        locked = rootkey.is_locked(path)
    except VaultError as problem:
        yield care("D-KEY", str(problem), "Put your copy of the root key there, with the mode 400.")
        return
    if locked or not asked.env.data.exists() or path.stat().st_dev != asked.env.data.stat().st_dev:
        yield good("D-KEY-LOCK", "The root key is locked, or lies on another disk than the data.")
    else:
        yield note(
            "D-KEY-LOCK",
            "The root key lies on the same disk as the data, and is not locked.",
            "Whoever takes the disk can read everything, unless it is encrypted: ./myosotis lock-root-key",
        )


def _rights(path: Path) -> Iterator[Finding]:
    open_to_others = path.stat().st_mode & 0o077
    if open_to_others or path.parent.stat().st_mode & 0o022:
        what = "file" if open_to_others else "folder"
        mode = "400" if open_to_others else "700"
        place = path if open_to_others else path.parent
        yield care("D-KEY-RIGHTS", f"Others may reach the {what} of the root key.", f"chmod {mode} {place}")
    elif not os.access(path, os.R_OK):
        yield care("D-KEY-RIGHTS", "Whoever runs this may not read the root key.", "Run it as Myosotis runs.")
    else:
        yield good("D-KEY-RIGHTS", "Nobody else may read the root key.")
