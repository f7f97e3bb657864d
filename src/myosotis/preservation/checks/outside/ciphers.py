"""The ciphers of this machine give the answers they must."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, care, good
from myosotis.vault import selftest
from myosotis.vault.errors import SelfTestFailed


def look(_: Asked) -> Iterator[Finding]:
    """D-CIPHERS."""
    try:
        yield good("D-CIPHERS", f"All {selftest.run()} proofs of the ciphers held.")
    except SelfTestFailed as problem:
        yield care(
            "D-CIPHERS", str(problem), "Stop Myosotis, and put its folder .venv away: it is made anew."
        )
