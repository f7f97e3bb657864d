"""Every component once, for whoever builds a page. `pages` shows it at `/gallery` where debugging is on.

The family in it is invented.
"""

from __future__ import annotations

from typing import Any

from django import forms

from myosotis.design.cards import DateCard, Fact, NavItem

SWATCHES = ("paper", "ink", "quiet", "hairline", "rule", "flower", "petal", "clay", "candle")
RECOVERY_WORDS = (
    "amber", "basket", "candle", "daisy", "elbow", "feather", "garden", "harbour",
    "island", "jacket", "kettle", "ladder", "meadow", "needle", "orchard", "pebble",
)  # fmt: skip


class GalleryForm(forms.Form):
    """Fields of each kind, with words they are used with."""

    where = forms.CharField(label="Where it lies", initial="The linen box, on top")
    when = forms.CharField(label="When it was")
    remember = forms.CharField(
        label="What you remember", help_text="As long or as short as you like.", widget=forms.Textarea
    )
    day = forms.ChoiceField(
        label="This day, each year",
        choices=[("quiet", "Let it pass quietly"), ("words", "A few words in the morning")],
        widget=forms.RadioSelect,
        initial="quiet",
    )
    circles = forms.MultipleChoiceField(
        label="Who can see it",
        choices=[("two", "The two of us"), ("vera", "Vera"), ("choir", "The choir")],
        widget=forms.CheckboxSelectMultiple,
        initial=["two"],
    )
    private = forms.BooleanField(
        label="Only for Elin and Tomas",
        help_text="Other readers of this page will not see it.",
        required=False,
    )

    def clean_when(self) -> str:
        """No date is read here: the gallery shows how a field says so."""
        sentence = "We could not read that date. “Spring 2020” or “about 4 May” work too."
        raise forms.ValidationError(sentence)


def gallery_context() -> dict[str, Any]:
    """What `design/gallery.html` needs: forms, cards and lists with invented words."""
    asked = GalleryForm(
        {
            "where": "The linen box, on top",
            "when": "the week of the snow",
            "remember": "The lamps in the car park.",
            "day": "quiet",
            "circles": ["two"],
        },
        auto_id="g_%s",
    )
    asked.is_valid()
    return {
        "form": asked,
        "small": {"words": "One e-mail, with a neutral subject."},
        "swatches": SWATCHES,
        "recovery": RECOVERY_WORDS,
        "passkey": '{"challenge": "AAAA", "rpId": "myosotis.example", "userVerification": "required"}',
        "day": DateCard("Saturday, 9 March 2024", "2024-03-09"),
        "some_day": DateCard("the week of the snow", "2024-03-09", "9 March 2024"),
        "facts": [
            Fact("Made by", "Vera"),
            Fact("Where", "The linen box, on top", change_url="#facts"),
            Fact("Who can see it", "The two of us, and Vera", "Vera sees the words.", "#facts", private=True),
        ],
        "head": ["What came", "From", "Thanks"],
        "rows": [
            ["Bread, on the step", "Joost", "No reply needed"],
            ["White tulips", "The choir", "Maria wrote"],
            ["A card with a heron", "Aunt Berit", "When you like"],
        ],
        "nav": [
            NavItem("Story", "#story"),
            NavItem("Words", "#words"),
            NavItem("Days", "#days"),
            NavItem("More", "#more", current=True),
        ],
        "foot": [
            NavItem("Something has changed", "#changed"),
            NavItem("Warning signs", "#signs"),
            NavItem("Talk to someone now", "#talk"),
        ],
    }
