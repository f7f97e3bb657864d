"""Every page of somebody who is signed in, opened and looked at; and what is said when two write at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import PASSWORD, WAYS, Visit
from tests.journeys.test_keeping import drawn
from tests.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.full]

ASKED_ONCE = ("name", "family", "place", "password", "invite")
HIS = "We counted the lamps on the way home. There were forty-one."


def joined(visit: Visit) -> Visitor:
    """The other parent, at another machine."""
    visit.go("/more/invite")
    visit.press("Make a code")
    code = visit.page.locator("[data-code]").first.get_attribute("data-code") or ""
    other = Visitor(visit.house)
    known = {"name": "Joost", "email": "joost@example.org"}
    other.post("/join", code=code, password=PASSWORD, again=PASSWORD, **known)
    return other


def kept(other: Visitor, *texts: str, title: str = "") -> str:
    """A moment of his; its address."""
    moment = f"/moments/{uuid4()}"
    words = [{"id": uuid4().hex[:8], "kind": "paragraph", "runs": [{"t": text}]} for text in texts]
    other.post(f"{moment}/keep", page="/write", title=title, blocks=json.dumps(words), revision="0")
    return moment


def with_picture(other: Visitor, moment: str, path: Path) -> str:
    """A picture in it, prepared; its address."""
    told = other.send(f"{moment}/pictures", "/write", [(path.name, path.read_bytes())])
    found = re.search(r"p-([0-9a-f-]{36})", told["html"])
    assert found is not None
    return f"/pictures/{found[1]}"


def look_at(visit: Visit, name: str, path: str) -> None:
    """Open a page and look at it."""
    visit.go(path)
    visit.look(name)


def look_for_things(visit: Visit) -> None:
    """Finding, by keyboard alone: an empty box, what is there, what is nearly there, what is not."""
    page = visit.page
    look_at(visit, "find-empty", "/find")
    for name, words in (("find", "lamps"), ("find-nearly", "lmaps"), ("find-nothing", "zeppelin")):
        page.get_by_label("Words to find").fill(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="What was found")).to_have_count(1)
        visit.look(name)
        expect(page.locator("mark", has_text="lamps")).to_have_count(0 if name == "find-nothing" else 1)
        assert words not in page.url


def look_at_the_rest(visit: Visit, other: Visitor, moment: str, picture: str) -> None:
    """The pages of a moment, of what it was, of the bin, and of the account."""
    for word in ("write", "when", "who", "pictures"):
        look_at(visit, f"moment-{word}", f"{moment}/{word}")
    look_at(visit, "moment-picture", picture)
    other.post(f"{moment}/when", date="about 4 May 2021")
    other.post(f"{moment}/write", title="The way home", revision="1", more="And then it was morning.")
    look_at(visit, "moment-titled", moment)
    look_at(visit, "before", f"{moment}/before")
    visit.page.locator(".rows a").first.click()
    visit.look("version")
    look_at(visit, "bin-empty", "/bin")
    other.post(f"{picture}/out", page=moment)
    gone = kept(other, "A sentence that went.", title="The wrong evening")
    other.post(f"{gone}/bin", page=moment)
    look_at(visit, "bin", "/bin")
    for word in ASKED_ONCE:
        look_at(visit, f"more-{word}", f"/more/{word}")
    for path in ("more", "sheets/family", "sheets/own", "write"):
        look_at(visit, path.replace("/", "-"), f"/{path}")
    look_at_lists(visit, other, moment)
    look_at(visit, "nothing-here", "/there-is-nothing-here")


def look_at_lists(visit: Visit, other: Visitor, moment: str) -> None:
    """What an entry is and is about; keepsakes, people and chapters: empty, then with one each."""
    for path in ("keepsakes", "persons", "chapters", "letters/ask"):
        look_at(visit, f"{path.replace('/', '-')}-empty", f"/{path}")
    other.post(f"{moment}/kind", kind="keepsake")
    other.post(f"{moment}/keepsake", what="blanket", own="", made="Aunt Jo", lies="The blue box")
    other.post(f"{moment}/about", others="Wim\nAna", places="The shore", tags="rain")
    other.post("/chapters/new", name="The first spring", begins="", ends="", line="As it was.")
    for word in ("kind", "opens", "keepsake", "about", "read"):
        look_at(visit, f"moment-{word}", f"{moment}/{word}")
    look_at(visit, "moment-keepsake-read", moment)
    for path in ("keepsakes", "persons", "persons/new", "chapters", "chapters/new", "story"):
        look_at(visit, f"{path.replace('/', '-')}-with-one", f"/{path}")
    for path, name in (("/persons", "Ana"), ("/chapters", "The first spring")):
        visit.go(path)
        visit.press(name, role="link")
        visit.look(path[1:-1])
    visit.press("Put it into the bin")
    visit.look("chapters-undo")
    look_at(visit, "bin-with-a-chapter", "/bin")


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_every_page_can_be_read_and_stays_within_its_width(
    browser: Browser, house: str, tmp_path: Path, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    visit.found()
    look_at(visit, "home-empty", "/")
    other = joined(visit)
    moment = kept(other, HIS)
    silent = f"/moments/{uuid4()}"
    picture = with_picture(other, moment, drawn(tmp_path / "a.png", 90))
    with_picture(other, silent, drawn(tmp_path / "b.png", 150))
    for name, path in (("home-untitled", "/"), ("story-untitled", "/story"), ("moment-untitled", moment)):
        look_at(visit, name, path)
    look_at(visit, "moment-wordless", silent)
    look_for_things(visit)
    look_at_the_rest(visit, other, moment, picture)
    visit.close()


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_when_two_write_at_once_the_second_is_told_and_keeps_what_they_typed(
    browser: Browser, house: str, tmp_path: Path, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    visit.found()
    other = joined(visit)
    moment = kept(other, HIS, title="The way home")
    picture = with_picture(other, moment, drawn(tmp_path / "a.png", 90))
    name_it_at_once(visit, other)
    describe_at_once(visit, other, picture)
    write_at_once(visit, other, moment)
    if not scripts:
        write_in_what_went(visit, other, moment)
    visit.close()


def name_it_at_once(visit: Visit, other: Visitor) -> None:
    """The baby's name."""
    look_at(visit, "baby", "/baby")
    other.post("/baby", name="Alma")
    visit.page.get_by_label("The name").fill("Almut")
    visit.press("Go on")
    expect(visit.page.get_by_role("radio")).to_have_count(2)
    visit.look("baby-which")
    visit.page.get_by_label("Almut").check()
    visit.press("Go on")
    look_at(visit, "story-named", "/story")
    expect(visit.page.get_by_role("heading", name="Almut’s story")).to_be_visible()


