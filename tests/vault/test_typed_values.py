"""Typed values and sealed columns: what is kept, what is refused, and what is never printed."""

from __future__ import annotations

import itertools
import json
import logging
import traceback
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.vault import envelope, spaces
from myosotis.vault.envelope import Place
from myosotis.vault.errors import KeyMissing, SealBroken, UnknownFormat
from myosotis.vault.fields import Sealed, open_many, seal_into
from myosotis.vault.keys import Keyring, SpaceKey
from myosotis.vault.models import JournalLine, JournalValue
from myosotis.vault.values import SealedValue, registered

WORDS = "a small blue cup"
ONE, TWO = UUID(int=1), UUID(int=2)
RING = Keyring([SpaceKey(ONE, bytes(32)), SpaceKey(TWO, bytes(32))])


@dataclass(frozen=True, kw_only=True)  # without repr=False, on purpose
class Cup(SealedValue):
    type_name: ClassVar[str] = "tests/cup"
    version: ClassVar[int] = 2

    text: str = ""
    marks: list[Any] = field(default_factory=list)

    @classmethod
    def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        return {"text": data.pop("words", ""), **data}


TEXT = st.text(st.characters(), max_size=60)  # lone surrogates too: a phone may send half an emoji
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(TEXT, st.lists(JSON, max_size=3), st.dictionaries(TEXT, JSON, max_size=3))
def test_everything_typed_comes_back_and_so_does_what_we_do_not_know(
    text: str, marks: list[Any], unknown: dict[str, Any]
) -> None:
    unknown = {name: value for name, value in unknown.items() if name not in ("text", "marks", "v")}
    value = Cup(text=text, marks=marks, unknown=unknown)
    again = Cup.unpack(value.pack())
    assert again == value
    assert again.pack() == value.pack()


def test_surrogates_and_every_script_are_kept() -> None:
    for text in ("\ud83d", "\udc4bx", "ნია", "أمل", "e\u0301", "\u0000", "👣"):
        assert Cup.unpack(Cup(text=text).pack()).text == text


def test_the_json_is_canonical() -> None:
    packed = Cup(text="ü", marks=[{"b": 1, "a": 2}], unknown={"later": True}).pack()
    assert packed == '{"later":true,"marks":[{"a":2,"b":1}],"text":"ü","v":2}'.encode()
    assert Cup().pack() == b'{"v":2}'
    with pytest.raises(ValueError, match="JSON"):
        Cup(marks=[float("nan")]).pack()


def test_a_past_version_is_read_and_a_newer_one_is_refused() -> None:
    assert Cup.unpack(b'{"v":1,"words":"old","kept":1}') == Cup(text="old", unknown={"kept": 1})
    with pytest.raises(UnknownFormat):
        Cup.unpack(b'{"text":"x","v":3}')
    with pytest.raises(UnknownFormat):
        JournalValue.unpack(b'{"v":2}')


@pytest.mark.parametrize(
    "text", [b"", b"words", b"[]", b"[1]", b'"v"', b"1", b"{}", b'{"v":"1"}', b'{"v":true}', b'{"v":0}']
)
def test_what_is_no_typed_value_is_refused_without_repeating_it(text: bytes) -> None:
    with pytest.raises(SealBroken) as refused:
        Cup.unpack(text)
    assert not text.strip() or repr(text)[2:-1] not in str(refused.value)


def test_two_types_cannot_share_a_name_and_none_can_go_without() -> None:
    with pytest.raises(TypeError, match="two sealed types"):
        type("Other", (SealedValue,), {"type_name": "tests/cup"})
    with pytest.raises(TypeError, match="two sealed types"):
        type("Cup", (SealedValue,), {"type_name": "tests/cup", "__module__": "elsewhere"})
    with pytest.raises(TypeError, match="type_name"):
        type("Nameless", (SealedValue,), {})
    assert registered()["tests/cup"] is Cup


def test_no_sealed_type_prints_what_it_holds() -> None:
    for kind in registered().values():
        assert kind.__repr__ is SealedValue.__repr__, kind
        assert kind.__str__ is object.__str__, kind
    held = Cup(text=WORDS)
    assert WORDS not in f"{held} {held!r} {[held]} { ({'a': held}) }"


def everywhere() -> list[Place]:
    """Sixteen places: every mix of two spaces, types, records and fields."""
    mixes = itertools.product((ONE, TWO), ("tests/a", "tests/b"), (ONE, TWO), ("sealed", "other"))
    return [Place(*mix) for mix in mixes]


@pytest.mark.parametrize(("home", "other"), list(itertools.permutations(everywhere(), 2)))
def test_a_value_moved_anywhere_else_does_not_open(home: Place, other: Place) -> None:
    # Both spaces have the same secret here, so it is the binding that refuses and not the key alone.
    with pytest.raises(SealBroken):
        envelope.open_sealed(envelope.seal(b"words", home, RING), other, RING)


