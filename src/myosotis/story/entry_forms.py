"""Forms for what an entry is: its kind, when a letter opens, what a keepsake is, whom it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.design import saying
from myosotis.kit import date_words
from myosotis.kit.edtf import NotADate, Precision
from myosotis.story import keepsakes, rules
from myosotis.story.cards import said_date
from myosotis.story.forms import Words
from myosotis.story.kinds import KINDS

OTHER = "other"


class KindForm(forms.Form):
    """What an entry is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[(kind.name, kind.word) for kind in KINDS.values()],
        widget=forms.RadioSelect,
    )


class OpensForm(forms.Form):
    """When a letter may be opened; cleaned to an ISO day, `rules.NEVER` or an empty text."""

    opens = forms.ChoiceField(
        label=gettext_lazy("When may it be opened?"),
        choices=[
            ("now", gettext_lazy("It is open")),
            ("day", gettext_lazy("On a day to come")),
            ("never", gettext_lazy("It stays closed")),
        ],
        widget=forms.RadioSelect,
    )
    day = Words(
        label=gettext_lazy("Which day?"),
        help_text=gettext_lazy("A whole date, such as “4 May 2031”. Until then nobody reads it here."),
        max_length=rules.NAMED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        """`now` is what is kept: an ISO day, `rules.NEVER` or nothing."""
        day = now not in ("", rules.NEVER)
        chosen = "day" if day else "never" if now else "now"
        initial = {"opens": chosen, "day": said_date(now) if day else ""}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean(self) -> dict[str, Any]:
        """Add `told`, what is kept of the answer."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("opens")
        if chosen == "day":
            cleaned["told"] = self._day(cleaned.get("day", ""))
        else:
            cleaned["told"] = rules.NEVER if chosen == "never" else ""
        return cleaned

    def _day(self, typed: str) -> str:
        try:
            date = date_words.read(typed, today=timezone.localdate())
        except NotADate:
            date = None
        if date is None or not date.is_single or date.precision is not Precision.DAY or date.earliest is None:
            self.add_error("day", _("We could not read a whole date there. “4 May 2031” works."))
            return ""
        return date.earliest.isoformat()


class KeepsakeForm(forms.Form):
    """What is known of a thing. Every line may stay empty."""

    what = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        required=False,
    )
    own = Words(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("They stand instead of the word above."),
        max_length=rules.NAMED,
    )
    made = Words(label=keepsakes.FACTS["made"], max_length=rules.NAMED)
    given = Words(label=keepsakes.FACTS["given"], max_length=rules.NAMED)
    lies = Words(label=keepsakes.FACTS["lies"], max_length=rules.NAMED)
    has = Words(label=keepsakes.FACTS["has"], max_length=rules.NAMED)
    went = forms.BooleanField(label=gettext_lazy("It went along, and is not here any more"), required=False)

    def __init__(self, *args: Any, told: dict[str, str], **kwargs: Any) -> None:
        """`told` is what is kept of it."""
        said = told.get("what", "")
        listed = not said or said in keepsakes.THINGS
        initial = {**told, "what": said if listed else OTHER, "own": "" if listed else said}
        super().__init__(*args, **{**kwargs, "initial": initial})
        things = keepsakes.offered(saying.now(), said)
        choices = [("", _("Nothing chosen")), *things, (OTHER, _("Another thing"))]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    def told(self) -> dict[str, str]:
        """What is kept of the answer; what stayed empty is left out."""
        given = {name: self.cleaned_data[name].strip() for name in keepsakes.FACTS}
        listed = self.cleaned_data["what"] if self.cleaned_data["what"] in keepsakes.THINGS else ""
        given["what"] = self.cleaned_data["own"].strip() or listed
        given["went"] = "yes" if self.cleaned_data["went"] else ""
        return {name: said for name, said in given.items() if said}


class AboutForm(forms.Form):
    """Whom an entry is about, where it was, and words to find it by. Every part may stay empty."""

    babies = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = Words(
        label=gettext_lazy("Somebody who is not on your list"),
        help_text=gettext_lazy("One name a line. They come onto your list of people."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    places = Words(
        label=gettext_lazy("Where was it?"),
        help_text=gettext_lazy("In your own words, one place a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    tags = Words(
        label=gettext_lazy("Words to find it by"),
        help_text=gettext_lazy("One a line, if you like."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )

    def __init__(
        self,
        *args: Any,
        known_babies: Iterable[tuple[str, str]],
        known_people: Iterable[tuple[str, str]],
        now: dict[str, list[str]],
        **kwargs: Any,
    ) -> None:
        """`known_…` are (id, words) of who can be chosen; `now` is what is kept."""
        initial = {**now, "places": "\n".join(now["places"]), "tags": "\n".join(now["tags"])}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["babies"].label = _("About which %(baby)s?") % {"baby": saying.now().baby}
        for name, known in (("babies", known_babies), ("people", known_people)):
            choices = list(known)
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def lines(self, name: str) -> list[str]:
        """The lines of one field, each once, without blank ones."""
        found = (line.strip()[: rules.NAMED] for line in self.cleaned_data[name].split("\n"))
        return list(dict.fromkeys(line for line in found if line))[: rules.MOST_NAMED]