def describe_at_once(visit: Visit, other: Visitor, picture: str) -> None:
    """What a picture shows."""
    visit.go(picture)
    other.post(picture, description="A lamp in the hall")
    visit.page.get_by_label("What it shows, in words").fill("The lamp beside the lift, at night")
    visit.press("Keep")
    expect(visit.page.get_by_text("They say now: “A lamp in the hall”", exact=False)).to_be_visible()
    visit.look("picture-meanwhile")
    visit.press("Keep")
    expect(visit.page.get_by_text("The lamp beside the lift", exact=False).first).to_be_visible()


def write_at_once(visit: Visit, other: Visitor, moment: str) -> None:
    """The words of a moment. Nothing is overwritten, and nothing typed leaves the page."""
    page = visit.page
    visit.go(f"{moment}/write")
    other.post(f"{moment}/write", title="The way home", revision="1", more="He wrote this meanwhile.")
    if visit.scripts:
        page.locator(".blocks__text").first.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" I counted again.")
        expect(page.locator("[data-is=conflict]")).to_be_visible()
    else:
        page.get_by_label("Your words").fill("I counted again.")
        visit.press("Keep")
        expect(page.get_by_text("This was changed somewhere else", exact=False)).to_be_visible()
        expect(page.get_by_label("Your words")).to_have_value("I counted again.")
    visit.look("sheet-meanwhile")
    visit.go(moment)
    expect(page.get_by_text("I counted again.", exact=False)).to_have_count(0)


def write_in_what_went(visit: Visit, other: Visitor, moment: str) -> None:
    """A moment that went into the bin while one wrote in it."""
    visit.go(f"{moment}/write")
    other.post(f"{moment}/bin", page=moment)
    visit.page.get_by_label("Your words").fill("I counted once more.")
    visit.press("Keep")
    expect(visit.page.get_by_label("Your words")).to_have_value(re.compile(r"forty-one\.[\s\S]+once more\."))
    visit.look("sheet-gone")
    visit.press("Keep")
    expect(visit.page.get_by_text("I counted once more.")).to_be_visible()
