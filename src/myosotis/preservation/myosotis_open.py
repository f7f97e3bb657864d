"""Opens a Myosotis backup with a recovery sheet, and without Myosotis.

    python myosotis-open.py BACKUP --sheet               say what the sheet opens
    python myosotis-open.py BACKUP --sheet --to FOLDER   write it all into a new folder
    python myosotis-open.py BACKUP --check               read every byte; no sheet is needed

It needs Python 3.9 or newer and the package `cryptography` (python -m pip install cryptography). The byte
formats are those of docs/formats: backup, keys, sheet, value, blob, manifest. It writes nothing into the
backup. Exit code: 0 all is well, 1 something was changed or is missing, 2 it could not begin.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import html
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
except ImportError:
    sys.exit("One thing is missing. This brings it: python -m pip install --upgrade cryptography")

WORD_LIST_SHA256 = "61f4d89dc2ce6a9a541dcd9f2b927b09af84c10460ffc93414de43c8c2619ef1"
CHUNK, TAG, HEADER = 16_384, 16, 56
STYLE = "body{max-width:40em;margin:3em auto;padding:0 1em;font:1.1em/1.6 serif}h2{margin-top:3em}"
Json = dict[str, Any]


class Stop(Exception):
    """It cannot go on; the text is a sentence for people."""


class Changed(Exception):
    """Bytes that are not as they were; the text says which."""


# Keys, sheets and seals: docs/formats/keys.md, sheet.md, value.md, blob.md.


def hkdf(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 without salt, 32 bytes."""
    return hmac.digest(hmac.digest(bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def unwrap(key: bytes, wrapped: bytes, place: bytes) -> bytes:
    """A key that was sealed under another key."""
    try:
        return AESGCMSIV(key).decrypt(wrapped[:12], wrapped[12:], place)
    except (InvalidTag, ValueError):
        raise Changed("a key") from None


def keyed(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA-256 over parts, each with its length before it."""
    return hmac.digest(key, b"".join(len(part).to_bytes(4, "big") + part for part in parts), "sha256")


def secret_of(text: str, listed: list[str]) -> bytes:
    """The secret behind sixteen words; raises `Stop` with a sentence that repeats nothing."""
    numbers = {word[:4]: number for number, word in enumerate(listed)}
    typed = [word for part in text.split() if (word := re.sub("[^a-z]", "", part.casefold()))]
    total = 0
    for position, word in enumerate(typed, 1):
        if word[:4] not in numbers:
            raise Stop(f"Word {position} is not one of the sheet's words. Please look at it once more.")
        total = total << 10 | numbers[word[:4]]
    if len(typed) != 16:
        raise Stop(f"A sheet has 16 words; {len(typed)} came.")
    data = total.to_bytes(20, "big")
    if hashlib.sha256(b"myosotis/sheet/1" + data[:18]).digest()[:2] != data[18:]:
        raise Stop("These words do not belong together. One of them may be another word of the list.")
    return data[:18]


class Space:
    """What one sheet opens."""

    def __init__(self, space: str, secret: bytes) -> None:
        self.name, self.id, self.secret = space, UUID(space).bytes, secret

    def key(self, purpose: bytes, epoch: int = 1) -> bytes:
        """The key for one purpose."""
        return hkdf(self.secret, b"|".join((b"myosotis/v1", purpose, self.id, epoch.to_bytes(2, "big"))))

    def value(self, sealed: bytes, kind: str, record: str, field: str) -> Json:
        """A sealed value as JSON, whatever its type."""
        if sealed[:6] != b"MYOS\x01\x01":
            raise Changed("a value that is not sealed as this program knows it")
        name, column = kind.encode(), field.encode()
        place = sealed[:8] + b"myosotis/value/1" + self.id + UUID(record).bytes
        place += len(name).to_bytes(2, "big") + name + len(column).to_bytes(2, "big") + column
        try:
            key = self.key(b"value", int.from_bytes(sealed[6:8], "big"))
            framed = AESGCMSIV(key).decrypt(sealed[8:20], sealed[20:], place)
        except (InvalidTag, ValueError):
            raise Changed("a sealed value") from None
        text = framed[4 : 4 + int.from_bytes(framed[:4], "big")]
        read: Json = json.loads(text.decode("utf-8", "surrogatepass"))
        return read

    def file(self, path: Path, blob: str, wrapped: bytes) -> Iterator[bytes]:
        """The plain bytes of a sealed file, piece by piece; raises `Changed`."""
        name = UUID(blob).bytes
        key = unwrap(self.key(b"file"), wrapped, b"myosotis/file-key/1|" + self.id + name)
        with path.open("rb") as file:
            head, size = file.read(HEADER), path.stat().st_size
            info = (
                b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + head[:24] + b"myosotis/blob/1|" + name
            )
            first = hmac.digest(key, info + b"\x01", "sha512")
            made = first + hmac.digest(key, first + info + b"\x02", "sha512")
            last, rest = divmod(size - HEADER, CHUNK + TAG)
            if not hmac.compare_digest(made[44:76], head[24:]) or rest < TAG:
                raise Changed("a file")
            cipher, base = AESGCM(made[:32]), int.from_bytes(made[32:44], "big")

            def chunk(number: int) -> bytes:
                file.seek(HEADER + number * (CHUNK + TAG))
                sealed = file.read(rest if number == last else CHUNK + TAG)
                try:
                    return cipher.decrypt((base ^ number).to_bytes(12, "big"), sealed, None)
                except InvalidTag:
                    raise Changed("a file") from None

            end = chunk(last)  # first of all: it proves the length
            yield from (chunk(number) for number in range(last))
            yield end


# The backup folder: docs/formats/backup.md.


def read_checked(path: Path) -> tuple[Json, Json, bytes, bool]:
    """First object, second object (an index's codes), the first one's bytes, and whether both are whole."""
    try:
        raw = path.read_bytes()
        lines = raw[:-65].splitlines()
        body, codes = json.loads(lines[0]), json.loads(lines[1]) if len(lines) > 1 else {}
    except (OSError, ValueError, IndexError):
        return {}, {}, b"", False
    return body, codes, lines[0], hashlib.sha256(raw[:-65]).hexdigest().encode() + b"\n" == raw[-65:]


def unbase(text: object) -> bytes:
    """Bytes from base64; nothing where it is none, which then fits nowhere."""
    try:
        return base64.b64decode(str(text), validate=True)
    except ValueError:
        return b""


def sound(line: bytes, columns: list[dict[str, str]]) -> Json | None:
    """A row whose ids and numbers can be what they say, or None: the part's digest speaks of it."""
    try:
        row: Json = json.loads(line)
        for column in columns:
            value = row[column["name"]]
            if column["kind"] == "id" and value is not None:
                UUID(value)
            if column["kind"] == "number" and type(value) is not int:
                return None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return row


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            digest.update(piece)
    return digest.hexdigest()


class Backup:
    """The folder, read with patience: what is changed is said aloud, and the rest is read all the same."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.troubles = folder, 0
        if not (folder / "backup.json").exists() and not (folder / "snapshots").is_dir():
            raise Stop("There is no Myosotis backup in this folder.")
        self.mark = self._body(folder / "backup.json", "myosotis-backup")
        indexes = sorted((folder / "snapshots").glob("*/index.json"))
        self.snapshots = [Snapshot(self, path.parent) for path in indexes]
        self.snapshots = sorted((s for s in self.snapshots if s.body), key=lambda s: int(s.body["number"]))

    def trouble(self, sentence: str) -> None:
        """Say what is not as it was, and remember it for the exit code."""
        self.troubles += 1
        sys.stderr.write(f"NOT WHOLE: {sentence}\n")

    def _body(self, path: Path, form: str) -> Json:
        body, _, _, good = read_checked(path)
        if not good:
            self.trouble(f"{path.relative_to(self.folder)} was changed, or is not there.")
        elif body.get("format") != form or body.get("version") != 1:
            raise Stop(f"{path.name} was written by a newer Myosotis. Its own myosotis-open.py reads it.")
        return body

    def words(self) -> list[str]:
        """The list of words, from the backup or from beside this file."""
        here = Path(__file__).resolve().parent
        for path in (
            self.folder / "gentle-words.txt",
            here / "gentle-words.txt",
            here.parent / "kit" / "gentle_words.txt",
        ):
            listed = path.read_bytes().split() if path.is_file() else []
            if hashlib.sha256(b"\n".join(listed)).hexdigest() == WORD_LIST_SHA256:
                return [word.decode() for word in listed]
        raise Stop(
            "The list of words, gentle-words.txt, was changed or is not there. Any other copy of it serves."
        )

    def open(self, secret: bytes) -> list[Space]:
        """The spaces a sheet opens; raises `Stop` when there is none."""
        key, found = hkdf(secret, b"myosotis/sheet/1"), []
        for wrap in self._body(self.folder / "keys.json", "myosotis-keys").get("wraps", []):
            try:
                place = b"myosotis/wrap/1|sheet|" + UUID(wrap["space"]).bytes
                found.append(Space(wrap["space"], unwrap(key, unbase(wrap["wrapped"]), place)))
            except (Changed, ValueError, KeyError):
                continue
        if not found:
            raise Stop(
                "These words are a sheet, and they open nothing in this backup. It may be a sheet of another"
                " family, or one that was made after this backup was written."
            )
        return found

    def blob(self, blob: str) -> Path:
        return self.folder / "blobs" / UUID(blob).hex[:2] / UUID(blob).hex

    def check_file(self, blob: str, length: int, digest: str) -> bool:
        """Whether a sealed file is there with its length and, where one is given, its SHA-256."""
        path = self.blob(blob)
        if not path.is_file() and any(blob in s.body.get("let_go", []) for s in self.snapshots):
            return False  # somebody let it go while the backup was written, on purpose
        if not path.is_file():
            self.trouble(f"The sealed file {blob} is not there.")
        elif path.stat().st_size != length or (digest and digest_of(path) != digest):
            self.trouble(f"The sealed file {blob} was changed.")
        else:
            return True
        return False

    def check(self) -> int:
        """Read every byte of the folder; return how many sealed files there are."""
        read_ok = read_checked(self.folder / "keys.json")[3]
        if not read_ok:
            self.trouble("keys.json was changed, or is not there.")
        for name, told in self.mark.get("beside", {}).items():
            if not (self.folder / name).is_file() or digest_of(self.folder / name) != told:
                self.trouble(f"{name} was changed, or is not there.")
        wanted: dict[str, tuple[int, str]] = {}
        for snapshot in self.snapshots:
            held = {row["id"]: row["space"] for row in snapshot.rows("vault.Blob")}
            for entry in snapshot.rows("vault.ManifestEntry"):
                if held.get(entry["blob"]) == entry["space"] and entry["what"] == "came":
                    wanted[entry["blob"]] = (entry["length"], unbase(entry["digest"]).hex())
            for name in snapshot.tables.keys() - {"vault.Blob", "vault.ManifestEntry"}:
                for _ in snapshot.rows(name):
                    pass
        for blob, (length, digest) in wanted.items():
            self.check_file(blob, length, digest)
        return len(wanted)


class Snapshot:
    """The rows of one moment."""

    def __init__(self, backup: Backup, folder: Path) -> None:
        self.backup, self.folder = backup, folder
        self.body, self.codes, self.line, good = read_checked(folder / "index.json")
        if good and (self.body.get("format"), self.body.get("version")) != ("myosotis-snapshot", 1):
            raise Stop("A snapshot was written by a newer Myosotis. Its own myosotis-open.py reads it.")
        if not good or self.body["house"] != backup.mark.get("house", self.body["house"]):
            backup.trouble(
                f"The index of the snapshot {folder.name} was changed. This snapshot is passed over."
            )
            self.body = {}
        self.tables: dict[str, Json] = {table["name"]: table for table in self.body.get("tables", [])}
        for blob in self.body.get("missing", []):
            backup.trouble(
                f"The sealed file {blob} could not be copied when snapshot {self.body['number']} was made."
            )

    def rows(self, table: str, space: str = "") -> Iterator[Json]:
        """The rows of a table (of one space); a part that was changed is named at its end."""
        told = self.tables.get(table)
        if told is None:
            return
        path, digest = self.folder / Path(told["file"]).name, hashlib.sha256()
        if path.is_file():
            with path.open("rb") as file:
                for line in file:
                    digest.update(line)
                    row = sound(line, told["columns"]) if space.encode() in line else None
                    if row is not None and space in ("", row.get("space", row["id"])):
                        yield row
        if digest.hexdigest() != told["sha256"]:
            self.backup.trouble(f"{table} in snapshot {self.body['number']} was changed, or is not there.")


class Opened:
    """Everything of one space in one snapshot, opened. Types nobody knows yet are kept as they are."""

    def __init__(self, backup: Backup, snapshot: Snapshot, space: Space) -> None:
        self.backup, self.snapshot, self.space = backup, snapshot, space
        #: By table: each row's plain columns, and its opened values by column.
        self.records: dict[str, list[tuple[Json, Json]]] = {}
        self.blobs = {row["id"]: row for row in snapshot.rows("vault.Blob", space.name)}
        self.kept: dict[str, tuple[int, str]] = {}
        self._prove()
        for name, table in snapshot.tables.items():
            if any(column["kind"] == "sealed" for column in table["columns"]):
                self.records[name] = [self._opened(row, table) for row in snapshot.rows(name, space.name)]

    def _opened(self, row: Json, table: Json) -> tuple[Json, Json]:
        plain = {
            c["name"]: row.get(c["name"]) for c in table["columns"] if c["kind"] not in ("sealed", "bytes")
        }
        values: Json = {}
        for column in table["columns"]:
            if column["kind"] == "sealed" and row.get(column["name"]) is not None:
                try:
                    sealed = unbase(row[column["name"]])
                    values[column["name"]] = self.space.value(
                        sealed, column["type"], row["id"], column["name"]
                    )
                except (Changed, ValueError) as why:
                    self.backup.trouble(f"{table['name']} {row.get('id')}: {why} does not open.")
        return plain, values

    def _prove(self) -> None:
        """The index's code for this space, and the chain of its manifest: nothing was taken out."""
        key = self.space.key(b"manifest")
        code = keyed(key, b"myosotis/snapshot/1", hashlib.sha256(self.snapshot.line).digest())
        if not hmac.compare_digest(str(self.snapshot.codes.get(self.space.name, "")), code.hex()):
            self.backup.trouble("The snapshot's code does not fit: rows may have been taken out or put in.")
        before, count = b"", 0
        entries = self.snapshot.rows("vault.ManifestEntry", self.space.name)
        for count, entry in enumerate(sorted(entries, key=lambda e: int(e["number"])), 1):
            length, digest = entry["length"], unbase(entry["digest"])
            parts = (count.to_bytes(8, "big"), entry["what"].encode(), UUID(entry["blob"]).bytes)
            before = keyed(key, before, *parts, length.to_bytes(8, "big"), digest)
            if before != unbase(entry["code"]):
                self.backup.trouble("The list of this space's files was changed.")
                break
            if entry["what"] == "came":
                self.kept[entry["blob"]] = (length, digest.hex())
            else:
                self.kept.pop(entry["blob"], None)
        for head in self.snapshot.rows("vault.Space", self.space.name):
            whole = (count, before) == (head["manifest_length"], unbase(head["manifest_head"]))
            if not whole or self.kept.keys() != self.blobs.keys():
                self.backup.trouble("The list of this space's files is not complete.")

    def of_type(self, kind: str) -> Iterator[tuple[Json, Json, str]]:
        """Rows that hold a value of a type: plain columns, values, and the name of that column."""
        for name, rows in self.records.items():
            columns = self.snapshot.tables[name]["columns"]
            for column in [c["name"] for c in columns if c.get("type") == kind]:
                yield from ((row, values, column) for row, values in rows if column in values)

    def files(self) -> list[tuple[Json, str, str]]:
        """Every row that stands for a sealed file of its own: the row, the file's id, and its name."""
        found = []
        for table, rows in self.records.items():
            columns = self.snapshot.tables[table]["columns"]
            for column in [c["name"] for c in columns if c.get("of") == "vault.Blob"]:
                for row, values in rows:
                    told: Json = next((v for v in values.values() if isinstance(v, dict)), {})
                    named, kind = str(told.get("name") or ""), str(told.get("kind") or "")
                    found.append((row, str(row[column]), named or ("picture." + kind if kind else "file")))
        return sorted(found, key=lambda file: (file[2].casefold(), file[2], file[1]))

    def moments(self) -> list[tuple[Json, Json, Json]]:
        """Row, head and body of each moment, by its date as text."""
        found = [
            (row, values[name], values.get("body", {}))
            for row, values, name in self.of_type("story/moment-head")
        ]
        return sorted(found, key=lambda moment: str(moment[1].get("date", "XXXX")))

    def listed(self) -> Iterator[str]:
        """What there is, in plain words."""
        families = [shown(v[c].get("name", "")) for _, v, c in self.of_type("people/family")]
        people = [shown(v[c].get("name", "")) for _, v, c in self.of_type("people/membership")]
        babies = [shown(v[c].get("name", "")) for _, v, c in self.of_type("story/baby")]
        yield (
            "This sheet opens what a family keeps together."
            if families
            else ("This sheet opens what one person keeps alone.")
        )
        for said, names in (("Family", families), ("People", people), ("Baby", babies)):
            if any(names):
                yield f"{said}: {', '.join(name for name in names if name)}"
        moments, files = self.moments(), self.files()
        size = sum(int(self.blobs[blob]["size"]) for _, blob, _ in files if blob in self.blobs)
        yield f"Moments: {len(moments)}. Files: {len(files)}, {size / 1_000_000:,.1f} MB."
        for _, head, _ in moments:
            yield f"  {date_of(head):<14} {shown(head.get('title') or head.get('opening') or '')[:80]}"
        for _, _, name in files:
            yield f"  {shown(name)}"


# Writing it out.


def say(sentence: object) -> None:
    """A sentence for whoever sits here."""
    sys.stdout.write(f"{sentence}\n")


def shown(text: object) -> str:
    """Words for a terminal: nothing in them steers it."""
    return "".join(letter if letter.isprintable() else " " for letter in str(text))


def date_of(head: Json) -> str:
    date = str(head.get("date", "XXXX"))
    return "no date" if date == "XXXX" else shown(date)


class Writer:
    """Writes what was opened into a new folder."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self.opened, self.folder = opened, folder
        self._taken: set[str] = set()
        #: Row id to the name its file got.
        self.named: dict[str, str] = {}

    def write(self) -> int:
        """Write originals, words and values; return how many files came out whole."""
        (self.folder / "originals").mkdir(parents=True)
        whole = 0
        own = {blob for _, blob, _ in self.opened.files()}
        for blob in self.opened.kept.keys() - own:
            self.opened.backup.check_file(blob, *self.opened.kept[blob])
        for row, blob, name in self.opened.files():
            whole += self._original(str(row["id"]), blob, name)
        with (self.folder / "everything.jsonl").open("w", encoding="ascii") as out:
            for table, rows in self.opened.records.items():
                for row, values in rows:
                    out.write(
                        json.dumps({"table": table, "row": row, "values": values}, sort_keys=True) + "\n"
                    )
        (self.folder / "story.html").write_bytes(self._story().encode("utf-8", "replace"))
        return whole

    def _original(self, record: str, blob: str, name: str) -> bool:
        backup, row = self.opened.backup, self.opened.blobs.get(blob)
        length, digest = self.opened.kept.get(blob, (-1, ""))
        if row is None or not backup.check_file(blob, length, digest):
            say(f"“{shown(name)}” is not written.")
            return False
        safe = self._free(safe_name(name))
        beside = self.folder / "originals" / (safe + ".part")
        try:
            with beside.open("xb") as out:
                for piece in self.opened.space.file(backup.blob(blob), blob, unbase(row["wrapped_key"])):
                    out.write(piece)
        except (Changed, ValueError):
            beside.unlink()
            backup.trouble(f"“{shown(name)}” was changed and is not written.")
            return False
        beside.rename(self.folder / "originals" / safe)
        self.named[record] = safe
        return True

    def _free(self, name: str) -> str:
        """A name no file has yet, on disks that know no capital letters too."""
        stem, dot, ending = name.rpartition(".") if "." in name[1:] else (name, "", "")
        free, count = name, 1
        while free.casefold() in self._taken:
            count += 1
            free = f"{stem} ({count}){dot}{ending}"
        self._taken.add(free.casefold())
        return free

    def _story(self) -> str:
        pictures = {row["id"]: (row, values[c]) for row, values, c in self.opened.of_type("story/picture")}
        parts = [
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>Pages</title><style>{STYLE}</style>",
            "<p>No picture shows by itself here. Each stands as a link, with its description.</p>",
        ]
        for _, head, body in self.opened.moments():
            binned = " <small>(in the bin)</small>" if head.get("binned") else ""
            parts.append(
                f"<h2>{text(head.get('title') or date_of(head))}{binned}</h2><p>{text(date_of(head))}</p>"
            )
            thing = [said for said in dict(head.get("keepsake") or {}).values() if said != "yes"]
            parts += [f"<p><small>{text(' · '.join(thing))}</small></p>"] if thing else []
            blocks = [self._block(block, pictures) for block in body.get("blocks", [])]
            parts += folded(head, blocks) if head.get("kind") == "letter" else blocks
        return "\n".join(parts) + "\n</html>\n"

    def _block(self, block: Json, pictures: dict[str, tuple[Json, Json]]) -> str:
        if block.get("kind") == "picture":
            row, value = pictures.get(str(block.get("picture")), ({}, {}))
            said = text(value.get("description") or "A picture")
            name = next((self.named[str(key)] for key in row.values() if str(key) in self.named), "")
            return f'<p><a href="originals/{quote(name)}">{said}</a></p>' if name else f"<p>{said}</p>"
        tag = {"heading": "h3", "quote": "blockquote"}.get(str(block.get("kind")), "p")
        return f"<{tag}>{''.join(run_of(run) for run in block.get('runs', []))}</{tag}>"


def folded(head: Json, blocks: list[str]) -> list[str]:
    """A letter, closed here too until somebody unfolds it."""
    opens = str(head.get("opens") or "")
    until = {"": "", "never": ", to stay closed"}.get(opens, f", closed until {opens}")
    return [f"<details><summary>A letter{text(until)}</summary>", *blocks, "</details>"]


def text(words: object) -> str:
    return html.escape(str(words)).replace("\n", "<br>")


def run_of(run: Json) -> str:
    """Some words with their marks."""
    said, href = text(run.get("t", "")), str(run.get("href", ""))
    for mark in ("em", "strong"):
        said = f"<{mark}>{said}</{mark}>" if run.get(mark) is True else said
    known = href.startswith(("https://", "http://", "mailto:"))
    return f'<a href="{html.escape(href)}">{said}</a>' if known else said


def safe_name(name: str) -> str:
    """A file name every system takes, as near to the original as can be."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join("_" if c in '<>:"|?*' or not (c.isprintable()) else c for c in name).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", name.partition(".")[0].strip()):
        stem = "_" + stem
    ending = ending if len(ending.encode()) <= 20 else ending[:5]
    while len(stem.encode()) > 150:
        stem = stem[:-1]
    return f"{stem}{dot}{ending}"


# The command line.


def asked_words(source: str, listed: list[str]) -> bytes:
    """The secret of a sheet: from a file, from standard input, or typed (with time to look once more)."""
    if source not in ("", "-"):
        return secret_of(Path(source).read_text("utf-8", "replace"), listed)
    if source == "-" or not sys.stdin.isatty():
        return secret_of(sys.stdin.read(), listed)
    while True:
        try:
            return secret_of(input("The sixteen words of the sheet, with spaces between:\n> "), listed)
        except Stop as why:
            say(why)


def run(words: list[str]) -> int:
    """Do what was asked and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="myosotis-open", description="Opens a Myosotis backup with a recovery sheet."
    )
    parser.add_argument("backup", type=Path, help="the folder of the backup")
    parser.add_argument(
        "--sheet", nargs="?", const="", metavar="FILE", help="ask for the words, or read them (- too)"
    )
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write everything into this new folder")
    parser.add_argument(
        "--check", action="store_true", help="read every byte of the backup; no sheet is needed"
    )
    parser.add_argument(
        "--snapshot", type=int, metavar="N", help="open an earlier snapshot instead of the newest"
    )
    asked = parser.parse_args(words)
    backup = Backup(asked.backup)
    if asked.check:
        say(f"Sealed files read: {backup.check()}. Snapshots: {len(backup.snapshots)}.")
    if asked.sheet is not None or not asked.check:
        show(backup, asked.sheet or "", asked.to, asked.snapshot)
    if backup.troubles:
        sys.stderr.write(
            f"\nNot everything is whole: {backup.troubles} sentences above say what. The rest is.\n"
        )
        return 1
    say("Everything that was looked at is whole.")
    return 0


def show(backup: Backup, source: str, to: Path | None, number: int | None) -> None:
    """Open what a sheet opens, say it, and write it where asked."""
    fitting = [s for s in backup.snapshots if number is None or s.body["number"] == number]
    if not fitting:
        raise Stop(
            "There is no whole snapshot in this backup." if number is None else "There is no such snapshot."
        )
    if to is not None and to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Stop("The folder to write into holds something. Name one that is not there yet.")
    spaces = backup.open(asked_words(source, backup.words()))
    numbers = ", ".join(str(s.body["number"]) for s in backup.snapshots)
    say(f"Snapshot {fitting[-1].body['number']} (there are: {numbers}).")
    for space in spaces:
        opened = Opened(backup, fitting[-1], space)
        for line in opened.listed():
            say(line)
        if to is None:
            for blob, (length, _) in opened.kept.items():
                backup.check_file(blob, length, "")
        else:
            folder = to if len(spaces) == 1 else to / space.name
            say(f"Written whole into {folder}: {Writer(opened, folder).write()} files, and story.html.")


def main(words: list[str] | None = None) -> int:
    """Run, and turn what stopped it into a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return run(sys.argv[1:] if words is None else words)
    except (Stop, OSError) as why:
        sys.stderr.write(f"{why}\n")
        return 2
    except (KeyboardInterrupt, EOFError):
        return 2


if __name__ == "__main__":
    sys.exit(main())
