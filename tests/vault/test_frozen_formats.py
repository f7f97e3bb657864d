"""What was sealed once opens for ever, by our code and by readers written from docs/formats alone.

The readers below use none of our code: the standard library for HMAC and hashes, `cryptography` for ciphers.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from myosotis.kit import gentle_words
from myosotis.vault import (
    blindindex,
    chunked,
    envelope,
    files,
    keys,
    letterbox,
    manifest,
    root,
    rootkey,
    sheets,
    spaces,
)
from myosotis.vault.keys import Keyring, SpaceKey
from myosotis.vault.models import JournalValue

FROZEN = Path(__file__).with_name("frozen")
PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"


def frozen(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FROZEN / f"{name}-1.json").read_text())
    return read


def unhex(data: dict[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(data[name]) for name in names]


def hkdf(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256, no salt, 32 bytes: one block."""
    return hmac.digest(hmac.digest(bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def expand_sha512(key: bytes, info: bytes, length: int) -> bytes:
    out = block = b""
    for count in range(1, 3):
        block = hmac.digest(key, block + info + bytes([count]), "sha512")
        out += block
    return out[:length]


def space_key(secret: bytes, space: bytes, purpose: bytes) -> bytes:
    return hkdf(secret, b"myosotis/v1|" + purpose + b"|" + space + b"|\x00\x01")


def unwrap(key: bytes, wrapped: bytes, place: bytes) -> bytes:
    return AESGCMSIV(key).decrypt(wrapped[:12], wrapped[12:], place)


def hpke_open(private: bytes, sealed: bytes, info: bytes, aad: bytes, *, aead: int, size: int) -> bytes:
    """HPKE's single-shot opening in base mode, X25519 and SHA-256, written from RFC 9180 sections 4 to 6."""

    def extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")

    def expand(suite: bytes, prk: bytes, label: bytes, about: bytes, length: int) -> bytes:
        told = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + about
        return hmac.digest(prk, told + b"\x01", "sha256")[:length]

    enc, body = sealed[:32], sealed[32:]
    key = X25519PrivateKey.from_private_bytes(private)
    shared = key.exchange(X25519PublicKey.from_public_bytes(enc))
    kem = b"KEM" + (0x20).to_bytes(2, "big")
    context = enc + key.public_key().public_bytes_raw()
    secret = expand(kem, extract(kem, b"", b"eae_prk", shared), b"shared_secret", context, 32)
    suite = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (0x20, 1, aead))
    schedule = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    prk = extract(suite, secret, b"secret", b"")
    cipher = AESGCM(expand(suite, prk, b"key", schedule, size))
    return cipher.decrypt(expand(suite, prk, b"base_nonce", schedule, 12), body, aad)


def digest_of_parts(key: bytes, *parts: bytes) -> bytes:
    return hmac.digest(key, b"".join(len(p).to_bytes(4, "big") + p for p in parts), "sha256")


class TestReadersWrittenFromThePages:
    def test_root_key(self) -> None:
        told = frozen("root-key")
        [secret] = unhex(told, "secret")
        opened = dict(re.findall(r"^(\w+): (.*)$", told["open"], re.MULTILINE))
        assert told["open"].startswith("myosotis-root-key 1\n")
        assert base64.b64decode(opened["key"]) == secret
        assert opened["check"] == hkdf(secret, b"myosotis/root/1|check")[:4].hex()
        locked = dict(re.findall(r"^(\w+): (.*)$", told["locked"], re.MULTILINE))
        passphrase = unicodedata.normalize("NFC", told["passphrase"]).encode()
        kdf = Argon2id(
            salt=base64.b64decode(locked["salt"]), length=32, iterations=3, lanes=4, memory_cost=262_144
        )
        key = kdf.derive(passphrase)
        assert unwrap(key, base64.b64decode(locked["locked"]), b"myosotis/root-key/1") == secret
        for name, derived in told["purposes"].items():
            assert hkdf(secret, b"myosotis/root/1|" + name.encode()).hex() == derived
        index = hkdf(secret, b"myosotis/root/1|index|e-mail")
        assert digest_of_parts(index, told["index"]["value"].encode()).hex() == told["index"]["code"]

    def test_keys(self) -> None:
        told = frozen("keys")
        root_secret, secret, wrapped = unhex(told, "root", "secret", "wrapped")
        space = UUID(told["space"]).bytes
        place = b"myosotis/wrap/1|root|" + space
        assert unwrap(hkdf(root_secret, b"myosotis/root/1|wrap"), wrapped, place) == secret
        assert told["purposes"].keys() == {"value", "file", "index", "manifest"}
        for name, derived in told["purposes"].items():
            assert space_key(secret, space, name.encode()).hex() == derived

    def test_value(self) -> None:
        told = frozen("value")
        space, record = UUID(told["space"]).bytes, UUID(told["record"]).bytes
        key = space_key(bytes.fromhex(told["secret"]), space, b"value")
        place = b"myosotis/value/1" + space + record
        for name in (told["type"].encode(), told["field"].encode()):
            place += len(name).to_bytes(2, "big") + name
        for case in told["values"]:
            text, sealed = unhex(case, "text", "sealed")
            assert sealed[:8] == b"MYOS\x01\x01\x00\x01"
            framed = AESGCMSIV(key).decrypt(sealed[8:20], sealed[20:], sealed[:8] + place)
            length = int.from_bytes(framed[:4], "big")
            assert framed[4 : 4 + length] == text
            assert framed[4 + length :].strip(b"\0") == b""
            assert len(framed) in (64, 256, 1024, 4096)

    def test_blob(self) -> None:
        told = frozen("blob")
        space, blob = UUID(told["space"]).bytes, UUID(told["blob"]).bytes
        wrapping = space_key(bytes.fromhex(told["space_secret"]), space, b"file")
        place = b"myosotis/file-key/1|" + space + blob
        key = unwrap(wrapping, bytes.fromhex(told["wrapped_key"]), place)
        assert key.hex() == told["key"]
        whole = [case for case in told["bodies"] if "sealed" in case]
        assert len(whole) == 2
        for case in whole:
            sealed = bytes.fromhex(case["sealed"])
            salt, commitment, body = sealed[:24], sealed[24:56], sealed[56:]
            info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + b"myosotis/blob/1|" + blob
            material = expand_sha512(key, info, 76)
            assert material[44:] == commitment
            assert AESGCM(material[:32]).decrypt(material[32:44], body, None).hex() == case["plain"]

    def test_manifest(self) -> None:
        told = frozen("manifest")
        key = space_key(bytes.fromhex(told["secret"]), UUID(told["space"]).bytes, b"manifest")
        before = b""
        for number, entry in enumerate(told["entries"], 1):
            before = digest_of_parts(
                key,
                before,
                number.to_bytes(8, "big"),
                entry["what"].encode(),
                UUID(entry["blob"]).bytes,
                entry["length"].to_bytes(8, "big"),
                bytes.fromhex(entry["digest"]),
            )
            assert before.hex() == entry["code"]

    def test_sheet(self) -> None:
        told = frozen("sheet")
        words = gentle_words.WORDS
        assert hashlib.sha256("\n".join(words).encode()).hexdigest() == told["list_sha256"]
        number = 0
        for word in told["words"].split():
            number = number * 1024 + words.index(word)
        data = number.to_bytes(20, "big")
        secret, check = data[:18], data[18:]
        assert secret.hex() == told["secret"]
        assert hashlib.sha256(b"myosotis/sheet/1" + secret).digest()[:2] == check
        place = b"myosotis/wrap/1|sheet|" + UUID(told["space"]).bytes
        opened = unwrap(hkdf(secret, b"myosotis/sheet/1"), bytes.fromhex(told["wrapped"]), place)
        assert opened.hex() == told["space_secret"]

    def test_letter(self) -> None:
        told = frozen("letter")
        info = b"MYOL\x01\x01myosotis/letter/1"
        info += b"".join(UUID(told[name]).bytes for name in ("box", "letter", "about"))
        for case in told["letters"]:
            text, sealed = unhex(case, "text", "sealed")
            assert sealed[:6] == b"MYOL\x01\x01"
            framed = hpke_open(bytes.fromhex(told["private"]), sealed[6:], info, b"", aead=2, size=32)
            length = int.from_bytes(framed[:4], "big")
            assert framed[4 : 4 + length] == text
            assert framed[4 + length :].strip(b"\0") == b""
            assert len(framed) in (64, 256, 1024, 4096)

    def test_the_reader_of_letters_answers_the_vector_of_the_rfc(self) -> None:
        """RFC 9180, appendix A.1.1, the first message. It prints no vector with AES-256-GCM."""
        enc = "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        sealed = enc + (
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
        )
        private = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"
        info, aad = b"Ode on a Grecian Urn", b"Count-0"
        said = hpke_open(*map(bytes.fromhex, (private, sealed)), info, aad, aead=1, size=16)
        assert said == b"Beauty is truth, truth beauty"


