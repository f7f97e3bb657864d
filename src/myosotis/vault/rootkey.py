"""The root key of an installation: one file outside the data folder, perhaps locked with a passphrase.

The file is text, a line a field, so that a person can copy it by hand (`docs/formats/root-key.md`). It
wraps every space's key. It is made once, when the house is set up, and never silently replaced.
"""

from __future__ import annotations

import base64
import binascii
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from myosotis.vault import keys
from myosotis.vault.errors import RootKeyLocked, RootKeyMisplaced, RootKeyMissing, SealBroken, UnknownFormat

TITLE = "myosotis-root-key 1"
PLACE = b"myosotis/root-key/1"
# 256 MiB, three passes, four lanes: about three seconds on two cores of 2026, once at each start.
ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES = 256 * 1024, 3, 4
_ADVICE = "Keep a copy of this file on another thing than the pictures. Whoever has both can read everything."


@dataclass(frozen=True, slots=True)
class RootKey:
    """The opened root key; wraps and unwraps the keys of spaces."""

    secret: bytes = field(repr=False)

    def purpose(self, name: str) -> bytes:
        """The 32-byte key of the installation for one named purpose."""
        return keys.derive(self.secret, b"myosotis/root/1|" + name.encode())


def make(path: Path, *, passphrase: str | None = None) -> RootKey:
    """Make a new root key file at `path` and return the key. Refuses to overwrite one (`FileExistsError`)."""
    secret = keys.new_secret()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, secret, passphrase)
    return RootKey(secret)


def is_locked(path: Path) -> bool:
    """Whether the file at `path` asks for a start passphrase; raises `RootKeyMissing`."""
    return "locked" in _fields(path)


def read(path: Path, *, passphrase: str | None = None) -> RootKey:
    """Open the root key file.

    Raises `RootKeyMissing`, `RootKeyLocked` (a passphrase is wanted or wrong), `RootKeyMisplaced` (others
    may read it) or `UnknownFormat`.
    """
    fields = _fields(path)
    if path.stat().st_mode & 0o077:
        raise RootKeyMisplaced(f"run: chmod 400 {path}")
    try:
        if "key" in fields:
            return _checked(base64.b64decode(fields["key"], validate=True), fields.get("check"), path)
        locked = base64.b64decode(fields["locked"], validate=True)
        salt = base64.b64decode(fields["salt"], validate=True)
    except (KeyError, binascii.Error):
        raise UnknownFormat(path.name) from None
    if not passphrase:
        raise RootKeyLocked("a passphrase is wanted")
    try:
        secret = keys.unwrap(_stretch(passphrase, salt), locked, PLACE)
    except SealBroken:
        raise RootKeyLocked from None
    return _checked(secret, None, path)


def change_passphrase(path: Path, *, old: str | None, new: str | None) -> None:
    """Lock, unlock or re-lock the root key file, written beside and renamed. The key inside stays."""
    secret = read(path, passphrase=old).secret
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    _write(beside, secret, new)
    beside.replace(path)
    _sync_folder(path.parent)


def _checked(secret: bytes, check: str | None, path: Path) -> RootKey:
    """The key, unless it was cut or miscopied: a wrong key would seal new things nobody can open later."""
    if len(secret) != keys.KEY:
        raise UnknownFormat(path.name)
    key = RootKey(secret)
    if check is not None and not keys.same(check.lower().encode(), _check(key).encode()):
        raise SealBroken(f"{path.name}: the key and its check line do not belong together")
    return key


def _check(key: RootKey) -> str:
    return key.purpose("check")[:4].hex()


def _stretch(passphrase: str, salt: bytes) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=keys.KEY,
        iterations=ARGON2_PASSES,
        lanes=ARGON2_LANES,
        memory_cost=ARGON2_MEMORY_KIB,
    )
    # One keyboard sends "é" as one letter, another as two; both mean the same passphrase.
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))


def _fields(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        raise RootKeyMissing(str(path)) from None
    except UnicodeDecodeError:
        raise UnknownFormat(path.name) from None
    if not lines or lines[0].strip() != TITLE:
        raise UnknownFormat(path.name)
    pairs = (line.partition(":") for line in lines[1:] if ":" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _write(path: Path, secret: bytes, passphrase: str | None) -> None:
    lines = [TITLE, f"# {_ADVICE}"]
    if passphrase:
        salt = os.urandom(16)
        locked = keys.wrap(_stretch(passphrase, salt), secret, PLACE)
        lines += [f"salt: {base64.b64encode(salt).decode()}", f"locked: {base64.b64encode(locked).decode()}"]
    else:
        lines += [f"key: {base64.b64encode(secret).decode()}", f"check: {_check(RootKey(secret))}"]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(("\n".join(lines) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        # Half a key file would stand in the way of a whole one; the key in it has sealed nothing yet.
        path.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
