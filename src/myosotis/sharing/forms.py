"""Forms of sharing: what a parent says of a link, and what somebody with one types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.design import saying
from myosotis.sharing import rules

#: How long a link is good: the word of the form, and whole days after today.
LENGTHS: dict[str, int | None] = {"open": None, "week": 7, "month": 31, "year": 366}
_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


def gate_words() -> str:
    """The words before the pictures, until the parents choose their own."""
    return _(
        "There are photographs of our %(baby)s on this page. Each one stays covered until you choose to look."
    ) % {"baby": saying.now().baby}


class LinkForm(forms.Form):
    """What a link is: for whom, what stands before the pictures, how long, and a password if wished."""

    note = forms.CharField(
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy(
            "For the parents alone, so that you know later which link is which. It can stay empty."
        ),
        max_length=rules.NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    gate = forms.CharField(
        label=gettext_lazy("What they read before the page opens"),
        help_text=gettext_lazy(
            "In your own words. They can then open the page, read only the words, or come back another day."
        ),
        max_length=rules.GATE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    length = forms.ChoiceField(
        label=gettext_lazy("How long is it good?"),
        choices=(
            ("open", gettext_lazy("Until we close it")),
            ("week", gettext_lazy("For a week")),
            ("month", gettext_lazy("For a month")),
            ("year", gettext_lazy("For a year")),
        ),
        initial="open",
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=gettext_lazy("A password, if you wish"),
        help_text=gettext_lazy("Tell it them another way than the link, by telephone perhaps."),
        min_length=rules.SHORTEST_PASSWORD,
        max_length=rules.PASSWORD,
        required=False,
        strip=False,
        widget=forms.TextInput(attrs=_PLAIN),
    )

    def __init__(self, *args: Any, pictures: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gate"].initial = gate_words() if pictures else ""
        self.fields["password"].error_messages["min_length"] = _("Four letters or more, please.")

    @property
    def days(self) -> int | None:
        """Whole days after today, or None for no end."""
        return LENGTHS[self.cleaned_data["length"]]


class CodeForm(forms.Form):
    """A code somebody was given, for a browser that runs no scripts."""

    code = forms.CharField(
        label=gettext_lazy("The code you were given"),
        max_length=40,
        widget=forms.TextInput(attrs={**_PLAIN, "autocapitalize": "characters"}),
    )


class PasswordForm(forms.Form):
    """The password of a link."""

    password = forms.CharField(
        label=gettext_lazy("The password"),
        max_length=rules.PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs=_PLAIN),
    )


class WordsForm(forms.Form):
    """A name and words. The rules of both are the guestbook's."""

    name = forms.CharField(
        label=gettext_lazy("Your name, as they know you"),
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": "200"}),
    )
    words = forms.CharField(
        # What helps is said by the page: a form that is sent need not ask whose words it is said in.
        label=gettext_lazy("Your words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators = [
                one for one in field.validators if type(one).__name__ != "ProhibitNullCharactersValidator"
            ]
