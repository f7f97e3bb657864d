"""The pipeline of a picture: identify, read, strip and render in the child; seal and settle here.

Only workers import this: it starts decoders. One decoder serves one space, and is replaced for the next.
"""

from __future__ import annotations

import dataclasses
from contextlib import ExitStack
from uuid import UUID

from myosotis.environment import environment
from myosotis.media import actions
from myosotis.media.decoder import Decoder, Prepared, Refused
from myosotis.media.models import READY, REFUSED, Original, OriginalValue
from myosotis.vault import files
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring

_running: dict[UUID, Decoder] = {}


def prepare_one(row: Original, value: OriginalValue, keys: Keyring) -> None:
    """Prepare one original: what it is, when it was taken, its renditions; or the reason why not."""
    opened = files.open_blob(row.blob, keys)
    try:
        prepared = _decoder(row.space_id).prepare(opened.read(), size=opened.size)
    except Refused as refusal:
        told = dataclasses.replace(value, state=REFUSED, reason=refusal.code.value)
        actions.settle(row=row, value=told, renditions={}, keys=keys)
        return
    told = dataclasses.replace(
        value,
        state=READY,
        kind=prepared.kind,
        width=prepared.width,
        height=prepared.height,
        taken=prepared.taken or "",
        camera=prepared.camera or "",
        has_position=prepared.has_position,
        damaged=prepared.damaged,
    )
    with ExitStack() as stack:
        actions.settle(row=row, value=told, renditions=_seal(prepared, stack), keys=keys)


def _seal(prepared: Prepared, stack: ExitStack) -> dict[str, Incoming]:
    """Seal and land each rendition; one that serves several names is written once."""
    landed: dict[int, Incoming] = {}
    for data in prepared.renditions.values():
        if id(data) not in landed:
            incoming = stack.enter_context(Incoming())
            incoming.write(data)
            incoming.land()
            landed[id(data)] = incoming
    return {name: landed[id(data)] for name, data in prepared.renditions.items()}


def _decoder(space: UUID) -> Decoder:
    """The decoder of this space; another family's is closed first."""
    if space not in _running:
        close()
        _running[space] = Decoder(
            allow_without_network_isolation=environment().decode_without_network_isolation
        )
    return _running[space]


def close() -> None:
    """Close whatever decoder runs."""
    while _running:
        _running.popitem()[1].close()
