"""Words left by visitors: sealed at once, read first by one person, and found by the parents after."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from tests.factories.people import guardian, parent, partner, signed_in, stranger
from tests.factories.words import at_desk, beside, leave, one, reader, told, worked

from myosotis.guestbook import actions, queries, values
from myosotis.guestbook.models import Desk, Incoming, Words
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.vault import spaces
from myosotis.vault.errors import KeyMissing
from myosotis.vault.models import JournalLine
from myosotis.work import actions as work
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


def is_open(viewer: Viewer) -> bool:
    return queries.box_beside(viewer.family_id, told(viewer)) is not None


class TestWhoReadsFirst:
    def test_nobody_can_leave_words_before_somebody_reads(self) -> None:
        ilse = parent()
        moment = told(ilse)
        assert not is_open(ilse)
        with pytest.raises(actions.Refusal):
            leave(ilse, moment)
        actions.choose_guardian(by=ilse)
        assert queries.first(ilse).who == "asked"
        assert not is_open(ilse), "asked in, and not there yet"
        assert not Incoming.objects.exists()

    def test_a_guardian_who_came_in_opens_the_letter_box(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        assert is_open(ilse)
        assert queries.first(ilse).who == "guardian"
        assert queries.first(ilse).names == ("Maria",)
        assert queries.keeps_desk(maria)
        assert not queries.keeps_desk(ilse)

    def test_one_parent_takes_the_desk_and_the_other_finds_nothing_there(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        actions.take_desk(by=ilse)
        leave(ilse, told(ilse))
        worked()
        assert at_desk(ilse) == ["I think of you."]
        with pytest.raises(Desk.DoesNotExist):
            queries.desk(joost)
        assert queries.first(joost).who == "parent"
        assert queries.first(joost).names == ("Ilse",)
        assert queries.first(ilse).who == "you"

    def test_a_parent_who_takes_the_desk_ends_the_guardians_reading_and_can_give_it_back(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        moment = told(ilse)
        leave(ilse, moment)
        worked()
        actions.take_desk(by=ilse)
        for act in (actions.let_through, actions.set_aside, actions.refuse):
            with pytest.raises(Desk.DoesNotExist):
                act(by=maria, words=one(ilse))
        with pytest.raises(Desk.DoesNotExist):
            queries.desk(maria)
        actions.let_guardians_read(by=ilse)
        assert at_desk(maria) == ["I think of you."]
        assert not queries.keeps_desk(ilse)

    def test_closing_turns_words_off_and_what_waits_stays_where_it_is(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        moment = told(ilse)
        leave(ilse, moment)
        worked()
        actions.close(by=ilse)
        assert not is_open(ilse)
        assert queries.first(ilse).who == "nobody"
        with pytest.raises(Desk.DoesNotExist):
            queries.desk(maria)
        with pytest.raises(actions.Refusal):
            leave(ilse, moment)
        assert Words.objects.filter(state=values.HELD).count() == 1
        actions.let_guardians_read(by=ilse)
        assert at_desk(maria) == ["I think of you."]

    def test_who_is_no_parent_chooses_nobody(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        for choose in (
            actions.take_desk,
            actions.close,
            actions.let_guardians_read,
            actions.choose_guardian,
        ):
            with pytest.raises(actions.Refusal):
                choose(by=maria)
        assert queries.first(ilse).who == "guardian"

    def test_a_guardian_who_was_asked_in_before_there_was_a_desk_reads_once_parents_say_so(self) -> None:
        ilse = parent()
        maria = guardian(ilse)
        assert not is_open(ilse)
        assert not queries.keeps_desk(maria)
        actions.let_guardians_read(by=ilse)
        assert is_open(ilse)
        assert queries.keeps_desk(maria)


class TestLeaving:
    def test_a_letter_is_sealed_for_the_desk_and_opened_once(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        leave(ilse, moment, "A pewter lantern")
        letter = Incoming.objects.get()
        assert b"pewter" not in bytes(letter.letter)
        assert bytes(letter.letter).startswith(b"MYOL")
        assert not Words.objects.exists()
        worked()
        assert not Incoming.objects.exists()
        assert not Task.objects.filter(action="guestbook.open").exists()
        row = Words.objects.get()
        assert row.space_id == Desk.objects.get().space_id
        with pytest.raises(KeyMissing):
            row.sealed.open(ilse.keys)
        with pytest.raises(KeyMissing):
            row.sealed.open(maria.keys)
        card = queries.desk(maria).cards[0]
        assert (card.name, card.words, card.beside) == ("Joost", "A pewter lantern", "The snow")

    def test_many_letters_ask_the_worker_once(self) -> None:
        ilse = parent()
        reader(ilse)
        moment = told(ilse)
        for number in range(5):
            leave(ilse, moment, f"words {number}")
        assert Task.objects.filter(action="guestbook.open").count() == 1

    def test_a_letter_that_comes_while_the_worker_opens_others_asks_anew(self) -> None:
        ilse = parent()
        reader(ilse)
        moment = told(ilse)
        leave(ilse, moment)
        Task.objects.filter(action="guestbook.open").update(worker=work.arrive())
        leave(ilse, moment)
        assert Task.objects.filter(action="guestbook.open", worker=None).count() == 1

    def test_opening_twice_does_no_harm(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        leave(ilse, told(ilse))
        desk = Desk.objects.get().pk
        assert actions.open_letters(desk=desk) == 1
        assert actions.open_letters(desk=desk) == 0
        assert len(at_desk(maria)) == 1

    def test_more_letters_than_one_batch_are_all_opened_in_the_order_they_came(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        moment = told(ilse)
        for number in range(120):
            leave(ilse, moment, f"words {number}")
        worked()
        assert Words.objects.count() == 120
        pages = [queries.desk(maria, page=page) for page in range(1, 7)]
        assert [card.words for page in pages for card in page.cards] == [f"words {n}" for n in range(120)]
        assert (pages[0].earlier, pages[0].later) == (0, 2)
        assert (pages[-1].earlier, pages[-1].later) == (5, 0)

    def test_nothing_is_left_beside_what_is_not_the_familys(self) -> None:
        ilse = parent()
        reader(ilse)
        vera = stranger()
        alone = story.keep_moment(by=ilse, title="Mine", private=True)
        for moment in (told(vera), alone, uuid4()):
            with pytest.raises(actions.Refusal):
                leave(ilse, moment)
        assert queries.box_beside(uuid4(), told(ilse)) is None

    @pytest.mark.parametrize(
        ("name", "words"),
        [("", ""), ("", " \n\t "), ("", "w" * 10_001), ("n" * 201, "words"), ("a\0", "b"), ("a", "b\0")],
    )
    def test_what_cannot_be_kept_is_refused_with_a_sentence(self, name: str, words: str) -> None:
        ilse = parent()
        reader(ilse)
        with pytest.raises(actions.Refusal, match=r"\.$"):
            leave(ilse, told(ilse), words, name)
        assert not Incoming.objects.exists()

    def test_the_longest_letter_and_a_letter_without_a_name_are_kept(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        leave(ilse, told(ilse), "\u6c34" * 9_998 + "\r\n\r", "  ")
        worked()
        card = queries.desk(maria).cards[0]
        assert card.words == "\u6c34" * 9_998 + "\n\n"
        assert card.name == "Somebody"
        assert card.longer


class TestReading:
    def test_let_through_then_undone(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        leave(ilse, moment)
        worked()
        assert beside(ilse, moment) == []
        words = one(maria)
        assert actions.let_through(by=maria, words=words)
        assert beside(ilse, moment) == ["I think of you."]
        assert Words.objects.get().space_id == ilse.family_space
        assert at_desk(maria) == []
        assert not actions.let_through(by=maria, words=words), "pressed twice"
        assert actions.undo(by=maria, words=words, done="through")
        assert beside(ilse, moment) == []
        assert at_desk(maria) == ["I think of you."]
        with pytest.raises(KeyMissing):
            Words.objects.get().sealed.open(ilse.keys)
        assert not actions.undo(by=maria, words=words, done="through")

    def test_set_aside_refused_and_each_of_it_undone_to_what_it_was(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        leave(ilse, moment)
        worked()
        words = one(maria)
        assert actions.set_aside(by=maria, words=words)
        assert at_desk(maria, values.ASIDE) == ["I think of you."]
        assert actions.refuse(by=maria, words=words)
        assert at_desk(maria, values.REFUSED) == ["I think of you."]
        assert not actions.undo(by=maria, words=words, done="aside"), "it is not so any more"
        assert actions.undo(by=maria, words=words, done="refused")
        assert at_desk(maria, values.ASIDE) == ["I think of you."]
        assert actions.let_through(by=maria, words=words)
        assert beside(ilse, moment) == ["I think of you."]
        assert actions.undo(by=maria, words=words, done="through")
        assert at_desk(maria, values.ASIDE) == ["I think of you."]

    def test_words_let_through_by_another_or_an_hour_ago_are_the_parents(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        nora = reader(ilse, "Nora", "nora@example.org")
        for number in range(2):
            leave(ilse, moment, f"words {number}")
        worked()
        first, second = (card.id for card in queries.desk(maria).cards)
        with time_machine.travel(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False):
            actions.let_through(by=maria, words=first)
            actions.let_through(by=maria, words=second)
            assert queries.at_the_desk(nora, first) is None
            for act in (actions.let_through, actions.set_aside, actions.refuse):
                with pytest.raises(Words.DoesNotExist):
                    act(by=nora, words=first)
            with pytest.raises(Words.DoesNotExist):
                actions.undo(by=nora, words=first, done="through")
        with time_machine.travel(datetime(2026, 3, 1, 13, 0, tzinfo=UTC), tick=False):
            assert queries.at_the_desk(maria, first) is not None
            assert actions.undo(by=maria, words=first, done="through"), "an hour is not over"
        with time_machine.travel(datetime(2026, 3, 1, 13, 0, 1, tzinfo=UTC), tick=False):
            assert queries.at_the_desk(maria, second) is None
            with pytest.raises(Words.DoesNotExist):
                actions.undo(by=maria, words=second, done="through")
        assert beside(ilse, moment) == ["words 1"]
        assert at_desk(nora) == ["words 0"]

    def test_at_the_door_of_http_such_words_are_as_none_at_all(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        reader(ilse, "Nora", "nora@example.org")
        leave(ilse, moment)
        worked()
        words = one(maria)
        actions.let_through(by=maria, words=words)
        client = signed_in("nora@example.org")
        answers = [client.post(f"/desk/{key}/undo", {"done": "through"}) for key in (words, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert b"Let through." not in client.get(f"/desk?did={words}&done=through").content
        assert beside(ilse, moment) == ["I think of you."]

    def test_another_familys_guardian_and_parents_reach_nothing(self) -> None:
        ilse = parent()
        maria, moment = reader(ilse), told(ilse)
        vera = stranger()
        nora = reader(vera, "Nora", "nora@example.org")
        leave(ilse, moment)
        worked()
        words = one(maria)
        for act in (actions.let_through, actions.set_aside, actions.refuse):
            with pytest.raises(Words.DoesNotExist):
                act(by=nora, words=words)
            for viewer in (ilse, vera):
                with pytest.raises(Desk.DoesNotExist):
                    act(by=viewer, words=words)
        actions.let_through(by=maria, words=words)
        assert queries.beside(vera, moment) == []
        assert queries.beside(maria, moment) == []
        for viewer in (vera, maria):
            with pytest.raises(Words.DoesNotExist):
                actions.put_away(by=viewer, words=words)

    def test_what_was_done_stands_in_the_desks_journal_and_not_in_the_familys(self) -> None:
        ilse = parent()
        maria = reader(ilse)
        before = JournalLine.objects.filter(space=ilse.family_space).count()
        leave(ilse, told(ilse))
        worked()
        actions.refuse(by=maria, words=one(maria))
        desk = Desk.objects.get()
        lines = JournalLine.objects.filter(space=desk.space_id)
        assert [line.sealed.open(spaces.open_spaces([desk.space_id])).act for line in lines] == [
            "words-refused"
        ]
        assert JournalLine.objects.filter(space=ilse.family_space).count() == before


def test_asking_the_parents_way_reads_no_row_of_the_desk() -> None:
    """The plan of the database itself: held rows cost the parents' query nothing."""
    if connection.vendor != "sqlite":
        pytest.skip("the plan is asked of SQLite")
    ilse = parent()
    moment = told(ilse)
    asked = Words.objects.filter(space=ilse.family_space, moment=moment).values("pk").query
    with connection.cursor() as cursor:
        sql, params = asked.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "words_beside (space_id=? AND moment_id=?)" in plan
