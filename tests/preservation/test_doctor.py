"""The doctor finds what is planted, names it by its id, and never says what anything is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.conftest import HOME
from tests.preservation.helpers import Household, household, keep

from myosotis.environment import Smtp, environment
from myosotis.people import actions as people
from myosotis.preservation.doctor import Doctor
from myosotis.preservation.findings import Finding, State
from myosotis.vault import files
from myosotis.vault.models import Blob, KeyWrap, ManifestEntry, Space
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


def looked(*, read: bool = False) -> list[Finding]:
    doctor = Doctor(environment(), read=read)
    doctor.before_opening()
    doctor.inside()
    return doctor.findings


def care(*, read: bool = False) -> set[str]:
    """The ids of what wants care."""
    return {one.id for one in looked(read=read) if one.state is State.CARE}


@pytest.fixture
def house() -> Iterator[Household]:
    # What earlier tests left in this home is not this family's.
    for path in (*files.orphans(), *(files.arriving().iterdir() if files.arriving().is_dir() else ())):
        path.unlink()
    (HOME / "data").chmod(0o700)
    yield household()
    (HOME / "key" / "root.key").chmod(0o400)


def test_a_house_in_order_wants_nothing(house: Household) -> None:
    found = looked(read=True)
    wanting = {one.id for one in found if one.state is State.CARE}
    assert wanting <= {"D-DECODER", "D-DB-SAFE"}, "the tests' machine and database alone may want something"
    said = json.dumps([one.as_json() for one in found])
    for word in ("Ilse", "Heron", "Alma", "window", "IMG_", "ilse@"):
        assert word not in said


def test_rights_of_key_and_data(house: Household) -> None:
    (HOME / "key" / "root.key").chmod(0o440)
    (HOME / "data").chmod(0o755)
    assert {"D-KEY-RIGHTS", "D-DATA"} <= care()


def test_a_file_that_is_gone_cut_or_changed(house: Household) -> None:
    space = house.viewer.family_space
    gone, cut, changed = (keep(house.viewer, space, "a.jpg", os.urandom(40_000)) for _ in range(3))
    files.path_of(gone).unlink()
    os.truncate(files.path_of(cut), 20_000)
    assert {"D-FILES-THERE", "D-FILES-WHOLE"} <= care()
    data = bytearray(files.path_of(changed).read_bytes())
    data[30_000] ^= 1
    files.path_of(changed).write_bytes(data)
    quick, whole = ({one.id: one.said for one in looked(read=read)} for read in (False, True))
    assert quick["D-FILES-WHOLE"].startswith("1 ")
    assert whole["D-FILES-WHOLE"].startswith("2 ")
    assert str(changed) in whole["D-FILES-WHOLE"]


@pytest.mark.parametrize("how", ["entry changed", "end cut", "row without entry", "key changed"])
def test_a_list_that_does_not_hold(house: Household, how: str) -> None:
    space = house.viewer.family_space
    entries = ManifestEntry.objects.filter(space=space)
    last = entries.order_by("-number").first()
    assert last is not None
    if how == "entry changed":
        entries.filter(pk=last.pk).update(length=1)
    elif how == "end cut":
        entries.filter(pk=last.pk).delete()
    elif how == "row without entry":
        Blob.objects.create(id=Space.objects.create().pk, space_id=space, wrapped_key=b"x", size=1)
    else:
        KeyWrap.objects.filter(space=space, holder=KeyWrap.ROOT).update(wrapped=b"x" * 60)
    from myosotis.vault import spaces  # noqa: PLC0415 (only here)

    spaces._opened.cache_clear()
    assert ("D-SPACES" if how == "key changed" else "D-MANIFEST") in care()


def test_work_that_is_stuck_is_counted_by_its_codes(house: Household) -> None:
    Task.objects.create(action="media.prepare", error="BlobMissing", given_up=True)
    [one] = [one for one in looked() if one.id == "D-TASKS"]
    assert (one.state, "media.prepare" in one.said, "BlobMissing" in one.said) == (State.CARE, True, True)


def test_sheets_are_counted(house: Household) -> None:
    def said(name: str) -> str:
        return next(one.said for one in looked() if one.id == name)

    assert said("D-SHEETS-OWN").startswith("1 of 1 parents")
    KeyWrap.objects.filter(holder=KeyWrap.SHEET).delete()
    people.make_sheet(by=house.viewer, space=house.viewer.family_space)
    assert said("D-SHEETS-FAMILY").startswith("0 of 1 families")


def test_a_file_no_row_names_is_a_note(house: Household) -> None:
    stray = files.path_of(house.viewer.family_id)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"sealed once")
    (files.arriving() / "half").write_bytes(b"half")
    states = {one.id: one.state for one in looked()}
    stray.unlink()
    (files.arriving() / "half").unlink()
    assert (states["D-ORPHANS"], states["D-ARRIVING"]) == (State.NOTE, State.NOTE)


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_clock_that_cannot_be_right(house: Household, year: int) -> None:
    with time_machine.travel(f"{year}-06-01"):
        doctor = Doctor(environment())
        doctor.before_opening()
    assert "D-CLOCK" in {one.id for one in doctor.findings if one.state is State.CARE}


def test_mail_and_keys_elsewhere(tmp_path: Path) -> None:
    env = replace(
        environment(),
        root_key_file=tmp_path / "nothing",
        data=tmp_path / "no-data",
        smtp=Smtp("mail.example.org", 25, "", "", "none"),
    )
    doctor = Doctor(env)
    doctor.before_opening()
    doctor.not_opened("The root key file is not there.")
    states = {one.id: one.state for one in doctor.findings}
    assert (states["D-KEY"], states["D-DATA"], states["D-MAIL"]) == (State.CARE, State.CARE, State.NOTE)
    assert states["D-HOUSE"] is State.CARE
    assert not doctor.good


HTTPS, MAIL = "https://house.example", Smtp("mail.example.org", 587, "", "", "starttls")
PROXY = (ip_network("127.0.0.1"),)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.NOTE),
        ({"url": "http://localhost:8123"}, State.NOTE),
        ({"smtp": MAIL}, State.NOTE),
        ({"trusted_proxies": PROXY}, State.CARE),
        ({"url": "http://house.example"}, State.CARE),
        ({"url": HTTPS}, State.CARE),
        ({"url": HTTPS, "trusted_proxies": PROXY}, State.GOOD),
        ({"url": HTTPS, "trusted_proxies": PROXY, "smtp": MAIL}, State.GOOD),
    ],
)
def test_address_proxy_and_letters_agree_or_not(changes: dict[str, Any], state: State) -> None:
    doctor = Doctor(replace(environment(), **changes))
    doctor.before_opening()
    assert [one.state for one in doctor.findings if one.id == "D-ADDRESS"] == [state]
    assert not [one for one in doctor.findings if "house.example" in one.said]


def test_a_sender_nobody_would_answer() -> None:
    states = []
    for sender in ("myosotis@localhost", "letters@house.example"):
        doctor = Doctor(replace(environment(), smtp=MAIL, mail_from=sender))
        doctor.before_opening()
        states += [one.state for one in doctor.findings if one.id == "D-MAIL"]
    assert states == [State.NOTE, State.GOOD]


def test_a_check_that_breaks_stops_no_other(house: Household) -> None:
    doctor = Doctor(replace(environment(), data=Path("\0")))
    doctor.before_opening()
    ids = [one.id for one in doctor.findings]
    assert "D-CHECK" in ids
    assert "D-MAIL" in ids
