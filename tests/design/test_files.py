"""The one stylesheet and the one script: complete, from this house only, each file small enough to read."""

from __future__ import annotations

import hashlib
import re

from myosotis.design import scripts, stylesheet
from myosotis.design.components import COMPONENTS

STATIC = stylesheet.HERE / "static"


def test_every_style_and_script_is_in_its_list_once() -> None:
    styles = [*(stylesheet.HERE / "static").rglob("*.css"), *stylesheet.COMPONENTS.rglob("*.css")]
    assert sorted(stylesheet.files()) == sorted(styles)
    assert sorted(scripts.files()) == sorted(scripts.COMPONENTS.rglob("*.js"))


def test_component_styles_belong_to_components() -> None:
    assert set(stylesheet.PARTS) <= {component.name for component in COMPONENTS}


def test_the_sheet_is_the_files_in_order_and_its_name_is_its_content() -> None:
    text = stylesheet.sheet().decode()
    places = [text.index(path.read_text("utf-8")) for path in stylesheet.files()]
    assert places == sorted(places)
    assert stylesheet.fingerprint() == hashlib.sha256(stylesheet.sheet()).hexdigest()[:16]
    assert scripts.fingerprint() == hashlib.sha256(scripts.script()).hexdigest()[:16]


def test_everything_the_sheet_fetches_lies_in_this_house() -> None:
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", stylesheet.sheet().decode())
    assert addresses
    assert [one for one in addresses if not (STATIC / one.removeprefix("/static/")).is_file()] == []
    assert all(one.startswith("/static/design/") for one in addresses)
    assert b"@import" not in stylesheet.sheet()


def test_braces_close_in_every_file() -> None:
    for path in stylesheet.files():
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert text.count("{") == text.count("}"), path.name


def test_no_shorthand_an_old_phone_does_not_know() -> None:
    """iOS 12 reads `padding-inline-start`, but throws away `padding-inline` and `inset`."""
    text = re.sub(r"@supports[^{]*", "", stylesheet.sheet().decode())
    found = re.findall(r"[{;\s]((?:padding|margin|border|inset)-(?:inline|block)|inset)\s*:", text)
    assert found == []


def test_files_are_short_and_scripts_keep_to_themselves() -> None:
    for path in stylesheet.files():
        assert len(path.read_text("utf-8").splitlines()) < 400, path.name
    for path in scripts.files():
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
