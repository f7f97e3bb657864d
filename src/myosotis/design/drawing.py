"""How a component becomes markup: its attributes checked, made ready, and given to its own template.

A component sees its attributes and nothing else of the page, except the form token and the request, which
its forms need.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Engine, Origin, Template
from django.template.context import Context
from django.utils.safestring import SafeString

from myosotis.design.components import Component, WrongPart
from myosotis.design.making_ready import READY

_COMPILED: dict[tuple[int, str], tuple[Engine, Template]] = {}


def _template(component: Component, engine: Engine) -> Template:
    """The component's template, compiled once an engine (which is kept, so that its id stays its own)."""
    key = (id(engine), component.name)
    if key not in _COMPILED:
        path = component.template
        source = path.read_text(encoding="utf-8").strip()
        _COMPILED[key] = (engine, Template(source, Origin(str(path)), component.name, engine))
    return _COMPILED[key][1]


def draw(component: Component, given: Mapping[str, Any], body: str | None, context: Context) -> SafeString:
    """The markup of one component inside a page that is being rendered with `context`.

    Raises `WrongPart` for a value the component does not know.
    """
    if context.template is None:
        msg = f'the component "{component.name}" is drawn inside a template only'
        raise WrongPart(msg)
    values: dict[str, Any] = {**dict.fromkeys((*component.required, *component.optional)), **given}
    component.accept_values(values)
    values["body"] = body
    make_ready = READY.get(component.name)
    if make_ready is not None:
        values.update(make_ready(values))
    for name in ("csrf_token", "request"):
        if name in context:
            values[name] = context[name]
    inner = context.new(values)
    # `new` on a page's context keeps the page's template, so that nested parts find their engine.
    inner.template = context.template
    return _template(component, context.template.engine).nodelist.render(inner)
