"""The tags of the look: `look_css`, `look_js`, `part` and `wrap`.

Settings list this module as a builtin (`OPTIONS["builtins"]: ["myosotis.design.templatetags.look"]`), so no
template has to load it.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

from myosotis.design import saying, scripts, stylesheet
from myosotis.design.components import Component, WrongPart, find
from myosotis.design.drawing import draw

register = template.Library()


@register.simple_tag
def look_css(name: str = "house") -> str:
    """The address of a stylesheet."""
    return f"/look/{stylesheet.fingerprint(name)}.css"


@register.simple_tag
def look_js(name: str = "house") -> str:
    """The address of a script."""
    return f"/look/{scripts.fingerprint(name)}.js"


class PartNode(template.Node):
    """One use of a component in a template."""

    child_nodelists = ("nodelist",)

    def __init__(
        self, component: Component, given: dict[str, FilterExpression], nodelist: NodeList | None
    ) -> None:
        self.component = component
        self.given = given
        self.nodelist = nodelist if nodelist is not None else NodeList()
        self.wraps = nodelist is not None

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = {name: value.resolve(context) for name, value in self.given.items()}
        body = self.nodelist.render(context) if self.wraps else None
        return draw(self.component, values, body, context)


def _read(parser: Parser, token: Token, *, wraps: bool) -> tuple[Component, dict[str, FilterExpression]]:
    """The component a tag names and the attributes it gives; TemplateSyntaxError where they do not fit."""
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][-1] != bits[0][0]:
        msg = f'{{% {tag} %}} wants the name of a component in quotes first: {{% {tag} "button" … %}}'
        raise template.TemplateSyntaxError(msg)
    name, rest = bits[0][1:-1], bits[1:]
    given = token_kwargs(rest, parser)
    if rest:
        msg = f'{{% {tag} "{name}" %}}: {rest[0]!r} is not of the form key=value'
        raise template.TemplateSyntaxError(msg)
    try:
        component = find(name)
        component.accept(set(given), wraps=wraps)
    except WrongPart as wrong:
        raise template.TemplateSyntaxError(str(wrong)) from wrong
    return component, given


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """`{% part "name" key=value … %}` draws a component."""
    component, given = _read(parser, token, wraps=False)
    return PartNode(component, given, None)


@register.tag
def wrap(parser: Parser, token: Token) -> PartNode:
    """`{% wrap "name" key=value … %}…{% endwrap %}` draws a component round what stands between."""
    component, given = _read(parser, token, wraps=True)
    nodelist = parser.parse(("endwrap",))
    parser.delete_first_token()
    return PartNode(component, given, nodelist)


@register.filter
def called(name: str) -> str:
    """A baby's name, where there is one and the reader wants names; else "your baby" in their words."""
    return saying.now().call(name)
