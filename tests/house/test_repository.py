"""The house itself: no outside hosts, no long files, every setting explained, every Python file ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from myosotis.environment import NAMES

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.house

_INDEX_HOSTS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npm|\bnexus\b|artifactory|--index-url|extra-index", re.IGNORECASE
)


def tracked() -> list[Path]:
    """Every file git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_a_package_index() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path != Path(__file__) and _INDEX_HOSTS.search(path.read_bytes().decode("utf-8", "ignore"))
    ]
    assert found == []


def test_every_requirement_is_pinned_with_a_hash() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        wanted = re.split(r"\n(?=[a-z0-9])", path.read_text().strip())
        for requirement in wanted:
            assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", requirement), requirement[:60]
            assert "--hash=sha256:" in requirement, requirement[:60]


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs/operate/settings.md").read_text()
    assert [name for name in NAMES if f"`{name}`" not in page] == []
    assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) == set(NAMES)


#: Longer on purpose, with the reason.
LONG = {"src/myosotis/preservation/myosotis_open.py": "one file lies in every backup and needs nothing of us"}


def test_no_python_file_has_outgrown_one_reason() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > 420
    }
    assert long.keys() == LONG.keys()


def test_templates_hold_no_inline_style_or_script_and_nothing_from_outside() -> None:
    for path in tracked():
        if path.suffix == ".html":
            text = path.read_text()
            assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", text), path.name
            assert not re.search(r"(src|href)=\"(https?:)?//", text), path.name
