"""A parent who does not read first cannot learn that something waits: by page, count, mail or export.

Time is measured by `benchmarks/held.py`; here each page is held to the same questions to the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.people import parent, partner, signed_in
from tests.factories.post_office import PostOffice
from tests.factories.sharing import Shared, open_link, share
from tests.factories.words import leave, reached, reader, told, worked
from tests.house.test_access import addresses_of
from tests.preservation.helpers import opening

from myosotis.guestbook import actions, queries
from myosotis.guestbook.models import Incoming, Words
from myosotis.people import actions as people
from myosotis.people.viewer import Viewer
from myosotis.preservation.backup import back_up
from myosotis.preservation.rows import TABLES
from myosotis.story import actions as story
from myosotis.vault.models import Space

pytestmark = pytest.mark.django_db(transaction=True)

#: Pages that must be among those that are compared, byte for byte.
WANTED = {
    *("home", "more", "story", "bin", "moment", "moment-before", "words", "words-put-away"),
    *("words-first", "guardian-end", "share", "link", "desk", "desk-aside", "desk-refused"),
}
#: The mark of a form is new each time.
MARK = re.compile(rb'value="[0-9A-Za-z]{64}"|name="opened" value="[^"]+"')
#: Questions to the database are compared without what they ask for.
VALUES = re.compile(r"'[^']*'|X'[0-9A-Fa-f]*'|\b\d+\b")

Told = tuple[int, bytes, tuple[str, ...]]


@dataclass
class Family:
    """Two parents, who of them looks, who reads first, a moment with words that were let through, a link."""

    ilse: Viewer
    joost: Viewer
    keeper: Viewer
    moment: object
    link: Shared
    client: Client
    addresses: dict[str, str]

    def pages(self) -> dict[str, Told]:
        """Every address as Joost finds it: status, bytes, and what the database was asked."""
        return {name: self.page(path) for name, path in self.addresses.items()}

    def page(self, path: str) -> Told:
        with CaptureQueriesContext(connection) as asked:
            answer = self.client.get(path)
        body = b"" if answer.streaming else answer.content
        sql = tuple(VALUES.sub("?", one["sql"]) for one in asked.captured_queries)
        return answer.status_code, MARK.sub(b"", body), sql

    def as_a_reader(self) -> bytes:
        """The page of the link, as anybody who has it finds it, parents too."""
        reader, page = open_link(self.link.token)
        return MARK.sub(b"", reader.get(page).content)

    def rows(self) -> list[tuple[str, int, bytes]]:
        """Every sealed row that the parents' keys open, and how often their spaces changed."""
        found = []
        for space in (self.ilse.family_space, self.ilse.private_space, self.joost.private_space):
            found.append(("space", 0, repr(Space.objects.filter(pk=space).values()[0]).encode()))
            for model in TABLES:
                if "space" in {field.name for field in model._meta.get_fields()}:
                    rows = model._default_manager.filter(space=space).order_by("pk").values()
                    found += [(model.__name__, at, repr(row).encode()) for at, row in enumerate(rows)]
        return found


@pytest.fixture(params=["a guardian reads", "the other parent reads"])
def family(request: pytest.FixtureRequest) -> Family:
    ilse = parent()
    joost = partner(ilse)
    maria = keeper = reader(ilse)
    if request.param == "the other parent reads":
        actions.take_desk(by=ilse)
        keeper = ilse
    moment = told(ilse)
    story.set_date(by=joost, moment=moment, date="2026-02-04")
    client = signed_in("joost@example.org")
    link = share(client, moment)
    for _ in range(2):
        leave(ilse, moment)
        worked()
        actions.let_through(by=keeper, words=queries.desk(keeper).cards[0].id)
    away = queries.beside(joost, moment)[0].id
    actions.put_away(by=joost, words=away)
    things = {"moment": str(moment), "words": str(away), "member": str(maria.membership_id), "link": link.id}
    return Family(ilse, joost, keeper, moment, link, client, addresses_of(things))


