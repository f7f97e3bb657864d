"""Whether the address, the proxy before it and the letters agree about where this house stands."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, care, good, note

_GUIDE = "docs/operate/own-address.md says how it is done."


def look(asked: Asked) -> Iterator[Finding]:
    """D-ADDRESS."""
    env = asked.env
    if env.only_here:
        yield from _here(proxied=bool(env.trusted_proxies), letters=env.smtp is not None)
    elif not env.https:
        said = "The address begins with http://, so passwords and words can be read on their way."
        yield care("D-ADDRESS", said, f"Let nginx close the way, and say https:// in MYOSOTIS_URL. {_GUIDE}")
    elif not env.trusted_proxies:
        said = "No proxy is trusted, so all seem to be one person: whoever guesses keeps the others out."
        yield care("D-ADDRESS", said, f"Name the proxy in MYOSOTIS_TRUSTED_PROXY. {_GUIDE}")
    else:
        said = "Address and proxy are set. Whether they hold, a telephone outside of your Wi-Fi can tell."
        yield good("D-ADDRESS", said)


def _here(*, proxied: bool, letters: bool) -> Iterator[Finding]:
    """A house without an address of its own."""
    hint = f"Say the address in MYOSOTIS_URL, such as https://house.example. {_GUIDE}"
    if proxied:
        yield care(
            "D-ADDRESS", "A proxy is trusted, and the address still leads to this machine alone.", hint
        )
    elif letters:
        yield note("D-ADDRESS", "Letters leave here, and their links lead to this machine alone.", hint)
    else:
        yield note("D-ADDRESS", "Only this machine can open Myosotis.", f"That can be all it needs. {_GUIDE}")
