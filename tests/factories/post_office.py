"""A real mail server on a free port, which keeps what it is handed, or refuses it."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Received:
    """One letter as it came over the wire."""

    greeting: str
    sender: str
    to: list[str]
    wire: bytes

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
            self.received.append(
                Received(str(session.host_name), envelope.mail_from or "", list(envelope.rcpt_tos), content)
            )
        return self.to_letter


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Open one, close it after."""
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office.port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
