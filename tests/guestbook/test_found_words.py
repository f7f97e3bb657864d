"""What the parents find of words that were let through: beside a moment, on their page, at home."""

from __future__ import annotations

import pytest
import time_machine
from tests.factories.people import parent, partner, signed_in
from tests.factories.words import at_desk, beside, leave, one, reader, told, worked

from myosotis.guestbook import actions, queries
from myosotis.guestbook.models import Incoming, Words
from myosotis.story import actions as story

pytestmark = pytest.mark.django_db(transaction=True)


class TestWhatTheParentsFind:
    def test_words_stand_in_the_order_they_came_and_can_be_put_away(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        maria, moment = reader(ilse), told(ilse)
        for number in range(3):
            leave(ilse, moment, f"words {number}")
            worked()
        cards = sorted(queries.desk(maria).cards, key=lambda card: card.words, reverse=True)
        for card in cards:
            actions.let_through(by=maria, words=card.id)
        assert beside(ilse, moment) == ["words 0", "words 1", "words 2"]
        actions.put_away(by=joost, words=cards[0].id)
        assert beside(ilse, moment) == ["words 0", "words 1"]
        assert [card.words for card in queries.all_words(ilse, away=True).cards] == ["words 2"]
        actions.put_back(by=ilse, words=cards[0].id)
        assert len(beside(joost, moment)) == 3
        assert len(queries.all_words(ilse).cards) == 3

    def test_words_follow_their_moment(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        maria, moment = reader(ilse), told(ilse)
        leave(ilse, moment)
        worked()
        actions.let_through(by=maria, words=one(maria))
        story.set_audience(by=ilse, moment=moment, private=True)
        assert beside(ilse, moment) == ["I think of you."]
        assert beside(joost, moment) == []
        assert queries.all_words(joost).cards == ()
        assert queries.news(joost) == ""
        story.set_audience(by=ilse, moment=moment, private=False)
        story.bin_moment(by=ilse, moment=moment)
        assert queries.all_words(ilse).cards == ()
        story.restore_moment(by=joost, moment=moment)
        assert len(queries.all_words(joost).cards) == 1

    def test_letters_and_words_stay_when_their_moment_is_let_go_for_good(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        maria, moment = reader(ilse), told(ilse)
        client = signed_in("joost@example.org")
        leave(ilse, moment, "let through")
        leave(ilse, moment, "put away")
        worked()
        for card in queries.desk(maria).cards:
            actions.let_through(by=maria, words=card.id)
        (away,) = (card.id for card in queries.all_words(ilse).cards if card.words == "put away")
        actions.put_away(by=ilse, words=away)
        leave(ilse, moment, "at the desk")
        worked()
        leave(ilse, moment, "in the letter-box")
        story.bin_moment(by=ilse, moment=moment)
        assert queries.news(joost) == ""
        with time_machine.travel("2030-01-01"):
            assert story.empty_bins() == 1
        worked()
        assert not Incoming.objects.exists()
        assert set(Words.objects.values_list("moment", flat=True)) == {None}
        assert at_desk(maria) == ["at the desk", "in the letter-box"]
        assert queries.news(joost).startswith("Maria read what came in.")
        page = client.get("/words").content.decode()
        assert "let through" in page
        assert "The snow" in page, "what they stood beside is still said"
        assert "/moments/" not in page
        assert "put away" in client.get("/words/away").content.decode()
        assert client.post(f"/words/{away}/back").headers["Location"] == f"/words#w-{away}"
        back = client.post(f"/words/{away}/away", {"from": "moment"})
        assert back.headers["Location"] == f"/words?away={away}#words"
        assert "at the desk" not in page + client.get("/words").content.decode()
        assert actions.let_through(by=maria, words=one(maria))
        assert [card.words for card in queries.all_words(ilse).cards] == ["at the desk", "let through"]
        desk = signed_in("maria@example.org").get("/desk").content.decode()
        assert "in the letter-box" in desk
        assert "The snow" in desk

    def test_the_sentence_of_the_first_page(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        maria, moment = reader(ilse), told(ilse)
        assert queries.news(ilse) == ""
        leave(ilse, moment)
        worked()
        assert queries.news(ilse) == ""
        words = one(maria)
        actions.let_through(by=maria, words=words)
        said = "Maria read what came in. There are some words for you, whenever you like."
        assert queries.news(ilse) == queries.news(joost) == said
        actions.have_seen(by=ilse)
        assert queries.news(ilse) == ""
        assert queries.news(joost) == said
        actions.undo(by=maria, words=words, done="through")
        assert queries.news(joost) == ""
        actions.let_through(by=maria, words=words)
        assert queries.news(ilse) == said, "let through since"
        assert queries.news(maria) == ""

    def test_the_parent_at_the_desk_is_told_nothing_of_their_own_reading(self) -> None:
        ilse = parent()
        joost = partner(ilse)
        actions.take_desk(by=ilse)
        leave(ilse, told(ilse))
        worked()
        actions.let_through(by=ilse, words=one(ilse))
        assert queries.news(ilse) == ""
        assert queries.news(joost).startswith("Ilse read what came in.")
