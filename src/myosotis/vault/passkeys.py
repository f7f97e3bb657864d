"""Passkeys (WebAuthn): what a browser is asked, and whether its answer holds. Nothing is kept here.

A passkey shows two things at once: that the device is there, and that it knows its owner (a finger, a face,
its PIN). The second is asked for always, so a passkey stands for both a password and a second step. The
counter some devices send is left aside: most send none, and it would tell how often somebody came in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

#: A longer answer is no answer of a passkey's.
LONGEST = 20_000
#: Signatures every passkey has one of (COSE): ES256, EdDSA, RS256.
SIGNATURES = (-7, -8, -257)


class NotThisPasskey(Exception):
    """An answer that is none, is not for this house, or was not signed by the passkey it names."""


@dataclass(frozen=True, slots=True)
class Place:
    """The house as passkeys know it: its name, and the one origin its pages come from."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A new passkey: its id, and what is kept of it (id and public key, as the standard packs them)."""

    id: bytes
    kept: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A passkey's answer at the door, read and not yet checked."""

    id: bytes
    challenge: bytes
    handle: bytes
    answer: Any


def to_make(place: Place, *, challenge: bytes, handle: bytes, name: str, known: Sequence[bytes]) -> str:
    """What the browser is asked for a new passkey, as JSON. `known` are ids of those there already."""
    options, _state = _server(place).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name),
        credentials=[
            PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=one) for one in known
        ],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return json.dumps(dict(options)["publicKey"])


def to_show(place: Place, *, challenge: bytes) -> str:
    """What the browser is asked at the door, as JSON: any passkey it has for this house."""
    options, _state = _server(place).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED, challenge=challenge
    )
    return json.dumps(dict(options)["publicKey"])


def id_of(kept: bytes) -> bytes:
    """The id within what is kept of a passkey."""
    return bytes(AttestedCredentialData(kept).credential_id)


def challenge_in(answer: str) -> bytes:
    """The challenge a new passkey answers. Raises `NotThisPasskey` for what is no answer."""
    try:
        return bytes(RegistrationResponse.from_dict(_read(answer)).response.client_data.challenge)
    except Exception:
        raise NotThisPasskey from None


def made(place: Place, *, challenge: bytes, answer: str) -> Made:
    """The passkey that was made. Raises `NotThisPasskey` unless every part of the answer holds."""
    try:
        held = _server(place).register_complete(_state(challenge), _read(answer)).credential_data
        if held is None or held.public_key.get(3) not in SIGNATURES:
            raise NotThisPasskey
        return Made(bytes(held.credential_id), bytes(held))
    # The library raises what its parsers raise; whatever it is, the answer is none.
    except Exception:
        raise NotThisPasskey from None


def read(answer: str) -> Shown:
    """An answer at the door, unchecked: which passkey it names. Raises `NotThisPasskey` for what is none."""
    try:
        found = AuthenticationResponse.from_dict(_read(answer))
        handle = found.response.user_handle
        return Shown(bytes(found.raw_id), found.response.client_data.challenge, bytes(handle or b""), found)
    except Exception:
        raise NotThisPasskey from None


def check(place: Place, *, challenge: bytes, kept: bytes, shown: Shown) -> None:
    """Raise `NotThisPasskey` unless the answer was signed by this passkey, here, for this challenge."""
    try:
        _server(place).authenticate_complete(_state(challenge), [AttestedCredentialData(kept)], shown.answer)
    except Exception:
        raise NotThisPasskey from None


def _server(place: Place) -> Fido2Server:
    server = Fido2Server(
        PublicKeyCredentialRpEntity(name="Myosotis", id=place.name),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == place.origin,
    )
    server.allowed_algorithms = [one for one in server.allowed_algorithms if one.alg in SIGNATURES]
    return server


def _state(challenge: bytes) -> dict[str, object]:
    return {
        "challenge": websafe_encode(challenge),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _read(answer: str) -> Any:
    if len(answer) > LONGEST:
        raise NotThisPasskey
    return json.loads(answer)
