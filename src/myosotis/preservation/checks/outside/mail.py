"""Whether letters can leave the house."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, good, note


def look(asked: Asked) -> Iterator[Finding]:
    """D-MAIL."""
    if asked.env.smtp is None:
        hint = (
            "Nothing needs it. MYOSOTIS_SMTP sets it up; without it, words from a sheet replace a password."
        )
        yield note("D-MAIL", "No mail is sent from here.", hint)
    elif asked.env.smtp.tls == "none" and asked.env.smtp.host not in ("localhost", "127.0.0.1", "::1"):
        hint = "MYOSOTIS_SMTP with smtp+starttls:// or smtps:// closes it."
        yield note("D-MAIL", "Mail leaves this machine readable on the way.", hint)
    elif asked.env.mail_from.endswith("@localhost"):
        hint = "Name a sender whose domain is yours in MYOSOTIS_MAIL_FROM."
        yield note("D-MAIL", "Letters come from myosotis@localhost, and many servers turn those away.", hint)
    else:
        yield good("D-MAIL", "Mail is set up.")
