"""When was it? In people's own words, or chosen part by part; and what they call that day."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.kit import date_words
from myosotis.kit.date_words.names import MONTHS
from myosotis.kit.edtf import UNKNOWN, FuzzyDate, NotADate, Precision, parse_edtf
from myosotis.story import rules
from myosotis.story.cards import said_date
from myosotis.story.forms import Words

#: As long as words that say a date are read.
_LONGEST = 400
_OPEN = gettext_lazy("not said")


@dataclass(frozen=True, slots=True)
class Parts:
    """A date as it is chosen: each part may stay open."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    about: bool = False

    @property
    def edtf(self) -> str:
        """The date; a day without a month, or one that no month has, raises `NotADate`."""
        if self.day and not self.month:
            raise NotADate
        text = f"{self.year:04}" if self.year else UNKNOWN
        text += f"-{self.month:02}" if self.month else ""
        text += f"-{self.day:02}" if self.day else ""
        return UNKNOWN if text == UNKNOWN else parse_edtf(text + "~" * self.about).edtf


def parts_of(when: FuzzyDate) -> Parts:
    """What can be chosen of a date: all of a plain one, nothing of others."""
    if not when.is_single or set(when.marks) not in ({""}, {"~"}):
        return Parts()
    if when.no_year and when.mask and "X" not in "".join(when.mask[1:]):
        _year, month, day = when.mask
        return Parts(int(day) if day else None, int(month), None, when.approximate)
    if when.mask or when.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY):
        return Parts()
    return (
        Parts(when.day, when.month, when.year, when.approximate) if 0 < (when.year or 0) < 10_000 else Parts()
    )


class WhenForm(forms.Form):
    """When it was; `told` is what changed, as `actions.tell` takes it.

    The page carries what it showed (`before`, `called`), so that what nobody touched on it is not told
    anew: the other parent may have said it better meanwhile.
    """

    date = Words(
        label=gettext_lazy("In your own words"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = forms.TypedChoiceField(
        label=gettext_lazy("Day"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _OPEN), *((str(day), str(day)) for day in range(1, 32))],
    )
    month = forms.TypedChoiceField(
        label=gettext_lazy("Month"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _OPEN), *((str(at), name) for at, name in enumerate(MONTHS, 1))],
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        required=False,
        min_value=1,
        max_value=9999,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("A year looks like 2021. It can stay open.")
        ),
        widget=forms.NumberInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    about = forms.BooleanField(label=gettext_lazy("It was about then"), required=False)
    said = Words(
        label=gettext_lazy("What you call that day"),
        help_text=gettext_lazy(
            "“The week of the snow”. It stands in the story with the date small beside it, or stays empty."
        ),
        max_length=rules.NAMED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    before = Words(widget=forms.HiddenInput)
    called = Words(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        now: str,
        said: str,
        today: datetime.date,
        due: datetime.date | None = None,
        **kwargs: Any,
    ) -> None:
        """`now` is the date as it stands (EDTF), `said` what it is called, `due` what weeks count to."""
        parts = parts_of(parse_edtf(now))
        initial = {"date": said_date(now), **asdict(parts), "said": said, "before": now, "called": said}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.today, self.due = today, due
        self.told: dict[str, str] = {}
        weeks = _("“Spring 2020”, “the night of the 4th”, “about 4 May”, “at 20 weeks”, or nothing at all.")
        plain = _("“Spring 2020”, “the night of the 4th”, “about 4 May”, or nothing at all.")
        self.fields["date"].help_text = weeks if due else plain

    @property
    def unfolded(self) -> bool:
        """Whether the choice stands open: somebody used it, or it has something to say."""
        return self.is_bound and ("year" in self.errors or "day" in self.errors or self._chose())

    def clean(self) -> dict[str, Any]:
        """Find what was told anew."""
        cleaned = super().clean() or {}
        said = cleaned.get("said", "").strip()
        if "said" in self.data and said != self._shown("called"):
            self.told["said"] = said
        if self.errors:
            return cleaned
        words = cleaned["date"].strip()
        wrote = "date" in self.data and words != said_date(self._before())
        chose = self._chose()
        if wrote and chose:  # what was emptied gives way
            wrote, chose = bool(words), not words or self._picked() != Parts()
        dates = [self._read(words)] if wrote else []
        dates += [self._choice()] if chose else []
        if len(set(dates)) > 1 and not self.errors:
            self.add_error(
                "date", _("These words say one date, and what you chose another. Empty one of them.")
            )
        if dates:
            self.told["date"] = dates[0]
        return cleaned

    def _read(self, words: str) -> str:
        try:
            return date_words.read(words, today=self.today, due=self.due).edtf
        except date_words.NoDueDate:
            self.add_error(
                "date",
                _("To read weeks we need a due date, and none was told. A day or a month works without one."),
            )
        except NotADate:
            self.add_error("date", _("We could not read that date. “Spring 2020” or “about 4 May” work too."))
        return ""

    def _choice(self) -> str:
        picked = self._picked()
        try:
            return picked.edtf
        except NotADate:
            known = _("That month has no such day.")
            self.add_error("day", known if picked.month else _("A day needs its month. Both can stay open."))
        return ""

    def _picked(self) -> Parts:
        day, month, year = (self.cleaned_data.get(name) for name in ("day", "month", "year"))
        return Parts(day, month, year, bool(self.cleaned_data.get("about") and (day or month or year)))

    def _chose(self) -> bool:
        """Whether the choice says something else than it did when the page was opened."""
        return "day" in self.data and self._picked() != parts_of(parse_edtf(self._before()))

    def _before(self) -> str:
        """The date this page was opened with."""
        try:
            return parse_edtf(self._shown("before")).edtf
        except NotADate:
            return str(self.initial["before"])

    def _shown(self, name: str) -> str:
        return str(self.data.get(name, self.initial[name]))
