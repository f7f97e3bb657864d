"""The components, written out: one folder each, `<name>/<name>.html` with its style and script beside it.

To add one: a folder, a line here, an example in `design/gallery.py` or the gallery's template, a line in
`docs/look.md`. `tests/design` asks for whichever is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent


class WrongPart(ValueError):
    """A template asked for a component that is not there, or gave it something it does not know."""


@dataclass(frozen=True, slots=True)
class Component:
    """What a component is called and what may be said to it.

    `required` and `optional` are the names of attributes; an optional one that is not given is `None` in the
    component's template. `one_of` lists, for an attribute, the only values it may have. `body` says whether
    it wraps words: never, always, or as one likes.
    """

    name: str
    what: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: Literal["never", "always", "maybe"] = "never"

    @property
    def template(self) -> Path:
        """The file that draws it."""
        return HERE / self.name / f"{self.name}.html"

    def accept(self, given: Iterable[str], *, wraps: bool) -> None:
        """Raise `WrongPart` unless these attribute names, with or without a body, fit this component."""
        names = set(given)
        unknown = sorted(names - {*self.required, *self.optional})
        missing = sorted(set(self.required) - names)
        if unknown:
            msg = f'the component "{self.name}" knows no {", ".join(unknown)}'
            raise WrongPart(msg)
        if missing:
            msg = f'the component "{self.name}" needs {", ".join(missing)}'
            raise WrongPart(msg)
        if wraps and self.body == "never":
            msg = f'the component "{self.name}" wraps nothing; use {{% part "{self.name}" %}}'
            raise WrongPart(msg)
        if not wraps and self.body == "always":
            msg = f'the component "{self.name}" wraps words; use {{% wrap "{self.name}" %}}…{{% endwrap %}}'
            raise WrongPart(msg)

    def accept_values(self, given: Mapping[str, object]) -> None:
        """Raise `WrongPart` if an attribute has a value outside its list."""
        for name, allowed in self.one_of.items():
            value = given.get(name)
            if value is not None and value not in allowed:
                msg = f'the component "{self.name}" knows {name} as {", ".join(allowed)}, not {value!r}'
                raise WrongPart(msg)


KINDS = ("primary", "quiet", "plain")
ICONS = ("back", "add", "picture", "warning")

COMPONENTS: tuple[Component, ...] = (
    Component("flower", "The five-petal flower; the only ornament.", optional=("large",)),
    Component("icon", "A small line drawing, always with a word.", ("name",), one_of={"name": ICONS}),
    Component(
        "button",
        "A link that looks like a button (with url), or a button that sends its form.",
        ("label",),
        ("url", "kind", "name", "value", "icon", "form", "action", "autofocus"),
        one_of={"kind": KINDS, "icon": ICONS},
    ),
    Component("back", "The way back.", ("url",), ("label",)),
    Component("date", "A date in words, and for the machine.", ("words",), ("machine", "small")),
    Component(
        "word",
        "A word in a sentence that one can tap to change.",
        ("text",),
        ("url", "name", "value", "says"),
    ),
    Component("field", "One field of a form.", ("field",), ("hint", "autocomplete", "rows", "placeholder")),
    Component("choices", "One of several, or some of several.", ("field",), ("small", "labelled_by")),
    Component(
        "notice",
        "A few words that matter, ruled off.",
        (),
        ("text", "kind", "lead"),
        {"kind": ("plain", "clay")},
        "maybe",
    ),
    Component(
        "undo", "What was done, and the way to take it back.", ("text", "url"), ("label", "name", "value")
    ),
    Component("empty", "Nothing here, and that is fine.", (), ("text",), body="maybe"),
    Component(
        "veil",
        "A covered picture: its description and a plain button to look.",
        ("description", "url", "width", "height"),
        ("who", "strip", "id"),
    ),
    Component(
        "picture",
        "A picture somebody asked to see.",
        ("jpeg", "width", "height", "alt"),
        ("webp", "sizes", "caption", "cover_url", "id"),
    ),
    Component(
        "entry",
        "A passage of the timeline with its date in the margin.",
        ("date",),
        ("by", "age", "title", "url", "more_url", "more_label", "id", "current"),
        body="always",
    ),
    Component(
        "message",
        "What somebody wrote, with their name in the margin; a long letter is folded.",
        ("id", "name", "date", "words"),
        ("opening", "beside", "beside_url", "current", "described"),
        body="maybe",
    ),
    Component("folded", "A letter that stays closed.", ("title",), ("text",), body="maybe"),
    Component("candle", "One small flame, and its words.", ("text",), body="maybe"),
    Component("facts", "A list of facts (cards.Fact).", ("rows",), ("end",)),
    Component(
        "ledger",
        "A quiet list in columns; the first cell of a row names it.",
        ("caption", "head", "rows"),
        ("show_caption",),
    ),
    Component(
        "pager", "Earlier and later.", (), ("earlier_url", "later_url", "earlier_label", "later_label")
    ),
    Component("codebox", "A code, large, in groups, with a button to copy it.", ("code",), ("label", "copy")),
    Component("linkbox", "A link to hand on, with a button to copy it.", ("link",), ("label",)),
    Component("wordgrid", "The numbered words of a recovery sheet.", ("words",), ("label", "codes")),
    Component("square", "A square for the camera of another device.", ("src", "alt")),
    Component(
        "passkey",
        "A button that asks this device for a passkey and sends its form with the answer.",
        ("does", "options", "label"),
        ("kind",),
        {"does": ("make", "show"), "kind": KINDS},
    ),
    Component(
        "pictures",
        "A form that sends several pictures, each with a line of its own.",
        ("url",),
        ("label", "id"),
        body="maybe",
    ),
    Component(
        "upload",
        "One file on its way: name, progress, what became of it.",
        ("name",),
        ("percent", "said", "state"),
        {"state": ("going", "kept", "refused")},
    ),
)

_BY_NAME = {component.name: component for component in COMPONENTS}


def find(name: str) -> Component:
    """The component of this name. Raises `WrongPart` where there is none."""
    try:
        return _BY_NAME[name]
    except KeyError:
        msg = f'there is no component "{name}"; design/components/__init__.py lists them'
        raise WrongPart(msg) from None
