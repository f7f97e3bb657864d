"""Every table is in a snapshot or left out with a reason; every check has its file, its line and its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from myosotis.preservation import rows
from myosotis.preservation.checks import inside, outside

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ROOT / "src" / "myosotis" / "preservation" / "checks"


def labels() -> set[str]:
    return {model._meta.label for model in apps.get_models(include_auto_created=True)}


def test_every_table_is_in_a_snapshot_or_left_out_with_a_reason() -> None:
    kept = {model._meta.label for model in rows.TABLES}
    assert labels() - kept - rows.LEFT_OUT.keys() == set(), (
        "add it to TABLES or LEFT_OUT in preservation/rows.py"
    )
    assert rows.LEFT_OUT.keys() - labels() == set()
    assert kept & rows.LEFT_OUT.keys() == set()
    assert [name for name, reason in rows.LEFT_OUT.items() if len(reason.split()) < 4] == []


def test_what_others_refer_to_comes_first_and_every_column_has_a_kind() -> None:
    seen: set[str] = set()
    for model in rows.TABLES:
        for column in rows.columns(model):
            assert column["kind"] == "sealed" or "type" not in column
            if "of" in column:
                assert column["of"] in seen | {model._meta.label}, f"{model._meta.label}.{column['name']}"
        seen.add(model._meta.label)


def test_every_kind_of_column_is_explained() -> None:
    page = (ROOT / "docs/formats/backup.md").read_text()
    kinds = {column["kind"] for model in rows.TABLES for column in rows.columns(model)}
    assert [kind for kind in kinds if f"| `{kind}` |" not in page] == []


@pytest.mark.parametrize("package", [outside, inside])
def test_each_check_is_a_file_and_a_line(package: object) -> None:
    name = str(getattr(package, "__name__", "")).rpartition(".")[2]
    written = {path.stem for path in (CHECKS / name).glob("*.py")} - {"__init__"}
    listed = [check.__module__.rpartition(".")[2] for check in getattr(package, "CHECKS", ())]
    assert sorted(listed) == sorted(written)


def test_each_finding_stands_on_the_doctors_page() -> None:
    page = (ROOT / "docs/operate/doctor.md").read_text()
    told = {
        name
        for line in page.splitlines()
        if line[:1] == "|"
        for name in re.findall(r"`(D-[A-Z-]+)`", line.split("|")[1])
    }
    room = CHECKS.parent
    said = {
        name
        for path in (*CHECKS.rglob("*.py"), room / "doctor.py")
        for name in re.findall(r'"(D-[A-Z-]+)"', path.read_text())
    }
    assert told == said
