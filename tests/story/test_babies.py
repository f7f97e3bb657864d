"""Babies and pregnancies: what is said of them, who says it at once, and what is never said for them."""

from __future__ import annotations

import datetime
import re
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from tests.factories.beside import at_once, on_disk
from tests.factories.people import parent, partner, signed_in

from myosotis.kit import gestation
from myosotis.people.viewer import Viewer
from myosotis.story import actions, babies, pregnancies, things
from myosotis.story.actions import things as keeping
from myosotis.story.models import Baby, Pregnancy
from myosotis.story.values import BabyValue, PregnancyValue

pytestmark = pytest.mark.django_db(transaction=True)

NAUGHTY = [
    "<b>Alma</b>",
    "عَلْمَى",
    "Æ" * 190,
    "{{ name }}",
    "a\u202eb",
    "'; DROP TABLE",
    "e\u0301🌊 %(name)s %s",
]


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


def a_baby(by: Viewer, **said: object) -> UUID:
    return keeping.keep(by=by, sort=Baby, value=BabyValue(**said))  # type: ignore[arg-type]


def a_pregnancy(by: Viewer, **said: object) -> UUID:
    return keeping.keep(by=by, sort=Pregnancy, value=PregnancyValue(**said))  # type: ignore[arg-type]


def before(page: str) -> str:
    """What the page was opened with, as its form carries it."""
    found = re.search(r'name="before" value="([^"]*)"', page)
    return found[1] if found else ""


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_twins_are_named_together_unless_a_parent_wished_them_apart(ilse: Viewer, client: Client) -> None:
    one = str(a_pregnancy(ilse))
    mira = a_baby(ilse, name="Mira", pregnancy=one, died="2026-06-26")
    a_baby(ilse, name="Noor", pregnancy=one, outcome="lives", born="2026-06-26")
    page = shown(client, "/babies")
    assert "The pregnancy with Mira and Noor" in page
    assert "Twin of Noor." in page
    assert "Twin of Mira." in page
    assert "Mira and Noor’s story" in shown(client, "/story")
    client.post(f"/babies/{mira}/apart", {"said": "apart", "before": ""})
    page = shown(client, "/babies")
    assert "Twin of" not in page
    assert "Mira and Noor" not in page
    assert "Your story" in shown(client, "/story")
    assert "Twins" in shown(client, f"/babies/{mira}")


def test_nothing_is_counted_ranked_or_chosen_for_anybody(ilse: Viewer, client: Client) -> None:
    for at in range(3):
        a_baby(ilse, name=f"Baby {at}", pregnancy=str(a_pregnancy(ilse)))
    page = shown(client, "/babies")
    text = re.sub(r"<[^>]+>", " ", page)
    assert not re.search(r"\bG\d|\bP\d|\b(?:first|second|third|total|primary|singleton)\b|\b3\b", text)
    form = shown(client, f"/pregnancies/{things.pregnancies(ilse)[0].id}/words")
    assert re.findall(r'value="([^"]*)"[^>]*checked', form) == [""], (
        "nothing is chosen before somebody chooses"
    )
    assert set(pregnancies.LOSSES) < set(re.findall(r'name="said" value="([^"]*)"', form))


def test_the_familys_own_words_stand_where_they_were_typed(ilse: Viewer, client: Client) -> None:
    key = a_pregnancy(ilse)
    url = f"/pregnancies/{key}/words"
    for sent, kept in (
        ({"said": "medical"}, "medical"),
        ({"said": "own", "own": "our winter"}, "our winter"),
        ({"said": "own", "own": "  the long winter "}, "the long winter"),
        ({"said": "ectopic", "own": "the long winter"}, "ectopic"),
        ({"said": "", "own": ""}, ""),
        ({"said": "", "own": "typed, and nothing chosen"}, "typed, and nothing chosen"),
    ):
        client.post(url, {**sent, "before": before(shown(client, url))})
        assert things.one(ilse, Pregnancy, key).value.words == kept
    assert len(things.befores(ilse, key)) == 6


