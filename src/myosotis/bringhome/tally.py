"""What became of everything in a parcel, and how that is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.media import reasons

#: What stays where it is without being opened or named one by one.
LEFT_OUT: dict[str, str | Lazy] = {
    "hidden": gettext_lazy("hidden files and what systems leave in folders"),
    "sidecar": gettext_lazy("notes that programs lay beside pictures"),
    "link": gettext_lazy("links, which are not followed"),
    "no-file": gettext_lazy("things that are no files"),
}
_REFUSALS: dict[str, str | Lazy] = {
    "folder-closed": gettext_lazy("This folder could not be opened."),
    "closed": gettext_lazy("This file may not be read by whoever started the command."),
    "gone": gettext_lazy("This file was not there any more when its turn came."),
    "unreadable": gettext_lazy("This file could not be read to its end."),
    "not-taken": gettext_lazy("The moment this belongs to could not take it."),
}


def sentence(code: str) -> str:
    """Why something was not brought."""
    return str(_REFUSALS[code]) if code in _REFUSALS else reasons.sentence(code)


@dataclass(frozen=True, slots=True, repr=False)
class Refused:
    """One file that was not brought, and the code of the reason."""

    shown: str
    code: str


@dataclass(slots=True, repr=False)
class Tally:
    """The sum of a run. `stopped` is the sentence of what ended it early, if something did."""

    kept: int = 0
    there: int = 0
    refused: list[Refused] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    bytes_done: int = 0

    @property
    def done(self) -> int:
        """How many files had their turn."""
        return self.kept + self.there + len(self.refused)

    def pass_over(self, shown: str, code: str) -> None:
        """Note something that stays where it is; by name if it was refused."""
        if code in LEFT_OUT:
            self.left_out[code] += 1
        else:
            self.refused.append(Refused(shown, code))

    def lines(self) -> list[str]:
        """The table at the end of a run, and why each refused file was refused."""
        rows = [(_("Kept"), self.kept), (_("Already there"), self.there), (_("Refused"), len(self.refused))]
        left = sum(self.left_out.values())
        if left:
            rows.append((_("Left where it was"), left))
        width = max(len(name) for name, _count in rows) + 2
        table = [f"  {name:<{width}}{count:>8,}" for name, count in rows]
        return [*table, *self._reasons(), *([self.stopped] if self.stopped else [])]

    def _reasons(self) -> list[str]:
        lines: list[str] = []
        for code in dict.fromkeys(one.code for one in self.refused):
            lines += ["", sentence(code), *(f"  {one.shown}" for one in self.refused if one.code == code)]
        if self.left_out:
            lines += ["", _("Left where it was:")]
            lines += [f"  {count:,} {LEFT_OUT[code]}" for code, count in sorted(self.left_out.items())]
        return [*lines, ""]

    def plain(self) -> dict[str, object]:
        """The same for a program to read."""
        return {
            "kept": self.kept,
            "already_there": self.there,
            "refused": [
                {"file": one.shown, "reason": one.code, "sentence": sentence(one.code)}
                for one in self.refused
            ],
            "left_out": dict(sorted(self.left_out.items())),
            "stopped": self.stopped,
        }
