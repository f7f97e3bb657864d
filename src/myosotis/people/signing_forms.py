"""Forms of signing in beyond the password: passkeys, the second step."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


def password_now() -> forms.CharField:
    """The password of whoever is signed in, asked before something changes that keeps others out."""
    attrs = {"autocomplete": "current-password"}
    return forms.CharField(
        label=_("Your password now"), strip=False, max_length=1000, widget=forms.PasswordInput(attrs=attrs)
    )


class PasswordNowForm(forms.Form):
    """The password alone."""

    password = password_now()


class PasskeyForm(forms.Form):
    """A passkey's name; what the device made comes in a hidden field."""

    name = forms.CharField(
        label=_("What you call it"),
        help_text=_("So that you know it in the list, such as “my phone”."),
        max_length=100,
    )
    password = password_now()


class DigitsForm(forms.Form):
    """Six digits from an app."""

    digits = forms.CharField(
        label=_("The six digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PaperCodeForm(forms.Form):
    """One code from the paper."""

    code = forms.CharField(
        label=_("One code from your paper"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
