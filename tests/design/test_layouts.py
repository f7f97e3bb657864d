"""Layouts: neutral titles, nothing from elsewhere, nothing drawn that was not given."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from myosotis.design import scripts, stylesheet
from myosotis.design.cards import NavItem

LAYOUTS = ("base", "page", "plain", "question", "sheet", "error")
HERE = Path(stylesheet.__file__).parent


def layout(name: str, **context: Any) -> str:
    return render_to_string(f"design/{name}.html", context, RequestFactory().get("/"))


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_stands_on_its_own(name: str) -> None:
    page = layout(name)
    assert page.startswith("<!doctype html>")
    assert '<html lang="en" dir="ltr">' in page
    assert re.search(r"<title>[^<{]+ · Myosotis</title>", page)
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert f'href="/look/{stylesheet.fingerprint()}.css"' in page
    assert f'src="/look/{scripts.fingerprint()}.js" defer' in page
    assert '<a class="skip" href="#main">' in page
    assert page.count('id="main"') == 1


def test_words_to_go_to_are_drawn_only_where_they_are_given() -> None:
    page = layout("page")
    assert "<nav" not in page
    assert "<footer" not in page
    page = layout("page", nav=[NavItem("Story", "/s", True)], foot=[NavItem("Talk to someone now", "/t")])
    assert '<a href="/s" aria-current="page">Story</a>' in page
    assert '<a href="/t">Talk to someone now</a>' in page


def test_a_question_has_a_way_back_and_a_way_out() -> None:
    class Name(forms.Form):
        name = forms.CharField(label="Her name")

    page = layout("question", question="What is she called?", form=Name(), back_url="/b", not_now_url="/n")
    assert page.count("button--primary") == 1
    assert 'href="/b"' in page
    assert 'href="/n"><span>Not now</span>' in page
    assert "csrfmiddlewaretoken" in page


def test_a_pause_says_what_happened_what_is_safe_and_what_to_do() -> None:
    page = layout("error", happened="No room.", safe="All is kept.", todo="Ask the host.", action_url="/x")
    assert ["No room." in page, "All is kept." in page, "Ask the host." in page, 'href="/x"' in page] == [
        True
    ] * 4


def test_right_to_left() -> None:
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in layout("base")


class _Forbidden(HTMLParser):
    """Collects what the content policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in named) or tag in ("iframe", "object", "base"):
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if value and re.match(r"\s*(data:|javascript:|https?:|//)", value):
                self.found.append(f"{tag} {name}={value}")


def test_no_template_holds_what_the_content_policy_stops() -> None:
    found = []
    for path in [*HERE.rglob("*.html")]:
        parser = _Forbidden()
        parser.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL))
        found += [f"{path.name}: {one}" for one in parser.found]
    assert found == []


def test_tags_are_builtins() -> None:
    assert engines["django"].from_string('{% part "flower" %}').render().startswith("<svg")