def test_who_answers_second_sees_both_and_overwrites_only_what_they_saw(ilse: Viewer, client: Client) -> None:
    joost = partner(ilse)
    his = signed_in("joost@example.org")
    key = a_baby(ilse, name="Mira")
    for fact, first, second in (
        ("name", "Mirjam", "Miriam"),
        ("born", "spring 2026", "26 June 2026"),
        ("outcome", "died", "lives"),
        ("sex", "a girl", "we never knew"),
    ):
        url = f"/babies/{key}/{fact}"
        stood = before(shown(client, url))
        his.post(url, {"said": first, "before": stood})
        asked = client.post(url, {"said": second, "before": stood})
        page = asked.content.decode()
        assert asked.status_code == 200
        assert "Somebody answered meanwhile" in page
        assert second in page
        now = before(page)
        assert now == getattr(things.one(joost, Baby, key).value, fact)
        assert client.post(url, {"said": second, "before": now}).status_code == 302
    value = things.one(ilse, Baby, key).value
    assert (value.name, value.born, value.outcome, value.sex) == (
        "Miriam",
        "2026-06-26",
        "lives",
        "we never knew",
    )
    assert {was.value.get("name") for _key, was in things.befores(ilse, key)} == {"Mira", "Mirjam", "Miriam"}


def test_two_facts_at_once_do_not_stand_in_each_others_way(ilse: Viewer, client: Client) -> None:
    partner(ilse)
    his = signed_in("joost@example.org")
    key = a_baby(ilse, name="Mira")
    hers = before(shown(client, f"/babies/{key}/born"))
    his.post(f"/babies/{key}/sex", {"said": "a girl", "before": ""})
    assert client.post(f"/babies/{key}/born", {"said": "2026", "before": hers}).status_code == 302
    value = things.one(ilse, Baby, key).value
    assert (value.born, value.sex) == ("2026", "a girl")


def test_every_due_date_that_was_told_stays(ilse: Viewer, client: Client) -> None:
    partner(ilse)
    his = signed_in("joost@example.org")
    key = a_pregnancy(ilse)
    due = f"/pregnancies/{key}/due"
    asked = client.post(due, {"basis": "lmp"})
    # How a due date is known stands in the page, and in no address.
    assert 'type="hidden" name="basis" value="lmp"' in asked.content.decode()
    client.post(due, {"basis": "lmp", "day": "10 January 2026"})
    his.post(due, {"basis": "scan", "day": "2026-10-20"})
    page = shown(client, f"/pregnancies/{key}")
    assert "Two dates differ by 3 days. Your care team can say which one they use." in page
    assert "Worked out from the first day of the last period, 10 January 2026" in page
    assert page.index("20 October 2026") < page.index("17 October 2026")
    assert "Written down by Joost" in page
    told = things.one(ilse, Pregnancy, key).value
    assert pregnancies.counting(told) == told.due[1], "the newest counts until somebody says otherwise"
    client.post(f"/pregnancies/{key}/counts", {"said": told.due[0]["id"], "before": ""})
    now = things.one(ilse, Pregnancy, key).value
    assert pregnancies.counting(now) == told.due[0]
    # What it was before comes back, and no date goes with it.
    for earlier, _was in things.befores(ilse, key):
        keeping.restore_before(by=ilse, sort=Pregnancy, key=key, before=earlier)
        assert things.one(ilse, Pregnancy, key).value.due == told.due


@pytest.mark.parametrize(
    ("basis", "day", "due"),
    [
        ("lmp", "2026-01-10", "2026-10-17"),
        ("transfer-3", "2026-02-01", "2026-10-22"),
        ("transfer-5", "2026-02-01", "2026-10-20"),
        ("transfer-6", "2026-02-01", "2026-10-19"),
        ("retrieval", "2026-02-01", "2026-10-25"),
        ("scan", "2026-10-20", "2026-10-20"),
    ],
)
def test_a_due_date_is_worked_out_from_the_day_that_was_told(
    ilse: Viewer, client: Client, basis: str, day: str, due: str
) -> None:
    key = a_pregnancy(ilse)
    client.post(f"/pregnancies/{key}/due", {"basis": basis, "day": day})
    (told,) = things.one(ilse, Pregnancy, key).value.due
    assert (told["due"], told["basis"], told["from"]) == (due, basis, day if basis != "scan" else "")


def test_every_way_of_knowing_a_due_date_is_asked_for() -> None:
    assert set(pregnancies.BASES) == set(gestation.BASES)