def test_no_page_no_row_and_no_question_differs_by_what_waits(family: Family) -> None:
    family.pages()  # what a first look changes by itself (the sentence at home) is behind us
    first, before = family.pages(), family.pages()
    alike = {name for name in before if first[name] == before[name]}
    assert alike >= WANTED, WANTED - alike
    rows, reading = family.rows(), family.as_a_reader()
    now = dict.fromkeys(alike)

    def nothing_shows(when: str) -> None:
        now.update({name: told for name, told in family.pages().items() if name in alike})
        assert [name for name in alike if now[name] != before[name]] == [], when
        assert family.as_a_reader() == reading, when
        assert family.rows() == rows, when

    for number in range(25):
        leave(family.ilse, family.moment, f"words {number}", f"Somebody {number}")
    assert Incoming.objects.count() == 25
    nothing_shows("in the letter-box")
    worked()
    assert Words.objects.filter(state="held").count() == 25
    nothing_shows("at the desk")
    cards = queries.desk(family.keeper).cards
    actions.set_aside(by=family.keeper, words=cards[0].id)
    actions.refuse(by=family.keeper, words=cards[1].id)
    actions.set_aside(by=family.keeper, words=cards[2].id)
    actions.undo(by=family.keeper, words=cards[2].id, done="aside")
    nothing_shows("set aside and refused")
    actions.let_through(by=family.keeper, words=cards[3].id)
    after = family.pages()
    assert {name for name in alike if after[name] != before[name]} >= {"home", "moment", "words"}
    assert family.rows() != rows
    assert {status for status, _body, _sql in before.values()} >= {200, 404}


def test_words_at_the_desk_answer_a_parent_as_words_that_never_were(family: Family) -> None:
    never = addresses_of({})
    leave(family.ilse, family.moment)
    worked()
    held = addresses_of({"words": str(queries.desk(family.keeper).cards[0].id)})
    for name in ("words-through", "words-aside", "words-refuse", "words-undo", "words-away", "words-back"):
        one, other = (family.client.post(where[name]) for where in (held, never))
        assert (one.status_code, MARK.sub(b"", one.content)) == (404, MARK.sub(b"", other.content))
    with_id = family.client.get(f"/words?away={queries.desk(family.keeper).cards[0].id}")
    assert b"Put away." not in with_id.content


def test_no_letter_goes_to_a_parent(post_office: PostOffice, family: Family) -> None:
    for one in (family.ilse, family.joost):
        reached(one, post_office)
    for number in range(5):
        leave(family.ilse, family.moment, f"words {number}")
    worked()
    actions.refuse(by=family.keeper, words=queries.desk(family.keeper).cards[0].id)
    worked()
    assert post_office.received == []


def test_what_the_parents_sheets_bring_back_is_the_same(family: Family, tmp_path: Path) -> None:
    sheets = []
    for space in (family.joost.family_space, family.joost.private_space):
        sheets.append(" ".join(people.make_sheet(by=family.joost, space=space)))
        people.confirm_sheet(by=family.joost, space=space)

    def taken_out(name: str) -> list[tuple[str, bytes]]:
        assert back_up(tmp_path / name).whole
        found = []
        for number, sheet in enumerate(sheets):
            to = tmp_path / f"{name} {number}"
            ran = opening(tmp_path / name, "--sheet", "-", "--to", str(to), sheet=sheet, folder=tmp_path)
            assert ran.returncode == 0, ran.stderr
            found.append((f"said {number}", ran.stdout.replace(name, "").encode()))
            files = sorted(path for path in to.rglob("*") if path.is_file())
            found += [(f"{number} {path.relative_to(to)}", path.read_bytes()) for path in files]
        return found

    before = taken_out("before")
    assert b"I think of you." in b"".join(data for _name, data in before)
    for number in range(10):
        leave(family.ilse, family.moment, f"words {number}")
    worked()
    leave(family.ilse, family.moment, "still in the letter-box")
    assert taken_out("after") == before
