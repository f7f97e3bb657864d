"""What one parent keeps alone cannot be found by anybody else: by no page, list, question or export.

Each page of the other parent, of a guardian, of another family and of a visitor is held to the same bytes and
the same questions to the database, before and after.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.people import parent, signed_in, stranger
from tests.factories.people import partner as partner_of
from tests.factories.sharing import open_link, share
from tests.factories.words import reader, told
from tests.house.test_access import addresses, addresses_of
from tests.preservation.helpers import opening

from myosotis.people import actions as people
from myosotis.people.viewer import Viewer
from myosotis.preservation.backup import back_up
from myosotis.story import actions, heads
from myosotis.story.actions import things
from myosotis.story.models import Chapter, Person
from myosotis.story.values import ChapterValue, PersonValue

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]
#: The mark of a form, and what a page says of the state it was opened in, are new each time.
MARK = re.compile(rb'value="[0-9A-Za-z]{64}"|name="opened" value="[^"]+"')
VALUES = re.compile(r"'[^']*'|X'[0-9A-Fa-f]*'|\b\d+\b")
SECRET = "Only the heron knows"


def kept_alone(by: Viewer) -> dict[str, str]:
    """Everything one can keep for oneself; the ids that would lead to it."""
    draft = actions.keep_moment(by=by, title=SECRET, paragraphs=[SECRET], date="2021", private=True)
    letter = actions.keep_moment(by=by, title=SECRET, paragraphs=[SECRET], private=True)
    actions.tell(by=by, moment=letter, kind="letter", opens="2061-05-04", tags=[SECRET])
    thing = actions.keep_moment(by=by, title=SECRET, private=True)
    actions.tell(by=by, moment=thing, kind="keepsake", keepsake={"what": SECRET}, places=[SECRET])
    person = things.keep(by=by, sort=Person, value=PersonValue(name=SECRET), private=True)
    chapter = things.keep(by=by, sort=Chapter, value=ChapterValue(name=SECRET, begins="1990"), private=True)
    actions.set_date(by=by, moment=draft, date="2020")
    return {"moment": str(draft), "person": str(person), "thing": str(person), "chapter": str(chapter)}


def looked(client: Client, paths: dict[str, str]) -> dict[str, tuple[int, bytes, tuple[str, ...]]]:
    """Every page as this browser finds it: status, bytes, and what the database was asked."""
    heads.forget()
    found = {}
    for name, path in paths.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        body = b"" if answer.streaming else MARK.sub(b"", answer.content)
        questions = tuple(VALUES.sub("?", one["sql"]) for one in asked.captured_queries)
        found[name] = (answer.status_code, body, questions)
    return found


def test_no_page_of_anybody_else_differs_by_what_one_keeps_alone() -> None:
    ilse = parent()
    partner_of(ilse)
    reader(ilse)
    stranger()
    moment = told(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    others = {who: signed_in(f"{who}@example.org") for who in ("joost", "maria", "vera")}
    there = addresses_of({"moment": str(moment)})
    visitor, page = open_link(link.token)
    paths = {name: path for name, path in there.items() if name not in ("write", "write-as")}
    # A first round, so that whatever is remembered is remembered in both that are compared.
    for client in others.values():
        looked(client, paths)
    before = {who: looked(client, paths) for who, client in others.items()}
    read = MARK.sub(b"", visitor.get(page).content)
    ids = kept_alone(ilse)
    after = {who: looked(client, paths) for who, client in others.items()}
    for who, pages in before.items():
        for name, seen in pages.items():
            assert after[who][name] == seen, (who, name)
    assert MARK.sub(b"", visitor.get(page).content) == read
    # The ids themselves lead nowhere: what is not theirs and what never was look the same.
    never, real = addresses(), addresses_of(ids)
    asked = [name for name in real if real[name] != never[name] and name not in ("write", "write-as")]
    assert len(asked) > 20
    for who, client in others.items():
        nowhere = looked(client, {name: never[name] for name in asked})
        somewhere = looked(client, {name: real[name] for name in asked})
        for name in asked:
            # A sheet that is not begun yet may be opened by anybody at an address of their own making.
            if nowhere[name][0] in (404, 405):
                assert somewhere[name][:2] == nowhere[name][:2], (who, name)
            else:
                assert somewhere[name][0] == 404, (who, name)


def test_what_one_keeps_alone_does_not_come_back_with_anybody_elses_sheets(tmp_path: Path) -> None:
    ilse = parent()
    joost = partner_of(ilse)
    sheets = []
    for viewer, space in (
        (ilse, ilse.family_space),
        (joost, joost.private_space),
        (ilse, ilse.private_space),
    ):
        sheets.append(" ".join(people.make_sheet(by=viewer, space=space)))
        people.confirm_sheet(by=viewer, space=space)
    actions.keep_moment(by=ilse, title="For both", paragraphs=["x"])
    kept_alone(ilse)
    assert back_up(tmp_path / "there").whole
    found = []
    for number, sheet in enumerate(sheets):
        to = tmp_path / f"out {number}"
        ran = opening(tmp_path / "there", "--sheet", "-", "--to", str(to), sheet=sheet, folder=tmp_path)
        assert ran.returncode == 0, ran.stderr
        files = b"".join(path.read_bytes() for path in to.rglob("*") if path.is_file())
        found.append(SECRET in ran.stdout or SECRET.encode() in files)
    assert found == [False, False, True]
