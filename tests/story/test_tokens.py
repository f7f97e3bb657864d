"""The tokens behind finding: kept up in memory, packed for the next process, and nearly right words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.people import parent, partner, stranger
from tests.story.test_finding import found, told

from myosotis.people.viewer import Viewer
from myosotis.story import actions, heads, packs
from myosotis.story.finding import shelves
from myosotis.story.finding.layers import Layer, Words, slips
from myosotis.story.models import FindPack
from myosotis.vault.errors import KeyMissing
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ilse() -> Viewer:
    return parent()


def test_a_pack_tells_what_a_warm_shelf_tells(ilse: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "FRESH", 3)
    keys = [told(ilse, f"word{n} always", date=str(1990 + n)) for n in range(8)]
    for at, key in enumerate(keys):
        assert found(ilse, f"word{at}") == [key]
    actions.bin_moment(by=ilse, moment=keys[2])
    shelves.pack(space=ilse.family_space)
    told(ilse, "word9 always", date="2001")
    actions.set_date(by=ilse, moment=keys[0], date="2002")
    actions.bin_moment(by=ilse, moment=keys[3])
    warm = found(ilse, "always")
    assert len(warm) == 7
    shelves.forget()
    heads.forget()
    assert found(ilse, "always") == warm
    FindPack.objects.all().delete()
    shelves.forget()
    assert found(ilse, "always") == warm


def test_what_leaves_a_space_leaves_its_pack(ilse: Viewer) -> None:
    joost = partner(ilse)
    key, stays = told(joost, "periwinkle"), told(joost, "marigold", date="2022")
    shelves.pack(space=ilse.family_space)
    value = FindPack.objects.get().sealed.open(ilse.keys)
    assert "periwinkle" in value.under["text"]
    actions.set_audience(by=joost, moment=key, private=True)
    assert not FindPack.objects.exists()
    assert Task.objects.filter(action=packs.TOKENS).exists()
    # A worker that read before and seals after keeps nothing.
    packs.keep(FindPack, ilse.family_space, value, ilse.keys)
    assert not FindPack.objects.exists()
    shelves.pack(space=ilse.family_space)
    shelves.forget()
    assert (found(ilse, "periwinkle"), found(ilse, "marigold")) == ([], [stays])
    assert "periwinkle" not in FindPack.objects.get().sealed.open(ilse.keys).under["text"]


def test_a_pack_that_does_not_open_is_passed_over(ilse: Viewer) -> None:
    key = told(ilse, "periwinkle")
    shelves.pack(space=ilse.family_space)
    row = FindPack.objects.get()
    FindPack.objects.update(sealed=bytes(row.sealed)[:-1] + b"x")
    shelves.forget()
    assert found(ilse, "periwinkle") == [key]


def test_nobody_asks_a_shelf_without_the_key(ilse: Viewer) -> None:
    told(ilse, "periwinkle")
    found(ilse, "periwinkle")
    with pytest.raises(KeyMissing):
        shelves.of(ilse.family_space, stranger().keys)


LETTERS = st.text("abcd", min_size=1, max_size=9)


@given(st.sets(LETTERS, max_size=40), LETTERS)
def test_words_that_are_nearly_right_are_all_found(known: set[str], typed: str) -> None:
    layer = Layer.made([("1", Words(frozenset(), frozenset(known)))])
    for most in (0, 1, 2):
        if len(typed) <= most * 2:
            continue
        near = {layer.under.token(at) for at in layer.under.nearly(typed, most)}
        assert near == {one for one in known if slips(typed, one, most) <= most}


@given(st.dictionaries(st.uuids().map(str), st.sets(LETTERS), max_size=30), LETTERS)
def test_a_layer_says_what_went_into_it(entries: dict[str, set[str]], typed: str) -> None:
    made = Layer.made((key, Words(frozenset(), frozenset(entries[key]))) for key in sorted(entries))
    under = type(made.under).unpacked(made.under.packed())
    for field in (made.under, under):
        exact = {made.ids[at] for at in field.numbers(field.exactly(typed))}
        assert exact == {key for key, words in entries.items() if typed in words}
        begins = {made.ids[at] for at in field.numbers(field.beginning(typed))}
        assert begins == {key for key in entries if any(one.startswith(typed) for one in entries[key])}
