"""Forms of coming in: one question each. They clean what was typed; the rules live in `actions`."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

COUNTRIES = (
    ("", _("I would rather not say")),
    ("AU", _("Australia")),
    ("AT", _("Austria")),
    ("BE", _("Belgium")),
    ("CA", _("Canada")),
    ("FI", _("Finland")),
    ("FR", _("France")),
    ("DE", _("Germany")),
    ("IN", _("India")),
    ("IE", _("Ireland")),
    ("NL", _("Netherlands")),
    ("NZ", _("New Zealand")),
    ("NO", _("Norway")),
    ("ZA", _("South Africa")),
    ("SE", _("Sweden")),
    ("CH", _("Switzerland")),
    ("GB", _("United Kingdom")),
    ("US", _("United States")),
    ("other", _("Another country")),
)


def zones() -> list[tuple[str, str]]:
    """Time zones people know, as choices."""
    names = sorted(
        n for n in zoneinfo.available_timezones() if "/" in n and not n.startswith(("Etc/", "SystemV/"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class PlaceForm(forms.Form):
    """Country and time zone."""

    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones, initial="UTC")


class FamilyForm(forms.Form):
    """What this place is called."""

    family = forms.CharField(
        label=_("What you call your family here"),
        help_text=_("A surname, first names, or any words. You can leave it empty."),
        max_length=200,
        required=False,
    )


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(label=_("Your name, as you are called at home"), max_length=200)


class YouForm(NameForm):
    """The first parent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it. Nothing is sent to it that you did not ask for."),
        max_length=254,
    )


class NewPasswordForm(forms.Form):
    """A password, typed twice."""

    password = forms.CharField(
        label=_("A password"),
        help_text=_("Ten characters or more. Four words in a row are good."),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The two must be the same."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two are not the same. Please type them once more."))
        return cleaned


class SignInForm(forms.Form):
    """The pair that opens the door. Browsers that can offer passkeys in the first field."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SheetWordsForm(forms.Form):
    """Some words of a sheet typed back; the positions are set by the view."""

    def __init__(self, *args: Any, positions: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for position in positions:
            self.fields[f"word_{position}"] = forms.CharField(
                label=_("Word %(number)s") % {"number": position},
                max_length=40,
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
                ),
            )

    def words(self) -> dict[int, str]:
        """Position to the word typed."""
        return {int(name.removeprefix("word_")): str(value) for name, value in self.cleaned_data.items()}


class ForgottenForm(forms.Form):
    """Back in by the words of a sheet."""

    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    words = forms.CharField(
        label=_("The sixteen words of your sheet"),
        help_text=_("In order, with spaces between. The first four letters of each are enough."),
        widget=forms.Textarea(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "rows": 4}
        ),
        max_length=1000,
    )


class LetterForm(forms.Form):
    """Where a letter should go."""

    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)


class AskedInForm(forms.Form):
    """Where a letter that asks somebody in should go."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("Please look at it twice: whoever reads that mailbox can come in with the letter."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def code_field(label: Any) -> forms.CharField:
    """A code to type. With scripts, a link that carries it behind # fills it in."""
    attrs = {
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "data-from-link": "",
    }
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs))


class LetterCodeForm(forms.Form):
    """The code a letter brought."""

    code = code_field(_("The code from the letter"))


class JoinForm(YouForm):
    """Somebody new comes in with a code."""

    code = code_field(_("The code you were given"))
    field_order = ("code", "name", "email")


class JoinAsForm(NameForm):
    """Somebody who is signed in comes into a further family."""

    code = code_field(_("The code you were given"))
    field_order = ("code", "name")


class ChangePasswordForm(NewPasswordForm):
    """The old password, then a new one."""

    old = forms.CharField(
        label=_("Your password now"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")
