"""Components: what they take, what they refuse, and that the gallery shows each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from myosotis.design.cards import DateCard, Fact
from myosotis.design.components import COMPONENTS, HERE, WrongPart
from myosotis.design.gallery import gallery_context
from myosotis.design.making_ready import groups, shape

DOCS = Path(__file__).parents[2] / "docs" / "look.md"


def drawn(source: str, **context: Any) -> str:
    """A template as a page would draw it, form token and all."""
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


def test_the_list_and_the_folders_are_the_same() -> None:
    folders = {path.name for path in HERE.iterdir() if (path / f"{path.name}.html").exists()}
    assert folders == {component.name for component in COMPONENTS}


def test_the_gallery_uses_every_component() -> None:
    source = (HERE.parent / "templates" / "design" / "gallery.html").read_text(encoding="utf-8")
    used = set(re.findall(r'\{% (?:part|wrap) "(\w+)"', source))
    assert {component.name for component in COMPONENTS} - used == set()


def test_the_gallery_is_drawn() -> None:
    page = render_to_string("design/gallery.html", gallery_context(), RequestFactory().get("/gallery"))
    assert "We could not read that date." in page
    assert page.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda one: one.name)
def test_docs_name_the_component_and_what_it_takes(component: Any) -> None:
    line = next(
        (one for one in DOCS.read_text("utf-8").splitlines() if one.startswith(f"| `{component.name}` |")), ""
    )
    assert [name for name in (*component.required, *component.optional) if name not in line] == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% part "buttton" label="Go on" %}', 'no component "buttton"'),
        ('{% part "button" %}', "needs label"),
        ('{% part "button" label="Go on" size="big" %}', "knows no size"),
        ('{% part button label="Go on" %}', "in quotes"),
        ('{% part "button" "Go on" %}', "key=value"),
        ('{% wrap "button" label="Go on" %}x{% endwrap %}', "wraps nothing"),
        ('{% part "entry" date=day %}', "wraps words"),
    ],
)
def test_a_wrong_use_stops_the_page_before_it_is_drawn(source: str, said: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=re.escape(said)):
        engines["django"].from_string(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% part "button" label="Go on" kind="loud" %}', "knows kind as"),
        ('{% part "notice" %}', "needs its words"),
        ('{% part "field" field="name" %}', "wants a field"),
        ('{% part "veil" description="" url="/" width=0 height=3 %}', "one pixel"),
        ('{% part "ledger" caption="c" head=two rows=rows %}', "2 columns"),
    ],
)
def test_a_wrong_value_stops_the_page(source: str, said: str) -> None:
    with pytest.raises(WrongPart, match=re.escape(said)):
        drawn(source, two=["a", "b"], rows=[["only one"]])


def test_what_people_wrote_is_escaped_everywhere() -> None:
    wrote = '"><u>&'
    page = drawn(
        '{% part "veil" description=w url="/l" width=4 height=3 who=w %}'
        '{% part "picture" jpeg="/p" width=4 height=3 alt=w caption=w %}'
        '{% part "facts" rows=rows %}{% part "word" text=w url="/x" says=w %}'
        '{% part "notice" text=w lead=w %}{% part "codebox" code=w label=w %}'
        '{% part "date" words=w machine=w %}'
        '{% wrap "entry" date=day by=w title=w age=w url="/e" %}<i>{{ w }}</i>{% endwrap %}',
        w=wrote,
        rows=[Fact(wrote, wrote, wrote)],
        day=DateCard(wrote + " 9 March 2024", wrote),
    )
    assert "<u>" not in page
    assert "<i>&quot;&gt;&lt;u&gt;&amp;</i>" in page


def test_a_veil_never_knows_where_the_picture_lies() -> None:
    page = drawn('{% part "veil" description="Light" url="/look/1" width=400 height=300 %}')
    assert "<img" not in page
    assert "veil--4x3" in page
    assert 'method="post"' in page
    assert "csrfmiddlewaretoken" in page


def test_a_veil_without_a_description_says_so() -> None:
    assert "A picture, without a description." in drawn(
        '{% part "veil" description="" url="/" width=1 height=1 %}'
    )


def test_a_picture_brings_both_formats_and_the_way_to_cover_it() -> None:
    page = drawn('{% part "picture" jpeg="/j" webp="/w" width=40 height=30 alt="Light" cover_url="/c" %}')
    assert '<source type="image/webp" srcset="/w">' in page
    assert 'width="40" height="30" alt="Light"' in page
    assert 'action="/c"' in page


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [(4000, 3000, "4x3"), (3000, 4000, "3x4"), (1920, 1080, "16x9"), (900, 1000, "1x1"), (9000, 1000, "3x1")],
)
def test_the_veil_has_the_shape_of_the_picture(width: int, height: int, name: str) -> None:
    assert shape(width, height) == name


def test_a_code_is_shown_in_its_own_groups() -> None:
    assert groups("7QK2M9XWB4TD") == ["7QK2", "M9XW", "B4TD"]
    assert groups("7QK-2M9") == ["7QK", "2M9"]


class Asking(forms.Form):
    name = forms.CharField(help_text="Any script.")
    mail = forms.EmailField(required=False)
    who = forms.ChoiceField(choices=[("a", "Elin"), ("b", "Tomas")], widget=forms.RadioSelect)


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    form = Asking({"name": ""})
    page = drawn(
        '{% part "field" field=form.name autocomplete="name" %}{% part "field" field=form.mail %}', form=form
    )
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'id="id_name_hint"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'autocomplete="name"' in page
    assert page.count('dir="auto"') == 1


def test_choices_are_a_named_group_with_small_words() -> None:
    page = drawn(
        '<h1 id="q">Who?</h1>{% part "choices" field=form.who small=small labelled_by="q" %}',
        form=Asking(),
        small={"a": "asked first"},
    )
    assert '<fieldset class="choices" aria-labelledby="q"' in page
    assert page.count("<small>asked first</small>") == 1
    assert len(re.findall(r'<label class="choice" for="(id_who_\d)"><input [^>]*id="\1"', page)) == 2


def test_a_date_keeps_its_day_in_one_piece() -> None:
    page = drawn('{% part "date" words="Saturday, 9 March 2024" machine="2024-03-09" %}')
    assert page == (
        '<time datetime="2024-03-09">Saturday, <span class="date__day">9 March 2024</span></time>'
    )
