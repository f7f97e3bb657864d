"""What a device is told of changes that another one made to how somebody signs in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "passkey-added": _("A passkey was added."),
    "passkeys-stay": _("A new password was chosen. Each passkey still lets in whoever has it."),
    "passkey-removed": _("A passkey was removed."),
    "second-step-off": _("The second step was turned off."),
    "paper-codes-made": _("New codes on paper were made."),
    "paper-code-used": _("Somebody came in with your password and a code on paper."),
    "own-sheet-made": _("A sheet of your own was made."),
    "family-sheet-made": _("A sheet of the family was made."),
}


def sentences(news: list[str]) -> list[str]:
    """The sentences of what is known, in their order."""
    return [str(SENTENCES[one]) for one in news if one in SENTENCES]
