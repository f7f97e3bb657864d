"""Forms that carry what their page showed: people, chapters, and letters of those who were asked in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.kit import date_words
from myosotis.kit.edtf import NotADate
from myosotis.story import rules
from myosotis.story.blocks import paragraphs, plain
from myosotis.story.cards import said_date
from myosotis.story.forms import Words
from myosotis.story.values import Block, ChapterValue, MomentHead, PersonValue


class _Kept(forms.Form):
    """A form that carries which version of a thing its page showed."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def with_news(self, revision: int) -> Self:
        """The same words once more, for whoever must hear that somebody changed it meanwhile."""
        self.data = {**dict(self.data.items()), "revision": revision}
        said = _(
            "Somebody changed this meanwhile. Your words stand here, and theirs are kept. "
            "Keep yours all the same?"
        )
        self.add_error(None, said)
        return self


class LetterForm(_Kept):
    """A letter by somebody who was asked in: a title if they like, and words."""

    title = Words(label=gettext_lazy("Title, if you like"), max_length=rules.TITLE)
    words = Words(
        label=gettext_lazy("Your letter"),
        help_text=gettext_lazy("Nobody reads it before you give it. It can wait here as long as you like."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, *args: Any, head: MomentHead | None, kept: Iterable[Block], **kwargs: Any) -> None:
        """`head` and `kept` are what stands already; nothing of a new one."""
        initial: dict[str, Any] = {"words": "\n\n".join(plain(block) for block in kept)}
        if head is not None:
            initial |= {"title": head.title, "revision": head.revision}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def blocks(self) -> list[Block]:
        """The words as paragraphs."""
        return paragraphs(re.split(r"\n[ \t]*\n", self.cleaned_data["words"]))


class PersonForm(_Kept):
    """Somebody of the family's own list."""

    name = Words(label=gettext_lazy("The name"), max_length=rules.NAMED)
    who = Words(
        label=gettext_lazy("Who they are to you"),
        help_text=gettext_lazy("“My sister”, “our midwife”, or nothing."),
        max_length=rules.NAMED,
    )
    note = Words(
        label=gettext_lazy("Anything more"),
        max_length=rules.DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    private = forms.BooleanField(label=gettext_lazy("Only I see them on my list"), required=False)

    def __init__(self, *args: Any, value: PersonValue, new: bool = False, **kwargs: Any) -> None:
        """`value` is what is kept; whether somebody is on one's own list alone is asked of a new one."""
        initial = {"name": value.name, "who": value.who, "note": value.note, "revision": value.revision}
        super().__init__(*args, **{**kwargs, "initial": initial})
        if not new:
            del self.fields["private"]

    def clean_name(self) -> str:
        """A name of some kind: without one, nobody could be chosen from the list."""
        name = str(self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(_("Any name or word for them will do."))
        return name


class ChapterForm(_Kept):
    """A stretch of the story."""

    name = Words(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("“The winter before”, “In the hospital”, “Since then”."),
        max_length=rules.TITLE,
    )
    begins = Words(
        label=gettext_lazy("From when?"),
        help_text=gettext_lazy("“Spring 2020”, “4 May 2021”; it can stay open."),
        max_length=rules.NAMED,
    )
    ends = Words(label=gettext_lazy("Until when?"), max_length=rules.NAMED)
    line = Words(
        label=gettext_lazy("A line below its name"),
        max_length=rules.DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, value: ChapterValue, **kwargs: Any) -> None:
        """`value` is what is kept."""
        initial = {
            "name": value.name,
            "begins": said_date(value.begins),
            "ends": said_date(value.ends),
            "line": value.line,
            "revision": value.revision,
        }
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean_name(self) -> str:
        """A chapter is its name."""
        name = str(self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(_("A chapter needs a name, even a short one."))
        return name

    def clean_begins(self) -> str:
        """EDTF, or nothing for an open beginning."""
        return self._date("begins")

    def clean_ends(self) -> str:
        """EDTF, or nothing for an open end."""
        return self._date("ends")

    def clean(self) -> dict[str, Any]:
        """Say so where the end lies before the beginning."""
        cleaned = super().clean() or {}
        if rules.is_backwards(cleaned.get("begins", ""), cleaned.get("ends", "")):
            self.add_error("ends", _("This lies before the beginning. Please look at both once more."))
        return cleaned

    def _date(self, name: str) -> str:
        try:
            date = date_words.read(self.cleaned_data[name], today=timezone.localdate())
        except NotADate:
            raise forms.ValidationError(
                _("We could not read that date. “Spring 2020” or “about 4 May” work too.")
            ) from None
        return date.edtf if date.is_known else ""
