"""Canary: words go through every way of writing there is; then everything written is searched for them.

The house runs under strace, so that every `write` of web, worker and launcher is seen, and with it any
file that was removed again. A new way of writing joins `live_through_everything` in the same commit.
"""

from __future__ import annotations

import io
import re
import shutil
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from tests.canary.babies import BABY_WORDS, tell_of_babies
from tests.canary.desk import DESK_WORDS, read_first
from tests.canary.finding import FIND_WORDS, find, pack
from tests.canary.links import LINK_WORDS, share_and_read
from tests.canary.lists import LIST_WORDS, tell_of_lists
from tests.canary.searching import forms_of, written_to_files
from tests.canary.signing import SIGN_WORDS, come_in_by_letter_and_keep_the_door
from tests.canary.wording import WORDING_WORDS, say_in_own_words
from tests.factories.post_office import PostOffice, open_post_office
from tests.visitor import House, Visitor

pytestmark = pytest.mark.canary

WORDS = {
    "family": "Quillfeather Lane",
    "another family": "Marchbanks Corner",
    "name": "Thessaly Brackenridge",
    "another name": "Thessaly Underwood",
    "second": "Ottoline Farthingale",
    "email": "thessaly.brackenridge@example.org",
    "second email": "ottoline.farthingale@example.org",
    "unknown email": "nobody.pettigrew@example.org",
    "password": "lanterns over marmalade",
    "new password": "seventeen patient herons",
    "third password": "eleven folded umbrellas",
    "wrong password": "umbrellas are not it",
    "zone": "Pacific/Marquesas",
    "another zone": "Atlantic/Azores",
    "baby": "Clementine Wrenfield",
    "another baby name": "Clemency Wrenfield",
    "third baby name": "Cordelia Wrenfield",
    "title": "Buttercups on the sill",
    "words": "She wore the yellow cardigan",
    "later words": "Somebody hummed a waltz",
    "plain words": "The kettle sang in B flat",
    "alone": "I told the lighthouse alone",
    "date": "about 17 October 1987",
    "edtf": "1987-10-17",
    "said": "the week of the quinces",
    "description": "A pewter spoon and a glove",
    "another description": "A thimble beside the ladle",
    "third description": "The ladle alone, at noon",
    "file": "Hollyhock afternoon.jpg",
    "camera": "Zephyrine Boxwood",
    "folder": "Wisteria summer",
    "folder file": "Pomegranate veranda.jpg",
    "lost file": "Quince marmalade.txt",
    **LINK_WORDS,
    **DESK_WORDS,
    **SIGN_WORDS,
    **FIND_WORDS,
    **WORDING_WORDS,
    **LIST_WORDS,
    **BABY_WORDS,
}
#: How the bytes of pictures begin in a file; none may stand anywhere in the clear, not even for a moment.
PICTURES = {"webp": b"WEBPVP8", "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF", "exif": b"Exif\x00\x00"}


def photograph(tint: int) -> bytes:
    """A drawn picture with a camera's notes and words of its own at its end."""
    held, exif = io.BytesIO(), Image.Exif()
    exif[271] = WORDS["camera"]
    exif.get_ifd(0x8769)[36867] = "1987:10:17 09:41:00"
    exif.get_ifd(0x8825)[1] = "N"
    noise = Image.effect_noise((640, 480), tint).convert("RGB")
    noise.save(held, "JPEG", exif=exif, quality=90)
    return held.getvalue() + WORDS["plain words"].encode()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


@pytest.fixture
def traced(tmp_path: Path, office: PostOffice) -> Iterator[tuple[House, Path]]:
    """Myosotis under strace, with a post office to hand letters to; and the folder of traces."""
    if shutil.which("strace") is None:
        pytest.fail("strace is missing. One command brings it: sudo apt install -y strace")
    traces = tmp_path / "traces"
    traces.mkdir()
    house = House(tmp_path / "home", before=traced_by(traces))
    house.env["MYOSOTIS_SMTP"] = f"smtp://127.0.0.1:{office.port}"
    house.start()
    yield house, traces
    house.stop()


def traced_by(traces: Path) -> tuple[str, ...]:
    """The words of a strace that keeps every write of every process, whole."""
    calls = "trace=write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range"
    whole = ("-ff", "-y", "-xx", "-s", "20000000", "-e", calls, "-e", "signal=none")
    return ("strace", *whole, "-o", str(traces / "t"))


def twice(which: str) -> dict[str, str]:
    """A new password, typed twice."""
    return {"password": WORDS[which], "again": WORDS[which]}


