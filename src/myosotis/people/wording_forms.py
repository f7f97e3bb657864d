"""The questions of "In your words", one form each. They are made for one person, in the words that hold now.

A form knows its field names as `WordingValue` has them, so what it cleaned is what is kept.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from myosotis.design import saying
from myosotis.kit import date_words
from myosotis.kit.edtf import NotADate
from myosotis.people.models import WordingValue
from myosotis.people.wording_choices import BABY, DIED, ME, OWN, SWITCHES

_WORD, _LINE, _LONG = 100, 300, 20_000
_SEPARATORS = re.compile(r"[\n,;،、؛]+")
_TYPED = {"autocomplete": "off", "autocapitalize": "none"}


def _own(label: str, hint: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs=_TYPED)
    return forms.CharField(label=label, help_text=hint, max_length=_WORD, required=False, widget=widget)


class Question(forms.Form):
    """One question about somebody's words."""

    #: The choices of the question, if it has any: the field, and its words by key.
    choice: ClassVar[str] = ""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, initial=self.standing(value))

    def standing(self, value: WordingValue) -> dict[str, Any]:
        """What was said until now, as the form shows it."""
        return {field.name: getattr(value, field.name) for field in fields(value)}

    def clean(self) -> dict[str, Any]:
        """Own words without line breaks. Whoever types some chooses them; whoever chose them types some."""
        said: dict[str, Any] = super().clean() or {}
        for name in said:
            if name.startswith("own_"):
                said[name] = " ".join(said[name].split())
        own, until_now = f"own_{self.choice}", self.initial.get(self.choice)
        typed = said.get(own) and said[own] != self.initial.get(own)
        if typed and said.get(self.choice) == until_now:
            said[self.choice] = OWN
        if said.get(self.choice) == OWN and not said.get(own):
            self.add_error(own, _("Write the words here, or choose another line."))
        return said

    def _offer(self, words: dict[str, Promise], own: str) -> None:
        """The choices this person wants to read, then their own words."""
        kept = self.initial.get(self.choice, "")
        offered = [(key, one) for key, one in words.items() if key == kept or saying.GAP not in str(one)]
        field = forms.ChoiceField(choices=[*offered, (OWN, own)], widget=forms.RadioSelect)
        self.fields = {self.choice: field, **self.fields}
        self.initial[self.choice] = kept or next((key for key, _one in offered), OWN)


class BabyForm(Question):
    """What the baby is called."""

    choice = "baby"

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["own_baby"] = _own(_("Your own words"), _("Pages say them after “your” and “the”."))
        self.fields["own_babies"] = _own(_("And for more than one, if they differ"))
        self._offer({key: one for key, (one, _many) in BABY.items()}, _("Other words"))


class DiedForm(Question):
    """What pages say of the death."""

    choice = "died"

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["own_died"] = _own(_("Your own words"), _("Pages say them after a name."))
        # No baby ends; a pregnancy may, and whoever chose the word sees it here.
        ends = value.baby == "pregnancy" or value.died == "ended"
        self._offer({key: one for key, one in DIED.items() if ends or key != "ended"}, _("Other words"))


class MeForm(Question):
    """What a parent is called."""

    choice = "me"

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["own_me"] = _own(_("Your own words"))
        self._offer(ME, _("Other words"))
        field = self.fields["me"]
        field.choices = [("", _("My name is enough")), *field.choices]  # type: ignore[attr-defined]
        field.required = False
        self.initial["me"] = value.me


class AvoidForm(Question):
    """Words to avoid, one on a line, and what to say instead."""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["avoid"] = forms.CharField(
            label=_("Words to leave out"),
            help_text=_(
                "One on each line. If another word is better, write it after the sign “=”, "
                "and pages say that one. Where there is none, they leave a gap: …"
            ),
            max_length=_LONG,
            required=False,
            widget=forms.Textarea(attrs={"rows": 6, **_TYPED}),
        )

    def standing(self, value: WordingValue) -> dict[str, Any]:
        lines = [f"{word} = {other}" if other else word for word, other in value.avoid.items()]
        return {"avoid": "\n".join(lines)}

    def clean_avoid(self) -> dict[str, str]:
        """Each word with the other; a line that says no word is passed over."""
        lines = (line.partition("=") for line in _SEPARATORS.split(self.cleaned_data["avoid"]))
        pairs = ((" ".join(word.split()), " ".join(other.split())) for word, _sign, other in lines)
        return {word: other for word, other in pairs if re.search(r"\w", word)}


class FaithForm(Question):
    """Faith or culture, in a person's own words."""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["faith"] = forms.CharField(
            label=_("In your own words"),
            max_length=_LONG,
            required=False,
            widget=forms.Textarea(attrs={"rows": 8}),
        )


class OffForm(Question):
    """What pages leave out."""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["off"] = forms.MultipleChoiceField(
            label=_("What shall pages leave out?"),
            choices=SWITCHES.items(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class QuietForm(Question):
    """A time of quiet, in words."""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        self.fields["quiet_from"] = forms.CharField(
            label=_("From"),
            help_text=_("A day, or any words. “9 March” works, and so does “the first evening”."),
            max_length=_LINE,
            required=False,
            widget=forms.TextInput(attrs=_TYPED),
        )
        self.fields["quiet_to"] = forms.CharField(
            label=_("To"),
            help_text=_("Words that name no day hold until you take them out."),
            max_length=_LINE,
            required=False,
            widget=forms.TextInput(attrs=_TYPED),
        )

    def clean(self) -> dict[str, Any]:
        """The words, and the days they name as seen from today."""
        said, today = super().clean(), timezone.localdate()
        first, last = (_days(said.get(name, ""), today) for name in ("quiet_from", "quiet_to"))
        return {**said, "quiet_first": first[0], "quiet_last": last[1]}


def _days(words: str, today: date) -> tuple[str, str]:
    """The first and the last day of what these words name; nothing where they name none."""
    ends: tuple[date | None, date | None] = (None, None)
    # A day without its year is the next one, not the last: quiet is rarely asked for afterwards.
    for seen_from in (today, today + timedelta(days=300)):
        try:
            ends = date_words.read(words, today=seen_from).bounds()
        except NotADate:
            return "", ""
        if ends[1] is None or ends[1] >= today or re.search(r"\d{4}", words):
            break
    return ends[0].isoformat() if ends[0] else "", ends[1].isoformat() if ends[1] else ""


class WeeksForm(Question):
    """Whether the story says weeks."""

    def __init__(self, data: Any = None, *, value: WordingValue) -> None:
        super().__init__(data, value=value)
        choices = (("no", _("No")), ("yes", _("Yes, beside the days")))
        self.fields["weeks"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)

    def standing(self, value: WordingValue) -> dict[str, Any]:
        return {"weeks": "yes" if value.weeks else "no"}

    def clean_weeks(self) -> bool:
        """As the value keeps it."""
        return bool(self.cleaned_data["weeks"] == "yes")
