"""Makes the frozen examples of every byte format: `python -m tests.vault.freeze`.

What is there already is never written again: a value sealed once must open for ever. A new format gets a
new file. Nonces and salts are random, so each example is made once and kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

FROZEN = Path(__file__).with_name("frozen")
ROOT, SPACE_SECRET, FILE_KEY, SHEET, LETTER_BOX = (bytes(range(n, n + 32)) for n in (0, 32, 64, 96, 128))
SPACE, RECORD, BLOB = (UUID(hex=digit * 12 + "4" + digit * 3 + "8" + digit * 15) for digit in "123")
PASSPHRASE = "la fenêtre ouverte"
WORDS = ("a small blue cup", "", "\ud83d", "ნია, أمل, 👣", "long " * 200)


def root_key() -> dict[str, Any]:
    from myosotis.vault import blindindex, root, rootkey  # noqa: PLC0415 (Django must stand first)

    with tempfile.TemporaryDirectory() as folder:
        opened, locked = Path(folder) / "open", Path(folder) / "locked"
        rootkey._write(opened, ROOT, None)
        rootkey._write(locked, ROOT, PASSPHRASE)
        key = rootkey.read(opened)
        held = root.root_key()
        root.hold(key)
        code = blindindex.code("e-mail", "someone@example.org")
        root.hold(held)
        return {
            "secret": ROOT.hex(),
            "open": opened.read_text(),
            "passphrase": PASSPHRASE,
            "locked": locked.read_text(),
            "purposes": {name: key.purpose(name).hex() for name in ("wrap", "django", "index|e-mail")},
            "index": {"purpose": "e-mail", "value": "someone@example.org", "code": code.hex()},
        }


def keys() -> dict[str, Any]:
    from myosotis.vault import keys, spaces  # noqa: PLC0415
    from myosotis.vault.rootkey import RootKey  # noqa: PLC0415

    key = keys.SpaceKey(SPACE, SPACE_SECRET)
    wrapped = keys.wrap(RootKey(ROOT).purpose("wrap"), SPACE_SECRET, spaces.wrap_place(SPACE, "root"))
    return {
        "root": ROOT.hex(),
        "space": str(SPACE),
        "secret": SPACE_SECRET.hex(),
        "epoch": 1,
        "purposes": {name: key.purpose(name).hex() for name in keys.PURPOSES},
        "wrapped": wrapped.hex(),
    }


def value() -> dict[str, Any]:
    from myosotis.vault import envelope  # noqa: PLC0415
    from myosotis.vault.keys import Keyring, SpaceKey  # noqa: PLC0415
    from myosotis.vault.models import JournalValue  # noqa: PLC0415

    ring = Keyring([SpaceKey(SPACE, SPACE_SECRET)])
    place = envelope.Place(SPACE, "vault/journal", RECORD, "sealed")
    packed = [JournalValue(act=words, unknown={"later": True}).pack() for words in WORDS]
    return {
        "space": str(SPACE),
        "secret": SPACE_SECRET.hex(),
        "epoch": 1,
        "type": "vault/journal",
        "record": str(RECORD),
        "field": "sealed",
        "values": [{"text": text.hex(), "sealed": envelope.seal(text, place, ring).hex()} for text in packed],
    }


def blob() -> dict[str, Any]:
    from myosotis.vault import chunked, files  # noqa: PLC0415
    from myosotis.vault.keys import Keyring, SpaceKey  # noqa: PLC0415

    ring = Keyring([SpaceKey(SPACE, SPACE_SECRET)])
    bodies = []
    for plain in (b"a small blue cup\n", b"", bytes(chunked.CHUNK), bytes(40_000)):
        sealer = chunked.Sealer(FILE_KEY, files.blob_context(BLOB))
        sealed = sealer.update(plain) + sealer.finish()
        short = {"sealed": sealed.hex()} if len(plain) < 100 else {"salt": sealed[:24].hex()}
        told = {"size": len(plain), "plain": plain.hex() if len(plain) < 100 else "zeros", **short}
        bodies.append(told | {"sealed_size": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()})
    return {
        "space": str(SPACE),
        "space_secret": SPACE_SECRET.hex(),
        "blob": str(BLOB),
        "key": FILE_KEY.hex(),
        "wrapped_key": files._wrap(FILE_KEY, SPACE, BLOB, ring).hex(),
        "bodies": bodies,
    }


def manifest() -> dict[str, Any]:
    from myosotis.vault import manifest  # noqa: PLC0415
    from myosotis.vault.keys import Keyring, SpaceKey  # noqa: PLC0415

    ring = Keyring([SpaceKey(SPACE, SPACE_SECRET)])
    kept, entries, before = manifest.Kept(BLOB, 89, hashlib.sha256(b"sealed bytes").digest()), [], b""
    for number, what in enumerate(("came", "gone"), 1):
        before = manifest._code(ring, SPACE, number, what, kept, before)
        entry = {"number": number, "what": what, "blob": str(BLOB), "length": kept.length}
        entries.append(entry | {"digest": kept.digest.hex(), "code": before.hex()})
    return {"space": str(SPACE), "secret": SPACE_SECRET.hex(), "entries": entries}


def sheet() -> dict[str, Any]:
    from myosotis.kit import gentle_words  # noqa: PLC0415
    from myosotis.vault import keys, sheets, spaces  # noqa: PLC0415

    secret = SHEET[: sheets.SECRET]
    key = sheets.sheet_key(secret)
    return {
        "secret": secret.hex(),
        "words": " ".join(sheets.to_words(secret)),
        "list_sha256": hashlib.sha256("\n".join(gentle_words.WORDS).encode()).hexdigest(),
        "key": key.hex(),
        "space": str(SPACE),
        "space_secret": SPACE_SECRET.hex(),
        "wrapped": keys.wrap(key, SPACE_SECRET, spaces.wrap_place(SPACE, "sheet")).hex(),
    }


def letter() -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    from myosotis.vault import letterbox  # noqa: PLC0415

    public = X25519PrivateKey.from_private_bytes(LETTER_BOX).public_key().public_bytes_raw()
    slot = letterbox.Slot(SPACE, RECORD, BLOB)
    texts = [words.encode("utf-8", "surrogatepass") for words in WORDS]
    return {
        "private": LETTER_BOX.hex(),
        "public": public.hex(),
        "box": str(slot.box),
        "letter": str(slot.letter),
        "about": str(slot.about),
        "letters": [
            {"text": text.hex(), "sealed": letterbox.put_in(text, slot, public).hex()} for text in texts
        ],
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
    import django  # noqa: PLC0415
    import tests.conftest  # noqa: F401, PLC0415 (a home of its own)

    django.setup()
    for make in (root_key, keys, value, blob, manifest, sheet, letter):
        path = FROZEN / f"{make.__name__.replace('_', '-')}-1.json"
        if not path.exists():
            path.write_text(json.dumps(make(), indent=1) + "\n")


if __name__ == "__main__":
    main()
