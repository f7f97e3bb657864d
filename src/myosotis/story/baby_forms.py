"""Questions about a baby or a pregnancy: one fact each.

Every form knows how the fact stands (`now`, as it is kept) and how it stood when the page was opened
(`before`). Who comes second with another answer is shown both, and overwrites only what they have seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.kit import date_words, gestation
from myosotis.kit.edtf import UNKNOWN, NotADate, Precision, parse_edtf
from myosotis.story import rules
from myosotis.story.cards import said_date
from myosotis.story.forms import Words

Choices = Sequence[tuple[str, str | Promise]]
#: A line for the baby's page, and the words for children.
LINE, TOLD = 400, 4000
_OWN = "own"


class Asked(forms.Form):
    """One fact. Subclasses have a field `said`; `told` gives what is to be kept."""

    before = Words(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, now: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"said": now, "before": now, **(initial or {})})
        self.now = now

    def told(self) -> str:
        """The answer as it is kept."""
        return str(self.cleaned_data["said"])

    def shown(self, kept: str) -> str:
        """A kept answer as a person reads it."""
        return kept

    def clean(self) -> dict[str, Any]:
        """Say so where somebody else answered since the page was opened."""
        cleaned = super().clean() or {}
        if self.errors or "before" not in self.data:
            return cleaned
        if cleaned.get("before") != self.now != self.told():
            self.data = {**dict(self.data.items()), "before": self.now}
            if self.now:
                words = _("Somebody answered meanwhile. It says now: “%(now)s”. Keep yours all the same?")
            else:
                words = _("Somebody took out meanwhile what stood here. Keep yours all the same?")
            self.add_error("said", words % {"now": self.shown(self.now)})
        return cleaned


class TextForm(Asked):
    """A few words, or none."""

    said = Words()

    def __init__(
        self, data: Any = None, *, label: str, most: int, hint: str = "", rows: int = 1, **more: Any
    ) -> None:
        super().__init__(data, **more)
        long = rows > 1
        widget = (
            forms.Textarea(attrs={"rows": rows}) if long else forms.TextInput(attrs={"autocomplete": "off"})
        )
        self.fields["said"] = Words(label=label, max_length=most, help_text=hint, widget=widget)
        self.order_fields(["said", "before"])

    def told(self) -> str:
        """The words, without blanks around them."""
        return super().told().strip()


class ToldForm(TextForm):
    """Words for children: ours stand there to begin with, and are kept as ours where nobody changed them."""

    def __init__(self, data: Any = None, *, ours: str, now: str, **more: Any) -> None:
        super().__init__(data, now=now, initial={"said": now or ours}, **more)
        self.ours = ours

    def told(self) -> str:
        """Own words, or nothing."""
        return "" if super().told() == self.ours else super().told()


class DayForm(Asked):
    """A day in people's own words, kept as EDTF; nothing where it is not known."""

    said = Words(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("“4 May 2021”, “about 4 May”, “spring 2020” or nothing at all."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["said", "before"]

    def __init__(self, data: Any = None, *, now: str, **more: Any) -> None:
        super().__init__(data, now=now, initial={"said": said_date(now)} if now else {"said": ""}, **more)

    def clean_said(self) -> str:
        """EDTF, as `kit.date_words` reads it."""
        try:
            edtf = date_words.read(self.cleaned_data["said"], today=timezone.localdate()).edtf
        except NotADate:
            raise forms.ValidationError(
                _("We could not read that date. “Spring 2020” or “about 4 May” work too.")
            ) from None
        return "" if edtf == UNKNOWN else edtf

    def shown(self, kept: str) -> str:
        """The day as one would type it."""
        return said_date(kept)


class ChoiceForm(Asked):
    """One of some answers."""

    said = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    field_order = ["said", "before"]

    def __init__(self, data: Any = None, *, label: str, options: Choices, now: str, **more: Any) -> None:
        super().__init__(data, now=now, **more)
        self.options = dict(options)
        self.fields["said"].label = label
        self.fields["said"].choices = list(options)  # type: ignore[attr-defined]

    def shown(self, kept: str) -> str:
        """The answer's own words."""
        return str(self.options.get(kept, kept))


class OwnWordsForm(ChoiceForm):
    """One of some answers, or the family's own words."""

    own = Words(label=gettext_lazy("In your own words"), max_length=rules.NAME)
    field_order = ["said", "own", "before"]

    def __init__(self, data: Any = None, *, options: Choices, now: str, **more: Any) -> None:
        mine = "" if now in dict(options) else now
        start = {"said": _OWN if mine else now, "own": mine}
        every = [*options, (_OWN, _("Our own words"))]
        super().__init__(data, options=every, now=now, initial=start, **more)

    def told(self) -> str:
        """Own words where they were chosen, or typed beside a choice that was left as it was."""
        said = str(self.cleaned_data.get("said", ""))
        own = str(self.cleaned_data.get("own", "")).strip()
        typed = own and own != self.initial["own"] and said in ("", self.initial["said"])
        return own if said == _OWN or typed else said


class BasisForm(forms.Form):
    """How a due date is known."""

    basis = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, options: Choices) -> None:
        super().__init__(data)
        self.fields["basis"].label = _("How do you know it?")
        self.fields["basis"].choices = list(options)  # type: ignore[attr-defined]


class DueForm(forms.Form):
    """The day a due date is told by; cleaned to the due date and that day."""

    day = Words(
        label=gettext_lazy("The day"),
        help_text=gettext_lazy("“4 May 2021” or “2021-05-04”. Here the day itself is asked for."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    basis = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, basis: str) -> None:
        """`basis` is one of `gestation.BASES`; the page carries it from one question to the next."""
        super().__init__(data, initial={"basis": basis})
        self.known_by = basis

    def clean_day(self) -> tuple[datetime.date, datetime.date]:
        """The due date, and the day it was told by (the same day where the date itself was told)."""
        try:
            date = date_words.read(self.cleaned_data["day"], today=timezone.localdate())
            day = parse_edtf(date.edtf).earliest
            exact = date.precision is Precision.DAY and not (
                date.is_interval or date.members or date.approximate or date.uncertain
            )
            if day is None or not exact:
                raise NotADate
            return gestation.due_date(self.known_by, day), day
        except (NotADate, OverflowError):
            raise forms.ValidationError(
                _("We could not read one day there. “4 May 2021” works, and so does “2021-05-04”.")
            ) from None
