"""The one list of columns kept in the clear, each with the reason why it may be.

Everything else in the database is a sealed value, a random id (UUIDv4) or a reference to one. A house test
holds this list against every model: a column that is missing here, or listed and gone, fails it. What may
never be listed: words, names, addresses, places, and anything that tells when something happened.
"""

from __future__ import annotations

_COUNTER = "a counter; a cache compares it, and it tells how often something changed, not what or when"
_CODE = "a keyed code: finds one row by a secret value and tells nothing without the root key"
_WRAP = "a key that is itself sealed under another key"

PLAIN: dict[str, str] = {
    "vault.Space.generation": _COUNTER,
    "vault.Space.removals": _COUNTER,
    "vault.Space.manifest_length": "how many entries the manifest has; the entries can be counted anyway",
    "vault.Space.manifest_head": "the keyed code of the last manifest entry",
    "vault.KeyWrap.holder": "which kind of key opens this wrap: the root key or a sheet",
    "vault.KeyWrap.confirmed": "whether a sheet was typed back; an unconfirmed one is replaced",
    "vault.KeyWrap.wrapped": _WRAP,
    "vault.Blob.wrapped_key": _WRAP,
    "vault.Blob.size": "the file on the disk shows its size anyway",
    "vault.ManifestEntry.number": "the place in the chain; the chain is checked in this order",
    "vault.ManifestEntry.what": "came or gone; the scrub must know which files to expect without a key",
    "vault.ManifestEntry.blob": "a random id; not a reference, because the file may be gone",
    "vault.ManifestEntry.length": "length of the sealed bytes, so that a scrub needs no key",
    "vault.ManifestEntry.digest": "SHA-256 of the sealed bytes, so that a scrub needs no key",
    "vault.ManifestEntry.code": "the keyed code that chains the entries",
    "work.Worker.beats": "grows while a worker lives; no clock is kept",
    "work.Task.action": "the name of a function of ours",
    "work.Task.ids": "random ids of rows, never a value",
    "work.Task.attempts": "how often a task was tried",
    "work.Task.pause": "rounds to wait before the next try",
    "work.Task.error": "a code from a short list of ours, never a text",
    "work.Task.given_up": "whether a task needs a person to look",
    "media.Original.fingerprint": "a keyed code of the content, of this space alone: finds a file kept twice",
    "story.Moment.generation": _COUNTER,
    "story.Before.about": "a random id; not a reference, because it names a row of one of four tables",
    "guestbook.Desk.public": "a public key: with it one seals, and opens nothing",
    "guestbook.Desk.open": "whether words can be left at all; the page a visitor opens shows the same",
    "guestbook.Incoming.moment": "a random id; not a reference, because the moment may be gone",
    "guestbook.Incoming.letter": "sealed for the desk alone, by HPKE (docs/formats/letter.md)",
    "guestbook.Words.state": "held, let through, set aside or refused; not a word of what was written",
    "guestbook.Words.group": "a random id that words of one likeness may share",
    "sharing.Link.token_code": _CODE,
    "sharing.Link.code_code": _CODE,
    "sharing.Link.password": "an Argon2id string, or nothing; no key hangs on a password",
    "people.House.id": "always 1: the table has one row",
    "people.Account.email_code": _CODE,
    "people.Account.password": "an Argon2id string; no key hangs on a password",
    "people.Session.token_code": _CODE,
    "people.Halfway.token_code": _CODE,
    "people.Passkey.id_code": _CODE,
    "people.PaperCode.code_code": _CODE,
    "people.Invitation.code_code": _CODE,
    "people.MailedCode.code_code": _CODE,
    "people.GuessCount.key": _CODE,
    "people.GuessCount.slot": "a quarter of an hour modulo eight: it tells no date, and guesses must run out",
    "people.GuessCount.count": "how many guesses came in that quarter",
    "people.Spent.key": _CODE,
    "people.Spent.slot": "a quarter of an hour modulo eight: it tells no date, and the row must run out",
}