def come_in(first: Visitor, second: Visitor) -> list[str]:
    """Set the house up with two parents and both sheets; return further words that must stand nowhere."""
    answers = {key: WORDS[key] for key in ("family", "name", "email")}
    first.post(
        "/begin", step="password", country="FR", timezone=WORDS["zone"], **twice("password"), **answers
    )
    made = []
    for which in ("family", "own"):
        words = re.findall(r'wordgrid__word">([a-z]+)<', first.post(f"/sheets/{which}", do="make"))
        made.append(" ".join(words))
        first.post("/sheets/paper", page=f"/sheets/{which}", words=" ".join(words), which=which)
        typed = {f"word_{n}": words[n - 1] for n in (1, 5, 9)}
        first.post(f"/sheets/{which}", do="confirm", asked="1,5,9", words=" ".join(words), **typed)
    code = re.search(r'data-code="([0-9A-Z]+)"', first.post("/more/invite"))
    assert code is not None
    second.post("/join", code=code[1], name=WORDS["second"], email=WORDS["second email"], **twice("password"))
    return [*made, code[1]]


def change_things(first: Visitor) -> None:
    """Names, place, an invitation taken back, a password that is wrong and one that is new."""
    Visitor(first.url).post("/sign-in", email=WORDS["email"], password=WORDS["wrong password"])
    first.post("/more/name", name=WORDS["another name"])
    first.post("/more/family", family=WORDS["another family"])
    first.post("/more/place", country="PT", timezone=WORDS["another zone"])
    first.post("/more/invite")
    open_one = re.search(r"/more/invite/([0-9a-f-]{36})/end", first.get("/more"))
    assert open_one is not None
    first.post(f"/more/invite/{open_one[1]}/end", page="/more")
    first.post("/more/password", old=WORDS["password"], **twice("new password"))


def write_letters(first: Visitor, office: PostOffice) -> list[str]:
    """Let letters reach one, forget the password, and come back by a letter; return the codes in them."""
    first.post("/more/letters")
    codes = [code_in(office, 1)]
    first.post("/more/letters/code", code=codes[0])
    guest = Visitor(first.url)
    guest.post("/forgotten/letter", email=WORDS["unknown email"])
    guest.post("/forgotten/letter", email=WORDS["email"])
    codes.append(code_in(office, 2))
    guest.post("/forgotten/code", code=codes[1])
    guest.post("/forgotten/code", code=codes[1], **twice("third password"))
    return [*codes, *(code.replace("-", "") for code in codes)]


def code_in(office: PostOffice, letters: int) -> str:
    """The code in the newest letter, once so many arrived."""
    deadline = time.monotonic() + 60
    while len(office.received) < letters:
        assert time.monotonic() < deadline, "no letter came"
        time.sleep(0.2)
    found = re.search(r"^([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\s*$", office.received[-1].words, re.MULTILINE)
    assert found is not None
    return found[1]


def tell_the_story(second: Visitor) -> tuple[str, str]:
    """Words kept by script and without, dates, pictures, looks, the bin, what one keeps alone.

    Returns the addresses of the moment and of its picture.
    """
    moment = f"/moments/{uuid4()}"
    block = f'[{{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{{"t": "{WORDS["words"]}"}}]}}]'
    second.post("/baby", name=WORDS["baby"])
    second.post(f"{moment}/keep", page="/baby", title=WORDS["title"], blocks=block, revision="0")
    second.post(f"{moment}/write", title=WORDS["title"], revision="1", more=WORDS["later words"])
    second.post(f"{moment}/when", date=WORDS["date"], said=WORDS["said"])
    told = second.send(f"{moment}/pictures", moment, [(WORDS["file"], photograph(40))])
    picture = re.search(r"p-([0-9a-f-]{36})", told["html"])
    assert picture is not None
    second.post(f"/pictures/{picture[1]}", description=WORDS["description"])
    for _ in range(120):
        if "data-veil" in second.get(moment):
            break
        time.sleep(0.5)
    second.post(f"/pictures/{picture[1]}/look", page=moment)
    assert second.bytes(f"/pictures/{picture[1]}/webp-480").startswith(b"RIFF")
    assert WORDS["plain words"].encode() in second.bytes(f"/pictures/{picture[1]}/original")
    second.post(f"/pictures/{picture[1]}/stand", page=moment, stands="yes")
    second.post(f"/pictures/{picture[1]}/out", page=moment)
    second.post(f"/pictures/{picture[1]}/back", page=moment)
    own = f"/moments/{uuid4()}"
    second.post(f"{own}/write", title="", revision="0", more=WORDS["alone"])
    second.post(f"{own}/who", who="me")
    second.post(f"{moment}/bin", page=moment)
    second.post(f"{moment}/restore", page="/bin")
    assert WORDS["words"] in second.get("/story")
    return moment, f"/pictures/{picture[1]}"


def say_it_again(second: Visitor, moment: str) -> None:
    """Let a moment say again what it said first, and then what it said before that."""
    for which, longer in ((-1, False), (0, True)):
        before = re.findall(rf'href="({moment}/before/[0-9a-f-]{{36}})"', second.get(f"{moment}/before"))
        assert (WORDS["later words"] in second.get(before[which])) is longer
        second.post(before[which])
        assert (WORDS["later words"] in second.get(moment)) is longer


