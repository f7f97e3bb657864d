"""When was it? In words or chosen, what that day is called, and weeks counted from the family's due date."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in

from myosotis.people.viewer import Viewer
from myosotis.story import actions, due, queries
from myosotis.story.actions import things
from myosotis.story.cards import shown_date
from myosotis.story.models import Baby, Pregnancy
from myosotis.story.values import BabyValue, PregnancyValue

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2021, 5, 6)
OPEN = {"day": "", "month": "", "year": ""}


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


def asked(client: Client, moment: UUID, **fields: str) -> str:
    """The page with its question answered; nothing where it led on."""
    answer = client.post(f"/moments/{moment}/when?to=read", fields)
    assert answer.status_code in (200, 302)
    return "" if answer.status_code == 302 else answer.content.decode()


def when(viewer: Viewer, moment: UUID) -> tuple[str, str]:
    head = queries.head_or_new(viewer, moment)
    return head.date, head.said


def expecting(viewer: Viewer, *days: str, counts: int = -1) -> UUID:
    """A pregnancy with due dates; the one that counts by its place, the newest where none was chosen."""
    told = [{"id": f"{at:08}", "due": day, "basis": "clinician"} for at, day in enumerate(days)]
    value = PregnancyValue(due=told, counts=f"{counts:08}" if counts >= 0 else "")
    return things.keep(by=viewer, sort=Pregnancy, value=value)


@pytest.mark.parametrize(
    ("chosen", "edtf"),
    [
        ({"day": "9", "month": "3", "year": "2021"}, "2021-03-09"),
        ({"day": "9", "month": "3", "year": "2021", "about": "on"}, "2021-03-09~"),
        ({"day": "", "month": "3", "year": "2021"}, "2021-03"),
        ({"day": "", "month": "", "year": "2021"}, "2021"),
        ({"day": "9", "month": "3", "year": ""}, "XXXX-03-09"),
        ({"day": "", "month": "3", "year": "", "about": "on"}, "XXXX-03~"),
        ({**OPEN, "about": "on"}, "2020-21"),
        (OPEN, "2020-21"),
    ],
)
def test_a_date_is_chosen_part_by_part_and_each_may_stay_open(
    client: Client, ilse: Viewer, chosen: dict[str, str], edtf: str
) -> None:
    moment = actions.keep_moment(by=ilse, date="2020-21")
    assert asked(client, moment, date="spring 2020", **chosen) == ""
    assert when(ilse, moment) == (edtf, "")
    page = client.get(f"/moments/{moment}/when").content.decode()
    if edtf != "2020-21":
        picked = [name for name in ("day", "month") if chosen[name]]
        assert page.count(" selected") == 2
        assert all(f'<option value="{chosen[name]}" selected>' in page for name in picked)


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        # Words alone; the choice still shows what it was.
        ({"date": "about 4 May 2021", "day": "9", "month": "3", "year": "2021"}, "2021-05-04~"),
        # Words emptied: the date is open. With another choice beside them, that is it.
        ({"date": "", "day": "9", "month": "3", "year": "2021"}, "XXXX"),
        ({"date": "", "day": "10", "month": "3", "year": "2021"}, "2021-03-10"),
        # A choice emptied, with words or without.
        ({"date": "9 March 2021", **OPEN}, "XXXX"),
        ({"date": "spring 2020", **OPEN}, "2020-21"),
        # Both say the same.
        ({"date": "10 March 2021", "day": "10", "month": "3", "year": "2021"}, "2021-03-10"),
    ],
)
def test_what_was_changed_on_the_page_counts(
    client: Client, ilse: Viewer, fields: dict[str, str], edtf: str
) -> None:
    moment = actions.keep_moment(by=ilse, date="2021-03-09")
    assert asked(client, moment, **fields) == ""
    assert when(ilse, moment)[0] == edtf


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"date": "a Thursday long ago", **OPEN}, "We could not read that date."),
        ({"date": "9 March 2021", "day": "31", "month": "6", "year": "2021"}, "That month has no such day."),
        ({"date": "9 March 2021", "day": "31", "month": "", "year": "2021"}, "A day needs its month."),
        ({"date": "9 March 2021", "day": "9", "month": "3", "year": "soon"}, "A year looks like 2021."),
        ({"date": "9 March 2021", "day": "9", "month": "3", "year": "0"}, "A year looks like 2021."),
        ({"date": "spring 2020", "day": "1", "month": "6", "year": "2021"}, "and what you chose another"),
        ({"date": "at 20 weeks"}, "To read weeks we need a due date, and none was told."),
    ],
)
def test_an_error_says_what_works_and_loses_nothing_typed(
    client: Client, ilse: Viewer, fields: dict[str, str], says: str
) -> None:
    moment = actions.keep_moment(by=ilse, date="2021-03-09")
    page = asked(client, moment, said="the week of the snow", **fields)
    assert says in page
    assert f'value="{fields["date"]}"' in page
    assert 'value="the week of the snow"' in page
    assert ("<details open>" in page) is (("day" in fields and fields["day"] != "9") or "A year" in says)
    assert when(ilse, moment) == ("2021-03-09", "")


def test_what_a_day_is_called_stands_with_the_date_small_beside_it(client: Client, ilse: Viewer) -> None:
    moment = actions.keep_moment(by=ilse, date="2021-03-09", paragraphs=["It was white everywhere."])
    asked(client, moment, date="9 March 2021", said="  the week of the snow ")
    assert when(ilse, moment) == ("2021-03-09", "the week of the snow")
    shown = (
        '<bdi>the week of the snow</bdi> <small><time datetime="2021-03-09">'
        '<span class="date__day">9 March 2021</span></time></small>'
    )
    for address in ("/story", f"/moments/{moment}", f"/moments/{moment}/read"):
        assert shown in client.get(address).content.decode(), address
    assert "the week of the snow" in client.get(f"/moments/{moment}/write").content.decode()
    asked(client, moment, date="9 March 2021", said="")
    assert when(ilse, moment) == ("2021-03-09", "")
    assert shown_date("XXXX", "before the snow").words == "before the snow"


def test_what_nobody_touched_on_the_page_is_not_told_anew(client: Client, ilse: Viewer) -> None:
    moment = actions.keep_moment(by=ilse, date="2021-03-09")
    opened = {"before": "2021-03-09", "called": "", "date": "9 March 2021", "day": "9", "month": "3"}
    joost = partner(ilse)
    actions.set_date(by=joost, moment=moment, date="2021-03-10", said="the day of the snow")
    asked(client, moment, **opened, year="2021", said="")
    assert when(ilse, moment) == ("2021-03-10", "the day of the snow")
    asked(client, moment, **opened, year="2021", said="the white day")
    assert when(ilse, moment) == ("2021-03-10", "the white day")
    asked(client, moment, **opened, year="", said="")
    assert when(ilse, moment) == ("XXXX-03-09", "the white day")


def test_a_date_the_page_was_not_opened_with_is_taken_for_none(client: Client, ilse: Viewer) -> None:
    moment = actions.keep_moment(by=ilse, date="2021-03-09")
    assert asked(client, moment, before="no date at all", date="9 March 2021") == ""
    assert when(ilse, moment)[0] == "2021-03-09"


def test_weeks_are_counted_from_the_due_date_that_counts(client: Client, ilse: Viewer) -> None:
    moment = actions.keep_moment(by=ilse)
    assert "at 20 weeks" not in client.get(f"/moments/{moment}/when").content.decode()
    expecting(ilse, "2021-10-10", "2021-10-17", counts=1)
    assert "at 20 weeks" in client.get(f"/moments/{moment}/when").content.decode()
    assert asked(client, moment, date="20w3d") == ""
    assert when(ilse, moment)[0] == "2021-06-02"
    assert asked(client, moment, date="at 20 weeks") == ""
    assert when(ilse, moment)[0] == "2021-05-30/2021-06-05"


def test_of_several_pregnancies_the_newest_begun_is_meant_or_that_of_the_baby(ilse: Viewer) -> None:
    assert due.for_entry(ilse, [], TODAY) is None
    expecting(ilse)
    assert due.for_entry(ilse, [], TODAY) is None
    first = expecting(ilse, "2019-02-01", "2019-02-04")
    assert due.for_entry(ilse, [], TODAY) == date(2019, 2, 4)
    expecting(ilse, "2021-10-10", "2021-10-17", counts=0)
    assert due.for_entry(ilse, [], TODAY) == date(2021, 10, 10)
    expecting(ilse, "2023-01-01")
    assert due.for_entry(ilse, [], TODAY) == date(2021, 10, 10)
    baby = things.keep(by=ilse, sort=Baby, value=BabyValue(name="Alma", pregnancy=str(first)))
    assert due.for_entry(ilse, [str(baby)], TODAY) == date(2019, 2, 4)
    other = things.keep(by=ilse, sort=Baby, value=BabyValue(name="Otto"))
    assert due.for_entry(ilse, [str(other)], TODAY) == date(2021, 10, 10)
