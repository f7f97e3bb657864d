"""Letters to who reads first, over a real mail server: one a day at most, and none says what or how much."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from tests.factories.people import parent, partner
from tests.factories.post_office import HEADERS, PostOffice
from tests.factories.words import leave, reached, reader, told, worked

from myosotis.guestbook import actions, queries
from myosotis.people import wording_changes
from myosotis.people.viewer import Viewer
from myosotis.work import actions as work

pytestmark = pytest.mark.django_db(transaction=True)

PERSONAL = ("Heron", "Ilse", "Joost", "Maria", "Alma", "snow", "think", "morning", "word", "desk of")
#: Midnights of Dublin, where Maria is, and some hours of the days between.
MONDAY, LATER, NEXT_NIGHT, TUESDAY, WEDNESDAY = (
    datetime(2026, 2, day, hour, 30, tzinfo=UTC) for day, hour in ((2, 9), (2, 17), (2, 23), (3, 9), (4, 9))
)


def household(office: PostOffice) -> tuple[Viewer, Viewer, UUID]:
    """Two parents and a guardian, all of whom letters reach; a moment."""
    ilse = parent()
    joost, maria = partner(ilse), reader(ilse)
    for one in (ilse, joost, maria):
        reached(one, office)
    return ilse, maria, told(ilse)


def come(ilse: Viewer, moment: UUID, count: int = 1) -> None:
    """Words come in, and the worker does all it can, also the round of the hour."""
    for number in range(count):
        leave(ilse, moment, f"I think of you in the morning, {number}.")
    worked()
    hour()


def hour() -> None:
    work.once("guestbook.round")
    worked()


def test_one_letter_a_day_however_much_comes_and_none_to_the_parents(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, _maria, moment = household(post_office)
        come(ilse, moment)
        assert [letter.to for letter in post_office.received] == [["maria@example.org"]]
        come(ilse, moment, 30)
        clock.move_to(LATER)
        come(ilse, moment, 3)
        clock.move_to(NEXT_NIGHT)
        come(ilse, moment)
        assert len(post_office.received) == 1
        clock.move_to(TUESDAY)
        hour()
        assert len(post_office.received) == 2, "what came since the last letter is told the day after"
        clock.move_to(WEDNESDAY)
        hour()
        assert [letter.to for letter in post_office.received] == [["maria@example.org"]] * 2, "nothing new"


def test_a_letter_says_neither_what_nor_how_much_nor_to_whom(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, _maria, moment = household(post_office)
        come(ilse, moment)
        clock.move_to(TUESDAY)
        come(ilse, moment, 60)
    one, sixty = post_office.received
    assert one.words == sixty.words
    assert not [word for word in PERSONAL if word in one.words]
    for letter in (one, sixty):
        message = letter.message
        assert message["Subject"] == "Myosotis"
        assert message["From"] == "Myosotis <letters@house.example>"
        assert message["To"] == "maria@example.org"
        assert message.get_content_type() == "text/plain"
        assert set(message.keys()) <= HEADERS
        assert not [word for word in PERSONAL[:-2] if word.encode() in letter.wire]
    assert len(one.wire) == len(sixty.wire)


def test_no_letter_to_who_wants_none_and_one_once_they_want_them_again(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, maria, moment = household(post_office)
        actions.want_letters(by=maria, wanted=False)
        assert not queries.letters(maria).wanted
        come(ilse, moment)
        clock.move_to(TUESDAY)
        hour()
        assert post_office.received == []
        actions.want_letters(by=maria, wanted=True)
        hour()
        assert len(post_office.received) == 1


def test_no_letter_in_a_time_of_quiet_and_one_after_it(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, maria, moment = household(post_office)
        wording_changes.change(by=maria, quiet_to="2 February", quiet_last="2026-02-02")
        come(ilse, moment)
        clock.move_to(LATER)
        hour()
        assert post_office.received == []
        clock.move_to(TUESDAY)
        hour()
        assert [letter.to for letter in post_office.received] == [["maria@example.org"]]


def test_a_letter_leaves_out_the_words_its_reader_avoids(post_office: PostOffice) -> None:
    ilse, maria, moment = household(post_office)
    wording_changes.change(by=maria, avoid={"waits": "lies", "hello": "", "baby": ""})
    come(ilse, moment)
    (letter,) = post_office.received
    assert letter.words.startswith("…,")
    assert "something lies for you in Myosotis" in letter.words


def test_no_letter_for_what_was_read_meanwhile(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, maria, moment = household(post_office)
        come(ilse, moment)
        come(ilse, moment)
        for card in queries.desk(maria).cards:
            actions.let_through(by=maria, words=card.id)
        clock.move_to(TUESDAY)
        hour()
        assert len(post_office.received) == 1


def test_no_letter_to_a_parent_at_the_desk_nor_to_a_friend_who_rests(post_office: PostOffice) -> None:
    ilse, maria, moment = household(post_office)
    actions.take_desk(by=ilse)
    come(ilse, moment)
    assert post_office.received == []
    actions.let_guardians_read(by=ilse)
    actions.close(by=ilse)
    hour()
    assert post_office.received == []
    assert not queries.keeps_desk(maria)


def test_no_letter_to_an_address_that_never_answered_one(post_office: PostOffice) -> None:
    ilse = parent()
    maria = reader(ilse)
    come(ilse, told(ilse))
    assert post_office.received == []
    assert not queries.letters(maria).reached


def test_a_server_that_takes_nothing_today_is_asked_the_next_day(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, _maria, moment = household(post_office)
        post_office.to_recipient = "451 later"
        come(ilse, moment)
        post_office.to_recipient = "250 OK"
        clock.move_to(LATER)
        hour()
        assert post_office.received == [], "one try a day"
        clock.move_to(TUESDAY)
        hour()
        assert len(post_office.received) == 1


def test_a_letter_that_may_have_left_is_not_sent_twice(post_office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ilse, _maria, moment = household(post_office)
        post_office.to_letter = "451 later"
        come(ilse, moment)
        post_office.to_letter = "250 OK"
        clock.move_to(TUESDAY)
        hour()
        assert post_office.received == []
        come(ilse, moment)
        assert len(post_office.received) == 1
