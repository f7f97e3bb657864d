"""Weeks in the margin of the story: shown where they are known, and never once something ended."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in

from myosotis.people import wording_changes
from myosotis.people.viewer import Viewer
from myosotis.story import actions
from myosotis.story.actions import things as keeping
from myosotis.story.models import Baby, Pregnancy
from myosotis.story.values import BabyValue, PregnancyValue

pytestmark = pytest.mark.django_db(transaction=True)


def due(day: str = "2026-10-17", **more: str) -> PregnancyValue:
    """A pregnancy with one due date; of a last period on 10 January 2026, where no other is named."""
    told = {
        "id": "0a0a0a0a",
        "due": day,
        "basis": "lmp",
        "from": "2026-01-10",
        "by": "",
        "at": "2026-02-01T10:00:00+00:00",
    }
    return PregnancyValue(due=[told], **more)  # type: ignore[arg-type]


@pytest.fixture
def ilse() -> Viewer:
    ilse = parent()
    wording_changes.change(by=ilse, weeks=True)
    return ilse


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


def a_pregnancy(by: Viewer, value: PregnancyValue) -> UUID:
    return keeping.keep(by=by, sort=Pregnancy, value=value)


def a_baby(by: Viewer, pregnancy: UUID, **said: object) -> UUID:
    return keeping.keep(by=by, sort=Baby, value=BabyValue(pregnancy=str(pregnancy), **said))  # type: ignore[arg-type]


def margin(client: Client, by: Viewer, date: str, babies: tuple[UUID, ...] = ()) -> str:
    """What the margin of an entry on this day says of weeks, in the story and on its own page."""
    moment = actions.keep_moment(by=by, date=date, paragraphs=["a lamp"])
    if babies:
        actions.tell(by=by, moment=moment, babies=[str(one) for one in babies])
    entries = {entry.id: entry.age for entry in client.get("/story").context["entries"]}
    age = str(entries[f"m-{moment}"])
    for path in (f"/moments/{moment}", "/story"):
        page = client.get(path).content.decode()
        assert (f"<span>{age}</span>" in page) is bool(age), path
    assert client.get(f"/moments/{moment}").context["age"] == age
    return age


@pytest.mark.parametrize(
    ("date", "age"),
    [
        ("2026-01-10", "0w0d"),
        ("2026-05-30", "20w0d"),
        ("2026-06-02", "20w3d"),
        ("2026-06-26", "23w6d"),
        ("2026-06-27", "24w0d"),
        ("2026-07-25", "28w0d"),
        ("2026-06-02T03:10", "20w3d"),
        ("2026-06-02Tnight", "20w3d"),
        ("2026-11-06", "42w6d"),
        # Not a day, or not in it: nothing.
        ("2026-01-09", ""),
        ("2026-11-07", ""),
        ("2026-06", ""),
        ("2026-06-02~", ""),
        ("2026-06-02?", ""),
        ("2026-22", ""),
        ("XXXX", ""),
        ("2026-06-02/..", ""),
        ("[2026-06-02,2026-06-03]", ""),
        ("2026-06-0X", ""),
        ("2026-06-02T03:10Z", "20w3d"),
        # A short while within one week, and one that runs over into the next.
        ("2026-05-30/2026-06-05", "20 weeks"),
        ("2026-06-01/2026-06-03", "20 weeks"),
        ("2026-06-05/2026-06-06", ""),
        ("2026-05-30/2026-06-06", ""),
    ],
)
def test_the_day_of_an_entry_says_how_far_it_was(ilse: Viewer, client: Client, date: str, age: str) -> None:
    a_pregnancy(ilse, due())
    assert margin(client, ilse, date) == age


@pytest.mark.parametrize("at", range(4))
def test_from_the_day_it_ended_no_week_is_ever_shown(ilse: Viewer, client: Client, at: int) -> None:
    """Ended, died, born, or a twin died: not for one who died, nor for one who lives."""
    ended = {"ended": "2026-06-26"} if at == 0 else {}
    one = a_pregnancy(ilse, due(**ended))
    said = [{}, {"died": "2026-06-26"}, {"born": "2026-06-26"}, {"died": "2026-06-26"}][at]
    first = a_baby(ilse, one, name="Mira", **said)
    noor = a_baby(ilse, one, name="Noor", outcome="lives") if at == 3 else first
    assert margin(client, ilse, "2026-06-25", (noor,)) == "23w5d"
    for day in ("2026-06-26", "2026-06-27", "2026-10-17", "2026-06-24/2026-06-27"):
        assert margin(client, ilse, day, (noor,)) == margin(client, ilse, day) == ""


@pytest.mark.parametrize(
    ("value", "babies"),
    [
        (due(status="ended"), []),
        (due(), [{"outcome": "died"}]),
        (due(ended="2026-09-01"), [{"outcome": "died"}, {"outcome": "lives"}]),
        (due(ended="../2026-09-01"), []),
        (due(ended="[..2026-09-01]"), []),
        (due(ended="XXXX-09-01"), []),
        (due(ended="2026~"), []),
    ],
)
def test_where_nobody_said_when_it_ended_no_day_is_known_to_lie_before_it(
    ilse: Viewer, client: Client, value: PregnancyValue, babies: list[dict[str, str]]
) -> None:
    one = a_pregnancy(ilse, value)
    for said in babies:
        a_baby(ilse, one, **said)
    assert margin(client, ilse, "2026-06-02") == ""


def test_an_unsure_end_leaves_room_before_it(ilse: Viewer, client: Client) -> None:
    a_pregnancy(ilse, due(ended="2026-06-26~"))
    assert margin(client, ilse, "2026-06-11") == "21w5d"
    assert margin(client, ilse, "2026-06-13") == ""


def test_of_two_we_do_not_choose_and_the_baby_decides(ilse: Viewer, client: Client) -> None:
    first = a_pregnancy(ilse, due("2026-10-17"))
    second = a_pregnancy(ilse, due("2026-11-17"))
    mira, noor = a_baby(ilse, first), a_baby(ilse, second)
    assert margin(client, ilse, "2026-06-02") == ""
    assert margin(client, ilse, "2026-06-02", (mira,)) == "20w3d"
    assert margin(client, ilse, "2026-06-02", (noor,)) == "16w0d"
    assert margin(client, ilse, "2026-06-02", (mira, noor)) == ""
    # Whoever is in the bin names nothing meanwhile.
    keeping.bin_thing(by=ilse, sort=Pregnancy, key=second)
    assert margin(client, ilse, "2026-06-02") == "20w3d"


def test_the_date_that_counts_is_the_one_a_parent_chose(ilse: Viewer, client: Client) -> None:
    told = [*due().due, {**due("2026-10-20").due[0], "id": "0b0b0b0b"}]
    key = a_pregnancy(ilse, PregnancyValue(due=told))
    assert margin(client, ilse, "2026-06-02") == "20w0d"
    client.post(f"/pregnancies/{key}/counts", {"said": "0a0a0a0a", "before": ""})
    assert margin(client, ilse, "2026-06-02") == "20w3d"


def test_each_parent_wishes_for_themselves(ilse: Viewer, client: Client) -> None:
    partner(ilse)
    a_pregnancy(ilse, due())
    assert margin(client, ilse, "2026-06-02") == "20w3d"
    assert "20w3d" not in signed_in("joost@example.org").get("/story").content.decode()
    wording_changes.change(by=ilse, weeks=False)
    assert "20w3d" not in client.get("/story").content.decode()
