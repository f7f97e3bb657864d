"""The stylesheets and the scripts: complete, from this house only, each file small enough to read."""

from __future__ import annotations

import hashlib
import re

import pytest

from myosotis.design import scripts, stylesheet
from myosotis.design.components import COMPONENTS

STATIC = stylesheet.HERE / "static"


def test_every_style_and_script_is_in_its_list_once() -> None:
    styles = [*(stylesheet.HERE / "static").rglob("*.css"), *stylesheet.COMPONENTS.rglob("*.css")]
    house, book = stylesheet.files(), stylesheet.files("book")
    assert len(set(house)) == len(house)
    assert len(set(book)) == len(book)
    assert sorted({*house, *book}) == sorted(styles)
    listed = {path for name in scripts.SCRIPTS for path in scripts.files(name)}
    assert sorted(listed) == sorted(scripts.COMPONENTS.rglob("*.js"))


def test_component_styles_belong_to_components() -> None:
    assert set(stylesheet.PARTS) <= {component.name for component in COMPONENTS}


@pytest.mark.parametrize("name", ["house", "book"])
def test_the_sheet_is_the_files_in_order_and_its_name_is_its_content(name: str) -> None:
    text = stylesheet.sheet(name).decode()
    places = [text.index(path.read_text("utf-8")) for path in stylesheet.files(name)]
    assert places == sorted(places)
    assert stylesheet.fingerprint(name) == hashlib.sha256(stylesheet.sheet(name)).hexdigest()[:16]
    assert scripts.fingerprint(name) == hashlib.sha256(scripts.script(name)).hexdigest()[:16]


@pytest.mark.parametrize("name", ["house", "book"])
def test_everything_the_sheet_fetches_lies_in_this_house(name: str) -> None:
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", stylesheet.sheet(name).decode())
    assert addresses
    assert [one for one in addresses if not (STATIC / one.removeprefix("/static/")).is_file()] == []
    assert all(one.startswith("/static/design/") for one in addresses)
    assert b"@import" not in stylesheet.sheet(name)


@pytest.mark.parametrize("name", ["house", "book"])
def test_braces_close_in_every_file(name: str) -> None:
    for path in stylesheet.files(name):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert text.count("{") == text.count("}"), path.name


@pytest.mark.parametrize("name", ["house", "book"])
def test_no_shorthand_an_old_phone_does_not_know(name: str) -> None:
    """iOS 12 reads `padding-inline-start`, but throws away `padding-inline` and `inset`."""
    text = re.sub(r"@supports[^{]*", "", stylesheet.sheet(name).decode())
    found = re.findall(r"[{;\s]((?:padding|margin|border|inset)-(?:inline|block)|inset)\s*:", text)
    assert found == []


@pytest.mark.parametrize("name", ["house", "book"])
def test_files_are_short_and_scripts_keep_to_themselves(name: str) -> None:
    for path in stylesheet.files(name):
        assert len(path.read_text("utf-8").splitlines()) < 400, path.name
    for path in scripts.files(name):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) < 250, path.name
        code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).strip()
        assert code.startswith('(function () {\n  "use strict";'), path.name
        assert code.endswith("})();"), path.name
        assert not re.search(r"\b(async|await)\b|\?\.|\?\?|`|\beval\b|https?://[a-z]", code), path.name


def test_licences_travel_with_the_fonts() -> None:
    assert "Open Font License" in (STATIC / "design" / "fonts" / "LICENSES.txt").read_text("utf-8").replace(
        "OPEN FONT LICENSE", "Open Font License"
    )
