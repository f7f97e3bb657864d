"""The one question of this room: who reads first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GUARDIAN, ANOTHER, ME, NOBODY = "guardian", "another", "me", "nobody"


class FirstForm(forms.Form):
    """Who reads first: a friend, one parent, or nobody. Nothing is chosen beforehand."""

    who = forms.ChoiceField(label=gettext_lazy("Who reads first?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, friends: str, **kwargs: Any) -> None:
        """`friends` are the names of those who came in to read first, or nothing."""
        super().__init__(*args, **kwargs)
        own = (
            [(GUARDIAN, friends), (ANOTHER, _("Another friend"))] if friends else [(GUARDIAN, _("A friend"))]
        )
        choices = [*own, (ME, _("I do")), (NOBODY, _("Nobody for now"))]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