class TestOurReaders:
    def test_root_key(self, tmp_path: Path) -> None:
        told = frozen("root-key")
        for name, passphrase in (("open", None), ("locked", told["passphrase"])):
            path = tmp_path / name
            path.write_text(told[name])
            path.chmod(0o400)
            assert rootkey.read(path, passphrase=passphrase).secret.hex() == told["secret"]
        held = root.root_key()
        root.hold(rootkey.RootKey(bytes.fromhex(told["secret"])))
        try:
            code = blindindex.code(told["index"]["purpose"], told["index"]["value"])
        finally:
            root.hold(held)
        assert code.hex() == told["index"]["code"]

    def test_keys_and_sheet(self) -> None:
        told, space = frozen("keys"), UUID(frozen("keys")["space"])
        wrapping = rootkey.RootKey(bytes.fromhex(told["root"])).purpose("wrap")
        place = spaces.wrap_place(space, "root")
        assert keys.unwrap(wrapping, bytes.fromhex(told["wrapped"]), place).hex() == told["secret"]
        paper = frozen("sheet")
        secret = sheets.from_words(paper["words"])
        place = spaces.wrap_place(UUID(paper["space"]), "sheet")
        opened = keys.unwrap(sheets.sheet_key(secret), bytes.fromhex(paper["wrapped"]), place)
        assert opened.hex() == paper["space_secret"]

    def test_value(self) -> None:
        told = frozen("value")
        ring = Keyring([SpaceKey(UUID(told["space"]), bytes.fromhex(told["secret"]))])
        place = envelope.Place(UUID(told["space"]), told["type"], UUID(told["record"]), told["field"])
        for case in told["values"]:
            text = envelope.open_sealed(bytes.fromhex(case["sealed"]), place, ring)
            assert text.hex() == case["text"]
            assert JournalValue.unpack(text).pack() == text
            assert JournalValue.unpack(text).unknown == {"later": True}

    def test_blob(self) -> None:
        told = frozen("blob")
        key, context = bytes.fromhex(told["key"]), files.blob_context(UUID(told["blob"]))
        space = SpaceKey(UUID(told["space"]), bytes.fromhex(told["space_secret"]))
        place = files._place(space.space, UUID(told["blob"]))
        assert keys.unwrap(space.purpose("file"), bytes.fromhex(told["wrapped_key"]), place) == key
        for case in told["bodies"]:
            plain = bytes(case["size"]) if case["plain"] == "zeros" else bytes.fromhex(case["plain"])
            salt = bytes.fromhex(case.get("salt") or case["sealed"][:48])
            sealer = chunked.Sealer(key, context, salt=salt)
            sealed = sealer.update(plain) + sealer.finish()
            assert len(sealed) == case["sealed_size"]
            assert hashlib.sha256(sealed).hexdigest() == case["sha256"]
            stored = bytes.fromhex(case["sealed"]) if "sealed" in case else sealed
            assert b"".join(chunked.Opener(chunked.Bytes(stored), key, context).read()) == plain

    def test_manifest(self) -> None:
        told = frozen("manifest")
        space = UUID(told["space"])
        ring, before = Keyring([SpaceKey(space, bytes.fromhex(told["secret"]))]), b""
        for entry in told["entries"]:
            kept = manifest.Kept(UUID(entry["blob"]), entry["length"], bytes.fromhex(entry["digest"]))
            before = manifest._code(ring, space, entry["number"], entry["what"], kept, before)
            assert before.hex() == entry["code"]

    def test_letter(self) -> None:
        told = frozen("letter")
        slot = letterbox.Slot(UUID(told["box"]), UUID(told["letter"]), UUID(told["about"]))
        private, public = unhex(told, "private", "public")
        for case in told["letters"]:
            text, sealed = unhex(case, "text", "sealed")
            assert letterbox.take_out(sealed, slot, private) == text
            again = letterbox.put_in(text, slot, public)
            assert again != sealed
            assert len(again) == len(sealed)
            assert letterbox.take_out(again, slot, private) == text


