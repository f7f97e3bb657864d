"""The demonstration's evening: a link to one moment, words that were left, and Vera, who reads them first."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from myosotis.guestbook import actions as guestbook
from myosotis.guestbook import queries as desk
from myosotis.kit import ids
from myosotis.ops.demo import ELIN, SIGN_IN, TOMAS, VERA
from myosotis.ops.serving import say
from myosotis.people import actions as people
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.sharing import actions as sharing

#: The moment the link leads to.
TITLE = "Snow"
GATE = (
    "This page is about the night before Alma was born. It has one picture, of a car park in the snow. "
    "The picture stays covered until you look. There is nothing you have to say."
)
#: What visitors left. The first stands beside the moment already, the others lie at the desk.
WORDS = (
    (
        "Jonas",
        "I drove home from you that night, and the road had no lines either. I have never said that I "
        "stopped at the bakery and stood there until they opened. I think of the four of you. I say four.",
    ),
    (
        "Hanne",
        "I am at number nine, with the green door. I do not know what one says. There are eggs on your step "
        "on Fridays, and you do not have to ring.",
    ),
    ("", "It is almost a year now. One has to look ahead."),
)


def pass_evening(parents: Mapping[str, Viewer], moment: UUID, pictures: list[str]) -> None:
    """Ask Vera to read first, make the link, leave the words, and let the first of them through."""
    vera = _vera(parents[ELIN])
    made = sharing.make(
        by=parents[ELIN], moment=moment, note="Jonas", gate=GATE, password="", days=None, pictures=pictures
    )
    sharing.agree(by=parents[TOMAS], link=made.id, pictures=pictures)
    box = desk.box_beside(parents[ELIN].family_id, moment)
    if box is None:
        raise RuntimeError("Vera came in, and nobody reads first")
    for name, words in WORDS:
        guestbook.leave(box=box, name=name, words=words, beside=TITLE)
        guestbook.open_letters(desk=box.desk)
    first = next(card for card in desk.desk(vera).cards if card.name == WORDS[0][0])
    guestbook.let_through(by=vera, words=first.id)
    people.sign_out(by=vera, device=vera.session_id)
    say("")
    say("A link to one moment, for somebody without an account, and its code for a page without scripts:")
    say(f"  {made.address}")
    say(f"  {made.door}   {ids.group_code(made.code)}")


def _vera(elin: Viewer) -> Viewer:
    code = guestbook.choose_guardian(by=elin)
    email, password = SIGN_IN[VERA]
    vera = viewer_of(
        people.join(code=code, name=VERA, email=email, password=password, network="", browser="")
    )
    if vera is None:
        raise RuntimeError("nobody stands behind the door that was opened")
    return vera
