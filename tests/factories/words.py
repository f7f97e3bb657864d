"""Words from visitors: somebody who reads first, what is left, and the worker's round."""

from __future__ import annotations

import re
from uuid import UUID

from myosotis.guestbook import actions, queries, values
from myosotis.people import actions as people
from myosotis.people import by_letter
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.work import actions as work
from tests.factories.people import PASSWORD, seen
from tests.factories.post_office import PostOffice


def reader(of: Viewer, name: str = "Maria", email: str = "maria@example.org") -> Viewer:
    """A guardian the parents asked to read first, who came in: words can be left now."""
    code = actions.choose_guardian(by=of)
    token = people.join(code=code, name=name, email=email, password=PASSWORD, network="", browser="")
    return seen(token)


def told(by: Viewer, title: str = "The snow") -> UUID:
    """A moment to leave words beside."""
    return story.keep_moment(by=by, title=title, date="2026-02-03", paragraphs=["It had begun to snow."])


def leave(of: Viewer, moment: UUID, words: str = "I think of you.", name: str = "Joost") -> None:
    """A visitor leaves words beside a moment of this parent's family."""
    box = queries.box_beside(of.family_id, moment)
    actions.leave(box=box, name=name, words=words, beside="The snow")


def worked() -> None:
    """The worker's round, until nothing more can be done now."""
    worker = work.arrive()
    while (task := work.claim(worker)) is not None:
        work.perform(task)
    work.leave(worker)


def reached(who: Viewer, office: PostOffice) -> None:
    """Let letters reach somebody: their address answered one. The post office is empty after."""
    by_letter.ask_to_reach(by=who)
    worked()
    code = re.search(r"^([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})\r?$", office.received[-1].words, re.MULTILINE)
    assert code is not None
    by_letter.let_letters_reach(by=who, code=code[1])
    office.received.clear()


def at_desk(keeper: Viewer, state: str = values.HELD) -> list[str]:
    """What lies at the desk in one state, the oldest first."""
    return [card.words for card in queries.desk(keeper, state=state).cards]


def one(keeper: Viewer, state: str = values.HELD) -> UUID:
    """The id of the oldest of them."""
    return queries.desk(keeper, state=state).cards[0].id


def beside(viewer: Viewer, moment: UUID) -> list[str]:
    """What this parent finds beside a moment."""
    return [card.words for card in queries.beside(viewer, moment)]
