"""Two people at once, on a database that can hold one of them up: what both did is there afterwards.

On SQLite one transaction that writes holds up every other from its start. So the tests of pictures and of new
sheets guard on SQLite that it begins so; what they were written for could only go wrong on PostgreSQL.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from tests.factories.beside import at_once, on_disk
from tests.factories.people import parent, partner

from myosotis.kit import clock
from myosotis.media.arriving import Arrived, arrive
from myosotis.media.queries import original_bytes
from myosotis.people.viewer import Viewer
from myosotis.story import actions, blocks, queries
from myosotis.story.models import Moment, Picture

pytestmark = pytest.mark.django_db(transaction=True)
#: Enough of a JPEG to be taken for one at the door.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)
LONG_AGO = datetime.timedelta(days=31)


def jpeg(number: int = 0) -> Arrived:
    return arrive(f"{number}.jpg", [JPEG + bytes([number])])


def words_of(viewer: Viewer, moment: UUID) -> list[str]:
    return [blocks.plain(one) for one in queries.moment(viewer, moment).blocks if one["kind"] != "picture"]


@pytest.fixture(autouse=True)
def real(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with on_disk(tmp_path):
        yield


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def binned(ilse: Viewer) -> UUID:
    """A moment with a picture that waited its thirty days in the bin."""
    with time_machine.travel(clock.now() - LONG_AGO):
        moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
        actions.add_picture(by=ilse, moment=moment, arrived=jpeg(1))
        actions.bin_moment(by=ilse, moment=moment)
    return moment


@pytest.fixture
def out(ilse: Viewer) -> tuple[UUID, UUID]:
    """A moment that stands, and a picture taken out of it that waited as long."""
    with time_machine.travel(clock.now() - LONG_AGO):
        moment = actions.keep_moment(by=ilse, paragraphs=["a lantern"])
        picture = actions.add_picture(by=ilse, moment=moment, arrived=jpeg(2))
        actions.take_out_picture(by=ilse, picture=picture)
    return moment, picture


def test_a_moment_taken_back_while_the_bin_is_emptied_stays_with_its_picture(
    ilse: Viewer, binned: UUID
) -> None:
    take_back = partial(actions.restore_moment, by=ilse, moment=binned)
    assert at_once(take_back, actions.empty_bins).end() == 0
    assert words_of(ilse, binned) == ["a lamp"]
    original = Picture.objects.get().original_id
    assert b"".join(original_bytes(original, ilse.keys).read()) == JPEG + b"\x01"


def test_a_picture_put_back_while_the_bin_is_emptied_stays(ilse: Viewer, out: tuple[UUID, UUID]) -> None:
    moment, picture = out
    put_back = partial(actions.put_back_picture, by=ilse, picture=picture)
    assert at_once(put_back, actions.empty_bins).end() == 0
    assert list(queries.moment(ilse, moment).pictures) == [str(picture)]
    original = Picture.objects.get().original_id
    assert b"".join(original_bytes(original, ilse.keys).read()) == JPEG + b"\x02"


def test_what_went_for_good_a_moment_earlier_is_said_to_be_gone(
    ilse: Viewer, binned: UUID, out: tuple[UUID, UUID]
) -> None:
    take_back = partial(actions.restore_moment, by=ilse, moment=binned)
    with pytest.raises(Moment.DoesNotExist):
        at_once(actions.empty_bins, take_back).end()
    with pytest.raises(Picture.DoesNotExist):
        actions.put_back_picture(by=ilse, picture=out[1])
    assert not Picture.objects.exists()
    assert words_of(ilse, out[0]) == ["a lantern"]


def test_of_two_who_change_one_picture_neither_undoes_the_other(ilse: Viewer) -> None:
    joost = partner(ilse)
    moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    first, second = (actions.add_picture(by=ilse, moment=moment, arrived=jpeg(n)) for n in range(2))
    describe = partial(actions.describe_picture, by=ilse, picture=first, description="a glove")
    at_once(describe, partial(actions.take_out_picture, by=joost, picture=first)).end()
    value = Picture.objects.get(pk=first).sealed.open(ilse.keys)
    assert (value.description, bool(value.binned)) == ("a glove", True)
    # The other way round: what is out already cannot be described, and stays out, and can be put back.
    take_out = partial(actions.take_out_picture, by=joost, picture=second)
    with pytest.raises(Picture.DoesNotExist):
        at_once(take_out, partial(actions.describe_picture, by=ilse, picture=second, description="x")).end()
    assert {key for key, _home, _value in queries.binned_pictures(ilse)} == {first, second}
    # Both put one picture back: it stands once.
    put_back = partial(actions.put_back_picture, by=ilse, picture=first)
    at_once(put_back, partial(actions.put_back_picture, by=joost, picture=first)).end()
    shown = [one["picture"] for one in queries.moment(ilse, moment).blocks if one["kind"] == "picture"]
    assert shown == [str(first)]


def test_two_pictures_that_begin_one_sheet_both_stand_in_it(ilse: Viewer) -> None:
    joost, moment = partner(ilse), uuid4()
    first = partial(actions.add_picture, by=ilse, moment=moment, arrived=jpeg(1))
    second = partial(actions.add_picture, by=joost, moment=moment, arrived=jpeg(2))
    other = at_once(first, second).end()
    shown = [one["picture"] for one in queries.moment(ilse, moment).blocks]
    assert len(shown) == 2
    assert shown[1] == str(other)
    assert queries.moment(ilse, moment).picture_count == 2
    whole = {b"".join(original_bytes(row.original_id, ilse.keys).read()) for row in Picture.objects.all()}
    assert whole == {JPEG + b"\x01", JPEG + b"\x02"}


def test_words_and_a_picture_that_begin_one_sheet_both_stand_in_it(ilse: Viewer) -> None:
    moment = uuid4()
    words = [{"id": blocks.new_id(), "kind": "paragraph", "runs": [{"t": "snow"}]}]
    write = partial(actions.write, by=ilse, moment=moment, title="", blocks=words, revision=0, page="p")
    at_once(partial(actions.add_picture, by=ilse, moment=moment, arrived=jpeg()), write).end()
    assert words_of(ilse, moment) == ["snow"]
    assert queries.moment(ilse, moment).picture_count == 1