def test_the_parts_of_a_place_cannot_lend_letters_to_each_other() -> None:
    one, two = Place(ONE, "ab", ONE, "c"), Place(ONE, "a", ONE, "bc")
    assert one.bytes() != two.bytes()
    for end in range(60):
        with pytest.raises(SealBroken):
            envelope.open_sealed(envelope.seal(b"words", one, RING)[:end], one, RING)


@pytest.mark.parametrize(
    ("length", "size"),
    [
        *((0, 64), (60, 64), (61, 256), (252, 256), (253, 1024), (1020, 1024), (1021, 4096)),
        *((4092, 4096), (4093, 8192), (8188, 8192), (8189, 12288)),
    ],
)
def test_sizes_come_in_steps(length: int, size: int) -> None:
    place = Place(ONE, "tests/a", ONE, "sealed")
    assert len(envelope.seal(bytes(length), place, RING)) == 8 + 12 + size + 16


@pytest.mark.django_db
class TestColumn:
    def test_a_column_prints_as_sealed_in_every_way_python_prints(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        row, ring = self.kept()
        sealed, opened = row.sealed, row.sealed.open(ring)
        logging.getLogger("myosotis.tests").error("%s %r %s %s", sealed, sealed, opened, row)
        shown = [repr(sealed), str(sealed), format(sealed), f"{sealed}", f"{sealed!r}", f"{sealed!s}"]
        assert set(shown) == {"sealed"}
        assert WORDS not in f"{caplog.text}{opened}{opened!r}{row}{row!r}{vars(row)}{vars(sealed.__class__)}"
        with pytest.raises(TypeError, match="format"):
            format(sealed, ">20")

    def test_a_traceback_with_every_local_name_shows_no_word(self) -> None:
        row, ring = self.kept()
        place = Place(row.space_id, "vault/journal", uuid4(), "sealed")
        elsewhere, opened = Sealed(bytes(row.sealed), JournalValue, place), row.sealed.open(ring)

        def moved() -> None:
            elsewhere.open(ring)

        def keyless() -> None:
            row.sealed.open(Keyring())

        def misread() -> None:
            opened.absent  # noqa: B018 (the name it does not have is the mistake)

        for wrong in (moved, keyless, misread):
            with pytest.raises((SealBroken, KeyMissing, AttributeError)) as caught:
                wrong()
            told = "".join(
                traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
            )
            assert WORDS not in told
            assert ring[row.space_id].secret.hex() not in told
            assert repr(ring[row.space_id].secret) not in told

    def test_only_sealed_bytes_of_the_right_type_reach_the_column(self) -> None:
        row, ring = self.kept()
        with pytest.raises(TypeError, match="seal it first"):
            row.sealed = JournalValue(act="x")
        with pytest.raises(TypeError, match="JournalValue"):
            seal_into(row, "sealed", Cup(), ring)
        for unsealed in (b"", WORDS.encode()):
            with pytest.raises(TypeError, match="seal it first"):
                JournalLine(space_id=row.space_id, sealed=unsealed).save()
        with pytest.raises(TypeError, match="seal it first"):
            JournalLine(space_id=row.space_id).save()
        with pytest.raises(TypeError, match="never turned into text"):
            JournalLine._meta.get_field("sealed").value_to_string(row)

    def test_a_row_can_be_saved_again_deferred_and_read_in_bulk(self) -> None:
        row, ring = self.kept()
        again = JournalLine.objects.defer("sealed").get()
        assert again.sealed.open(ring).act == WORDS
        again.save()
        rows = JournalLine.objects.values_list("pk", "space_id", "sealed")
        assert dict(open_many(JournalLine, "sealed", JournalValue, rows, ring))[row.pk].act == WORDS

    def test_a_column_copied_into_another_row_or_space_does_not_open(self) -> None:
        row, ring = self.kept()
        other, other_ring = self.kept()
        both = ring | other_ring
        JournalLine.objects.filter(pk=other.pk).update(sealed=bytes(row.sealed))
        JournalLine.objects.filter(pk=row.pk).update(space=other.space_id)
        for moved in JournalLine.objects.all():
            with pytest.raises(SealBroken):
                moved.sealed.open(both)

    def kept(self) -> tuple[JournalLine, Keyring]:
        space, ring = spaces.make()
        row = JournalLine(space=space)
        seal_into(row, "sealed", JournalValue(act=WORDS), ring)
        row.save()
        return row, ring


def test_a_value_of_defaults_alone_packs_to_its_version() -> None:
    for kind in (JournalValue, Cup):
        assert json.loads(kind().pack()) == {"v": kind.version}
        assert kind.unpack(kind().pack()) == kind()
