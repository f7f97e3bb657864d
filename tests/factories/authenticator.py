"""A phone that makes passkeys, in a few lines: real keys and signatures, packed as the standard packs them.

What it gets wrong it gets wrong on purpose: each part of an answer can be said otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


@dataclass
class Phone:
    """One device of one person, with one passkey."""

    origin: str = "http://localhost:8000"
    verified: bool = True
    type_of_making: str = "webauthn.create"
    type_of_showing: str = "webauthn.get"
    name: str | None = None
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: bytes = b""

    def make(self, options: str) -> str:
        """A passkey, as the browser hands it on."""
        asked = json.loads(options)
        self.handle = websafe_decode(asked["user"]["id"])
        said = self._said(self.type_of_making, asked["challenge"])
        public = ES256.from_cryptography_key(self.key.public_key())
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(public)
        data = self._data(asked["rp"]["id"], ATTESTED) + held
        packed = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=said, attestationObject=packed)

    def show(self, options: str, key: ec.EllipticCurvePrivateKey | None = None) -> str:
        """The passkey's answer at the door."""
        asked = json.loads(options)
        said = self._said(self.type_of_showing, asked["challenge"])
        data = self._data(asked["rpId"], 0)
        signed = (key or self.key).sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=said, authenticatorData=data, signature=signed, userHandle=self.handle
        )

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, name: str, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256((self.name or name).encode()).digest() + bytes([flags]) + bytes(4)

    def _answer(self, **parts: bytes) -> str:
        response: dict[str, Any] = {name: websafe_encode(part) for name, part in parts.items()}
        shown = websafe_encode(self.id)
        return json.dumps(
            {
                "id": shown,
                "rawId": shown,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
