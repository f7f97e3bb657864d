"""By post: one plain letter handed to the mail server.

A room lists its letters in its own `letters.py`; the words of one are made here, at sending, and kept
nowhere. Nothing outside tells more than that something came from Myosotis: subject and sender are always
the same, the Message-ID and the greeting to the server name neither this machine nor the hour.
"""

from __future__ import annotations

import ipaddress
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from myosotis.environment import environment
from myosotis.work.actions import Permanent

NAME = "Myosotis"


#: Failures after which it is sure that no letter is on its way. After any other, one may be.
NOT_SENT: tuple[type[Exception], ...] = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter: its permanent name, what makes its words, and facts to make an example with."""

    name: str
    words: Callable[..., str]
    example: dict[str, str]


class LetterRefused(Permanent):
    """The mail server will not take this letter, now or later. What it answered is kept nowhere."""


def is_set_up() -> bool:
    """Whether letters can be sent at all."""
    return bool(settings.EMAIL_HOST)


def send(letter: Letter, *, to: str, mark: str, **facts: str) -> None:
    """Hand one letter over. The same `mark` gives the same Message-ID, so a second copy is known as one.

    Raises `LetterRefused` when the server refuses for good; anything else it raises is worth another try.
    """
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMessage(
        subject=NAME,
        body=letter.words(**facts),
        from_email=formataddr((NAME, sender)),
        to=[to],
        headers={
            "Message-ID": f"<{mark}@{sender.rpartition('@')[2]}>",
            # Nobody's "I am away" answers it.
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        with Carrier() as message.connection:
            message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if any(code < 500 for code, _said in refusal.recipients.values()):
            raise
        raise LetterRefused from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refusal:
        if refusal.smtp_code < 500:
            raise
        raise LetterRefused from None


class Carrier(EmailBackend):
    """Django's way to a mail server, without telling it what this machine is called."""

    @property
    def connection_class(self) -> Any:
        """Opens the connection under the name of the house's address, or under none."""
        plain = super().connection_class

        def opened(*args: Any, **kwargs: Any) -> smtplib.SMTP:
            return plain(*args, **{**kwargs, "local_hostname": _greeting(environment().host)})

        return opened


def _greeting(host: str) -> str:
    """How we call ourselves: the name people type for this house, or the address literal of RFC 5321."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host if "." in host else "[127.0.0.1]"
    return "[127.0.0.1]"