@pytest.mark.parametrize(
    "day", ["", "spring 2026", "about 4 May 2026", "2026", "9999-12-31", "4 to 6 May 2026", "x"]
)
def test_what_is_no_single_day_is_no_due_date(ilse: Viewer, client: Client, day: str) -> None:
    key = a_pregnancy(ilse)
    answer = client.post(f"/pregnancies/{key}/due", {"basis": "lmp", "day": day})
    assert answer.status_code == 200
    assert "could not read one day" in answer.content.decode()
    assert things.one(ilse, Pregnancy, key).value.due == []


def test_two_due_dates_told_at_one_instant_both_stay(ilse: Viewer, tmp_path: Path) -> None:
    with on_disk(tmp_path):
        joost, key = partner(ilse), a_pregnancy(ilse)
        first = partial(
            actions.tell_due, by=ilse, pregnancy=key, due=datetime.date(2026, 10, 17), basis="scan"
        )
        second = partial(
            actions.tell_due, by=joost, pregnancy=key, due=datetime.date(2026, 10, 19), basis="scan"
        )
        at_once(first, second).end()
        told = [one["due"] for one in things.one(ilse, Pregnancy, key).value.due]
        assert sorted(told) == ["2026-10-17", "2026-10-19"]


def test_a_baby_in_the_bin_is_named_nowhere_and_comes_back(ilse: Viewer, client: Client) -> None:
    key = a_baby(ilse, name="Mira")
    gone = client.post(f"/things/baby/{key}/bin").headers["Location"]
    page = shown(client, gone)
    assert "Mira" not in page
    assert f"/things/baby/{key}/restore" in page
    assert "Mira" not in shown(client, "/story")
    assert client.get(f"/babies/{key}").status_code == 404
    # Another name does not go to the one in the bin.
    client.post("/baby", {"name": "Noor"})
    client.post(f"/things/baby/{key}/restore")
    assert babies.names_of_story(ilse) in ("Mira and Noor", "Noor and Mira")
    # With two of them, the question from the beginning leads to both.
    assert client.get("/baby").headers["Location"] == "/babies"


def test_the_first_name_keeps_what_it_was_before(ilse: Viewer, client: Client) -> None:
    for name in ("Mira", "Mirjam", ""):
        actions.name_baby(by=ilse, name=name)
    (one,) = things.babies(ilse)
    assert [was.value.get("name") for _key, was in things.befores(ilse, one.id)] == ["Mirjam", "Mira"]
    page = shown(client, "/babies")
    assert "Your baby" in page


@pytest.mark.parametrize("words", NAUGHTY)
def test_whatever_is_typed_stands_as_it_was_typed(ilse: Viewer, client: Client, words: str) -> None:
    one = a_pregnancy(ilse)
    answer = client.post(f"/babies/new?in={one}", {"said": words})
    key = UUID(answer.headers["Location"].rsplit("/", 1)[1])
    for fact in ("also", "sex", "outcome", "line"):
        client.post(f"/babies/{key}/{fact}", {"said": "own" if fact == "outcome" else words, "own": words})
    client.post(f"/babies/{key}/born", {"said": words})
    for fact in ("name", "words"):
        client.post(f"/pregnancies/{one}/{fact}", {"said": "own" if fact == "words" else words, "own": words})
    value = things.one(ilse, Baby, key).value
    assert (value.name, value.also, value.sex, value.outcome, value.pregnancy) == (*[words] * 4, str(one))
    for path in ("/babies", f"/babies/{key}", f"/pregnancies/{one}", f"/babies/{key}/outcome", "/story"):
        assert "<b>Alma" not in shown(client, path)
    assert "Somebody" not in shown(client, f"/babies/{key}/name")


def test_what_is_not_asked_is_not_there(ilse: Viewer, client: Client) -> None:
    key, one = a_baby(ilse), a_pregnancy(ilse)
    for path in (f"/babies/{key}/revision", f"/pregnancies/{one}/binned"):
        assert client.get(path).status_code == 404
    assert client.post(f"/babies/{key}/pregnancy", {"said": "elsewhere"}).status_code == 200
    client.post("/babies/new?in=elsewhere", {"said": "Noor"})
    assert {each.value.pregnancy for each in things.babies(ilse)} == {""}
