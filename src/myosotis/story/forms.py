"""Forms of the story: one question each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.story import rules
from myosotis.story.blocks import NotWords, normalise


class Words(forms.CharField):
    """A field of people's own words: kept as typed, line ends apart."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)
        self.validators = [
            one for one in self.validators if type(one).__name__ != "ProhibitNullCharactersValidator"
        ]

    def clean(self, value: Any) -> str:
        """The words with every line end as a line feed."""
        try:
            return normalise(str(super().clean(value)))
        except NotWords as problem:
            raise forms.ValidationError(str(problem)) from None


class FindForm(forms.Form):
    """What somebody looks for, and which page of what was found."""

    words = Words()
    page = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)


class WhoForm(forms.Form):
    """Who can read it."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who can read it?"),
        choices=[("parents", gettext_lazy("The parents")), ("me", gettext_lazy("Only me"))],
        widget=forms.RadioSelect,
    )


class DescriptionForm(forms.Form):
    """What a picture shows, in words."""

    description = Words(
        label=gettext_lazy("What it shows, in words"),
        help_text=gettext_lazy("These words stand where the picture is covered. They can stay empty."),
        max_length=rules.DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    before = Words(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        """`now` is the description as it stands; a page that showed another one overwrites nothing."""
        super().__init__(*args, **{**kwargs, "initial": {"description": now, "before": now}})
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Say so where somebody else changed the words since the page was opened."""
        cleaned = super().clean() or {}
        if "before" in self.data and cleaned.get("before") != self.now != cleaned.get("description"):
            self.data = {**dict(self.data.items()), "before": self.now}
            said = _(
                "Somebody changed these words meanwhile. They say now: “%(now)s”. Keep yours all the same?"
            )
            self.add_error("description", said % {"now": self.now})
        return cleaned


class BabyForm(forms.Form):
    """A name, on any day, or none."""

    name = Words(
        label=gettext_lazy("The name"),
        help_text=gettext_lazy("Any name, a short name, in any script. It can stay empty, and can change."),
        max_length=rules.NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)


class WhichNameForm(forms.Form):
    """Two names were written at once: which shall it be? It is answered as `BabyForm` is."""

    name = forms.ChoiceField(label=gettext_lazy("Which name shall it be?"), widget=forms.RadioSelect)
    opened = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *, now: str, typed: str, opened: str) -> None:
        """`now` is the name as it stands, `opened` its mark, `typed` what was written on this page."""
        super().__init__(initial={"name": now, "opened": opened})
        none = _("No name")
        self.fields["name"].choices = [(now, now or none), (typed, typed or none)]  # type: ignore[attr-defined]