#: What each page must show of the frozen example, letter for letter.
SHOWN: dict[str, list[str]] = {
    "root-key": ["open", "locked", "secret"],
    "keys": ["secret", "wrapped", "root"],
    "value": ["secret"],
    "blob": ["key", "wrapped_key"],
    "manifest": ["secret"],
    "sheet": ["secret", "words", "key", "wrapped", "list_sha256"],
    "letter": ["private", "public"],
}


@pytest.mark.parametrize("name", SHOWN)
def test_each_page_shows_the_frozen_example(name: str) -> None:
    page, told = re.sub(r"\s", "", (PAGES / f"{name}.md").read_text()), frozen(name)
    wanted = [told[part] for part in SHOWN[name]]
    wanted += [text for text in told.get("purposes", {}).values() if name == "keys"]
    wanted += [case[part] for case in told.get("values", [])[:1] for part in ("text", "sealed")]
    wanted += [case["sealed"] for part in ("bodies", "letters") for case in told.get(part, [])[:1]]
    wanted += [entry["code"] for entry in told.get("entries", [])]
    assert [text for text in wanted if re.sub(r"\s", "", text) not in page] == []


def test_every_format_has_its_page_and_its_frozen_file() -> None:
    assert {path.name for path in FROZEN.iterdir()} == {f"{name}-1.json" for name in SHOWN}
    assert {f"{name}.md" for name in SHOWN} <= {path.name for path in PAGES.iterdir()}