def write_at_once(first: Visitor, second: Visitor, picture: str) -> None:
    """One picture described, one baby named by two people at once: who comes second is asked, and chooses."""
    for path, field, hidden, thing in (
        (picture, "description", "before", "description"),
        ("/baby", "name", "opened", "baby name"),
    ):
        stands, typed = WORDS[f"another {thing}"], WORDS[f"third {thing}"]
        mine, theirs = (carried(one.get(path), hidden) for one in (first, second))
        second.post(path, **{field: stands, hidden: theirs})
        asked = first.post(path, **{field: typed, hidden: mine})
        assert stands in asked
        assert typed in asked
        first.post(path, **{field: typed, hidden: carried(asked, hidden)})
        assert typed in second.get(path)


def carried(page: str, name: str) -> str:
    """What a hidden field of a page carries."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def use_the_console(house: House, tmp_path: Path) -> None:
    """A folder brought in, the doctor, and a backup: each under strace too."""
    folder = tmp_path / "outside" / WORDS["folder"]
    folder.mkdir(parents=True)
    (folder / WORDS["folder file"]).write_bytes(photograph(60))
    (folder / WORDS["lost file"]).write_text("no picture")
    plain = Image.new("RGB", (90, 60), "gray")
    plain.save(folder / "undated.png")
    person = ("--person", WORDS["second email"])
    for words in (
        ("import-folder", str(folder.parent), *person, "--json"),
        ("doctor", "--read"),
        ("backup", str(tmp_path / "backup")),
    ):
        done = house.run(*words, timeout=300)
        assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:])


def live_through_everything(house: House, office: PostOffice, tmp_path: Path) -> list[str]:
    """Use every way of writing once; return further words that must stand nowhere (sheets, codes)."""
    first, second = Visitor(house.url), Visitor(house.url)
    made = come_in(first, second)
    change_things(first)
    with pytest.raises(urllib.error.HTTPError):
        Visitor(house.url).get("/there-is-nothing-here")
    made += write_letters(first, office)
    moment, picture = tell_the_story(second)
    say_it_again(second, moment)
    say_in_own_words(second)
    tell_of_lists(second)
    first.post("/sign-in", email=WORDS["email"], password=WORDS["third password"])
    write_at_once(first, second, picture)
    tell_of_babies(second, first, moment, picture)
    made += share_and_read(first, second, moment, picture)
    made += read_first(second, office, code_in)
    made += come_in_by_letter_and_keep_the_door(house, first, office)
    find(second, "yellow cardigan", "cardigann")
    pack(house)
    use_the_console(house, tmp_path)
    Visitor(house.url).post("/forgotten/sheet", email=WORDS["email"], words=made[1], **twice("password"))
    assert WORDS["title"] in second.get("/story")
    cookies = [
        cookie.value or "" for one in (first, second) for cookie in one.jar if cookie.name == "myosotis"
    ]
    return [*made, *cookies]


def test_nothing_personal_is_ever_written_in_the_clear(
    traced: tuple[House, Path], office: PostOffice, tmp_path: Path
) -> None:
    house, traces = traced
    secrets = [*WORDS.values(), *live_through_everything(house, office, tmp_path)]
    kept = [path for place in (house.home, tmp_path / "backup") for path in place.rglob("*")]
    seen = {str(path): path.read_bytes() for path in kept if path.is_file()}
    writes = list(written_to_files(traces))
    assert any("sqlite3" in where and len(data) > 1000 for where, data in writes), "no database seen"
    assert any("/backup/" in where for where in seen), "no backup seen"
    everything = b"\n".join([*seen.values(), *(data for _where, data in writes)])
    # What stands in plain by design is found, so a word in plain would be.
    assert b"story_moment" in b"".join(data for _where, data in writes)
    hits = [(word, form) for word in secrets for form, data in forms_of(word).items() if data in everything]
    hits += [("a picture", kind) for kind, data in PICTURES.items() if data in everything]
    assert hits == []
    assert not [path for path in seen for word in secrets if word.casefold() in path.casefold()]
    outside = [letter.wire for letter in office.received]
    named = ("family", "another family", "name", "another name", "baby", "third baby name", "second")
    said = [word for key, word in DESK_WORDS.items() if key != "guardian email"]
    said += [SIGN_WORDS[key] for key in ("third", "third in the other family", "passkey")]
    family = [
        *LINK_WORDS.values(),
        *WORDING_WORDS.values(),
        *LIST_WORDS.values(),
        *BABY_WORDS.values(),
        *said,
        *(WORDS[key] for key in named),
    ]
    assert not [word for word in family for wire in outside if word.encode() in wire]
