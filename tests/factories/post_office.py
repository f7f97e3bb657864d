"""A real mail server on a free port, which keeps what it is handed, or refuses it."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.factories.certificates import Certificate

#: What the head of a letter may hold, and nothing else.
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
}


@dataclass
class Received:
    """One letter as it came over the wire."""

    greeting: str
    sender: str
    to: list[str]
    wire: bytes
    #: Whether it came by a closed way, and whether whoever brought it had said a name and password.
    closed: bool = False
    known: bool = False

    @property
    def message(self) -> Message:
        """Its headers and words."""
        return email.message_from_bytes(self.wire)

    @property
    def words(self) -> str:
        """Its words."""
        return bytes(self.message.get_payload(decode=True) or b"").decode()


@dataclass
class PostOffice:
    """What arrived, and what the server answers to a recipient and to a whole letter."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    to_recipient: str = "250 OK"
    to_letter: str = "250 OK"
    tls: str = "none"
    login: tuple[str, str] | None = None
    said: list[tuple[str, str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the name is the server's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient.format(address=address)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or not."""
        if self.to_letter.startswith("250"):
            content = envelope.original_content or b""
            how = (session.ssl is not None or self.tls == "tls", session.authenticated is True)
            self.received.append(
                Received(
                    str(session.host_name), envelope.mail_from or "", list(envelope.rcpt_tos), content, *how
                )
            )
        return self.to_letter

    def knows(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: LoginPassword
    ) -> AuthResult:
        """Take a name and password, or not."""
        self.said.append((said.login.decode(), said.password.decode()))
        return AuthResult(success=self.said[-1] == self.login, handled=False)


@contextmanager
def open_post_office(
    tls: str = "none", shown: Certificate | None = None, login: tuple[str, str] | None = None
) -> Iterator[PostOffice]:
    """Open one, close it after. `tls` is "none", "starttls" (and nothing before it) or "tls"."""
    office = PostOffice(tls=tls, login=login)
    more: dict[str, Any] = {"tls": {"ssl_context": shown and shown.shown()}, "none": {}}.get(
        tls, {"tls_context": shown and shown.shown(), "require_starttls": True}
    )
    if login is not None:
        # To aiosmtpd a connection that was TLS from its first byte looks open, so it cannot insist there.
        insist = tls != "tls"
        more |= {"authenticator": office.knows, "auth_required": insist, "auth_require_tls": insist}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office.port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **more)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
