"""Putting the invented family, its words and its drawn pictures into an empty house, as people would."""

from __future__ import annotations

from uuid import UUID

from myosotis.media.arriving import arrive
from myosotis.media.decoder import NotIsolated, Workshop
from myosotis.ops.demo import ELIN, SIGN_IN, TOMAS, evening, lists
from myosotis.ops.demo.drawing import photograph
from myosotis.ops.demo.story import BABY, PASSAGES, Passage, Shot
from myosotis.ops.serving import say
from myosotis.people import actions as people
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.story import actions as story


def fill() -> int:
    """Fill the house this process opened. Returns 0 when everything stands."""
    parents = _parents()
    story.name_baby(by=parents[ELIN], name=BABY)
    kept = {passage: _keep(passage, parents[passage.by]) for passage in PASSAGES}
    lists.tell(parents, {passage.title: key for passage, key in kept.items()})
    hung = _hang_all(kept, parents)
    told = next(passage for passage in PASSAGES if passage.title == evening.TITLE)
    evening.pass_evening(parents, kept[told], hung.get(told, []))
    for viewer in parents.values():
        people.sign_out(by=viewer, device=viewer.session_id)
    return 0


def _hang_all(kept: dict[Passage, UUID], parents: dict[str, Viewer]) -> dict[Passage, list[str]]:
    """Draw the pictures and put them into their moments, as far as this machine opens pictures safely."""
    total = sum(len(passage.shots) for passage in kept)
    hung: dict[Passage, list[str]] = {}
    drawn = 0
    for passage, moment in kept.items():
        for shot in passage.shots:
            drawn += 1
            say(f"Drawing {drawn} of {total}: {shot.description}")
            try:
                picture = _hang(shot, moment, parents, passage)
            except NotIsolated as problem:
                say(f"{problem} The story stands without its pictures.")
                return hung
            hung.setdefault(passage, []).append(str(picture))
    return hung


def _parents() -> dict[str, Viewer]:
    """Elin founds the house and asks Tomas in; every sheet is made and kept."""
    email, password = SIGN_IN[ELIN]
    elin = _seen(
        people.found_house(
            language="en",
            country="IE",
            timezone="Europe/Dublin",
            family="Elin, Tomas and Otto",
            name=ELIN,
            email=email,
            password=password,
            browser="",
        )
    )
    email, password = SIGN_IN[TOMAS]
    code = people.invite(by=elin)
    tomas = _seen(people.join(code=code, name=TOMAS, email=email, password=password, network="", browser=""))
    for viewer, space in (
        (elin, elin.family_space),
        (elin, elin.private_space),
        (tomas, tomas.private_space),
    ):
        people.make_sheet(by=viewer, space=space)
        people.confirm_sheet(by=viewer, space=space)
    return {ELIN: elin, TOMAS: tomas}


def _seen(token: str) -> Viewer:
    viewer = viewer_of(token)
    if viewer is None:
        raise RuntimeError("nobody stands behind the door that was opened")
    return viewer


def _keep(passage: Passage, by: Viewer) -> UUID:
    return story.keep_moment(
        by=by,
        date=passage.date,
        title=passage.title,
        paragraphs=passage.paragraphs,
        private=passage.private,
    )


def _hang(shot: Shot, moment: UUID, parents: dict[str, Viewer], passage: Passage) -> UUID:
    """Put a drawn picture into its moment. Raises `NotIsolated` where none can be opened safely."""
    by = parents[passage.by]
    arrived = arrive("drawing.jpg", [photograph(shot.scene(), shot.taken)])
    try:
        with Workshop(by.family_space) as workshop:
            prepared = workshop.prepare(arrived.open())
        picture = story.add_picture(
            by=by, moment=moment, arrived=arrived, prepared=prepared, description=shot.description
        )
    finally:
        arrived.close()
    if shot.cover:
        story.choose_cover(by=by, picture=picture, stands=True)
    if shot.looked_at:
        for viewer in parents.values():
            story.look(by=viewer, moment=moment, pictures=[str(picture)])
    return picture
