"""The walls around the process that opens pictures, tried on this machine."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.media import decoder
from myosotis.preservation.findings import Asked, Finding, care, good, note

_NETWORK = "network"


def look(asked: Asked) -> Iterator[Finding]:
    """D-DECODER."""
    layers = decoder.layers()
    missing = [name for name, stands in layers.items() if not stands]
    if not missing:
        yield good("D-DECODER", f"All {len(layers)} walls around the opening of pictures stand.")
    elif _NETWORK not in missing:
        said = f"Walls around the opening of pictures that this machine cannot build: {', '.join(missing)}."
        yield note("D-DECODER", said, "Pictures are opened all the same; a newer kernel builds them all.")
    elif asked.env.decode_without_network_isolation:
        said = "Pictures are opened by a process that could reach the network, as a setting allows."
        yield note("D-DECODER", said, "MYOSOTIS_DECODE_WITHOUT_NETWORK_ISOLATION=0 takes that back.")
    else:
        hint = "docs/operate/doctor.md says which right of the kernel is missing, and what else can be done."
        yield care("D-DECODER", "The network cannot be kept from pictures, so none is opened here.", hint)
