"""A backup written once opens for ever: by our reader, and by one written from docs/formats alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from tests.preservation.freeze import FROZEN
from tests.preservation.helpers import bare_python
from tests.vault.test_frozen_formats import digest_of_parts, expand_sha512, hkdf, space_key, unwrap

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "backup.md"
READER = Path(__file__).resolve().parents[2] / "src/myosotis/preservation/myosotis_open.py"
WORDS = "fringe ladder burlap shoe gem mill husk better grass ornate range flock hangar purple border hook"


def checked(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    assert hashlib.sha256(raw[:-65]).hexdigest().encode() + b"\n" == raw[-65:]
    return [json.loads(line) for line in raw[:-65].splitlines()]


def secret_of(words: str) -> bytes:
    listed = (FROZEN / "gentle-words.txt").read_text().split()
    number = 0
    for word in words.split():
        number = number * 1024 + listed.index(word)
    return number.to_bytes(20, "big")[:18]


class TestReaderWrittenFromThePage:
    [wraps] = checked(FROZEN / "keys.json")
    [index_path] = (FROZEN / "snapshots").glob("*/index.json")
    index, codes = checked(index_path)

    def space(self) -> tuple[bytes, bytes]:
        """Id and secret of the space the sheet opens."""
        [wrap] = [wrap for wrap in self.wraps["wraps"] if wrap["holder"] == "sheet"]
        name = UUID(wrap["space"]).bytes
        key = hkdf(secret_of(WORDS), b"myosotis/sheet/1")
        return name, unwrap(key, base64.b64decode(wrap["wrapped"]), b"myosotis/wrap/1|sheet|" + name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        [table] = [table for table in self.index["tables"] if table["name"] == name]
        raw = (self.index_path.parent / table["file"]).read_bytes()
        assert (hashlib.sha256(raw).hexdigest(), len(raw)) == (table["sha256"], table["length"])
        rows = [json.loads(line) for line in raw.splitlines()]
        assert len(rows) == table["rows"]
        return rows

    def value(self, table: str, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        name, secret = self.space()
        sealed = base64.b64decode(row["sealed"])
        place = sealed[:8] + b"myosotis/value/1" + name + UUID(row["id"]).bytes
        for part in (kind.encode(), b"sealed"):
            place += len(part).to_bytes(2, "big") + part
        framed = AESGCMSIV(space_key(secret, name, b"value")).decrypt(sealed[8:20], sealed[20:], place)
        value: dict[str, Any] = json.loads(framed[4 : 4 + int.from_bytes(framed[:4], "big")])
        return value

    def test_the_code_of_the_space(self) -> None:
        name, secret = self.space()
        line = hashlib.sha256(self.index_path.read_bytes().split(b"\n")[0]).digest()
        code = digest_of_parts(space_key(secret, name, b"manifest"), b"myosotis/snapshot/1", line)
        assert self.codes == {str(UUID(bytes=name)): code.hex()}
        assert code.hex() in PAGE.read_text()

    def test_values_and_a_file(self) -> None:
        [family] = self.rows("people.Family")
        assert self.value("people.Family", "people/family", family) == {
            "name": "Heron Lane",
            "later": True,
            "v": 1,
        }
        [original] = self.rows("media.Original")
        told = self.value("media.Original", "media/original", original)
        [blob] = [row for row in self.rows("vault.Blob") if row["id"] == original["blob"]]
        name, secret = self.space()
        file = UUID(blob["id"]).bytes
        wrapped, place = base64.b64decode(blob["wrapped_key"]), b"myosotis/file-key/1|" + name + file
        key = unwrap(space_key(secret, name, b"file"), wrapped, place)
        body = (FROZEN / "blobs" / blob["id"][:2] / file.hex()).read_bytes()
        info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + body[:24] + b"myosotis/blob/1|" + file
        made = expand_sha512(key, info, 76)
        assert made[44:] == body[24:56]
        plain = AESGCM(made[:32]).decrypt(made[32:44], body[56:], None)
        assert f"{told['name']}\n{plain.decode()}" in PAGE.read_text()

    def test_what_the_page_says_of_the_index(self) -> None:
        text = PAGE.read_text()
        table = text[text.index("| Key |") : text.index("Each of the `columns`")]
        named = "".join(line.split("|")[1] for line in table.split("\n") if "|" in line)
        assert set(self.index) == set(re.findall(r"`(\w+)`", named))
        kinds = {column["kind"] for table in self.index["tables"] for column in table["columns"]}
        assert [kind for kind in kinds if f"| `{kind}` |" not in text] == []
        assert self.index["missing"] == []


def test_our_reader_opens_it(tmp_path: Path) -> None:
    command = [*bare_python(tmp_path), str(READER), str(FROZEN), "--sheet", "-", "--to", str(tmp_path / "to")]
    ran = subprocess.run(command, input=WORDS, capture_output=True, text=True, env={}, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "to/originals/a small blue cup.jpg").read_bytes() == b"a small blue cup\n"
    assert "Heron Lane" in ran.stdout
