"""What some components need worked out before they are drawn: from attributes to attributes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from myosotis.design.components import WrongPart

# The shapes the veil has a class for (width, height).
SHAPES = (
    (1, 1), (5, 4), (4, 5), (4, 3), (3, 4), (3, 2), (2, 3), (16, 9), (9, 16), (2, 1), (1, 2), (3, 1),
)  # fmt: skip

# Fields in which people write words of their own: any script, any direction.
WRITTEN = (forms.TextInput, forms.Textarea)
# …but these are typed in one fixed direction.
FIXED = (forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.NumberInput)


def shape(width: int, height: int) -> str:
    """The veil's shape ("4x3") nearest to `width` × `height` pixels. Raises `WrongPart` below 1."""
    if width < 1 or height < 1:
        msg = f"a picture is at least one pixel wide and high, not {width} × {height}"
        raise WrongPart(msg)
    ratio = math.log(width / height)
    wide, high = min(SHAPES, key=lambda pair: abs(math.log(pair[0] / pair[1]) - ratio))
    return f"{wide}x{high}"


def _veil(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"shape": "strip" if values["strip"] else shape(int(values["width"]), int(values["height"]))}


# "9 March 2024" is not torn apart at the end of a line.
_DAY = re.compile(r"\d{1,2} \w+ \d{4}")


def day_together(words: str) -> SafeString:
    """A date in words, escaped, with a day, month and year in one piece: "Saturday, 9 March 2024"."""
    found = _DAY.search(words)
    if found is None:
        return conditional_escape(words)
    before, day, after = words[: found.start()], found.group(), words[found.end() :]
    return format_html('{}<span class="date__day">{}</span>{}', before, day, after)


def _date(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"shown": day_together(str(values["small"] or values["words"]))}


def _bound(values: Mapping[str, Any], component: str) -> BoundField:
    field = values["field"]
    if not isinstance(field, BoundField):
        msg = f'the component "{component}" wants a field of a form, not {type(field).__name__}'
        raise WrongPart(msg)
    return field


def _field(values: Mapping[str, Any]) -> dict[str, Any]:
    field = _bound(values, "field")
    widget = field.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        msg = f'"{field.name}" is a list of choices; draw it with the component "choices"'
        raise WrongPart(msg)
    hint = values["hint"] or field.help_text
    return {
        "hint": hint,
        "single": isinstance(widget, forms.CheckboxInput),
        "hidden": widget.is_hidden,
        "control": field.as_widget(attrs=_control_attrs(field, values, bool(hint))),
    }


def _control_attrs(field: BoundField, values: Mapping[str, Any], has_hint: bool) -> dict[str, Any]:
    """The attributes of the control itself: direction, help for the browser, and what describes it."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if isinstance(widget, WRITTEN) and not isinstance(widget, FIXED) and "dir" not in widget.attrs:
        attrs["dir"] = "auto"
    for name in ("autocomplete", "rows", "placeholder"):
        if values[name] is not None:
            attrs[name] = values[name]
    described = described_by(field, has_hint)
    if described:
        attrs["aria-describedby"] = described
    return attrs


def described_by(field: BoundField, has_hint: bool) -> str:
    """The ids of the hint and the error of a field, for `aria-describedby`; empty where there are none."""
    ids = []
    if has_hint:
        ids.append(f"{field.auto_id}_hint")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def _choices(values: Mapping[str, Any]) -> dict[str, Any]:
    field = _bound(values, "choices")
    if not isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        msg = f'"{field.name}" is no list of choices; draw it with the component "field"'
        raise WrongPart(msg)
    small = {str(key): words for key, words in (values["small"] or {}).items()}
    options = [(option, small.get(str(option.data["value"]), "")) for option in field]
    return {"options": options, "described_by": described_by(field, bool(field.help_text))}


def _notice(values: Mapping[str, Any]) -> dict[str, Any]:
    if not (values["text"] or values["body"]):
        msg = 'the component "notice" needs its words: text=… or {% wrap "notice" %}…{% endwrap %}'
        raise WrongPart(msg)
    return {}


def groups(code: str, size: int = 4) -> list[str]:
    """A code in groups of `size` characters; where it brings its own (spaces, hyphens), those are kept."""
    own = code.replace("-", " ").split()
    if len(own) > 1:
        return own
    return [code[at : at + size] for at in range(0, len(code), size)]


def _codebox(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"groups": groups(str(values["code"])), "copy": values["copy"] is not False}


def _ledger(values: Mapping[str, Any]) -> dict[str, Any]:
    head = list(values["head"])
    rows: list[list[Any]] = [list(row) for row in values["rows"]]
    for row in rows:
        if len(row) != len(head):
            msg = f"a ledger with {len(head)} columns has a row of {len(row)}"
            raise WrongPart(msg)
    return {"head": head, "rows": rows}


READY: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "veil": _veil,
    "date": _date,
    "field": _field,
    "choices": _choices,
    "notice": _notice,
    "codebox": _codebox,
    "ledger": _ledger,
}
