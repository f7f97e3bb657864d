"""Links as a canary's family and its readers use them: made, agreed to, opened in each way, closed."""

from __future__ import annotations

import re
import urllib.error

import pytest
from tests.visitor import Visitor

LINK_WORDS = {
    "link note": "Cousin Odalys of the ferry",
    "link gate": "A photograph lies on this page, asleep",
    "link password": "periwinkle on the landing",
    "wrong link password": "periwinkle in the cellar",
    "reader": "Odalys Featherstonehaugh",
    "left words": "The ferryman asked after her",
}


def share_and_read(first: Visitor, second: Visitor, moment: str, picture: str) -> list[str]:
    """One parent makes two links, the other agrees, two people read, one link is closed.

    Returns further words that must stand nowhere: tokens, codes and cookies.
    """
    second.post("/words/first", who="me")
    made: list[str] = []
    with_password, by_code = (
        make(second, moment, made, password, picture) for password in (LINK_WORDS["link password"], "")
    )
    for link in (with_password, by_code):
        first.post(f"/links/{link}/yes", f"/links/{link}", picture=picture.rpartition("/")[2])
    reader = read_with_password(first.url, with_password, made[0], picture)
    other = Visitor(first.url)
    other.say("/r/open", code=made[4])
    other.post(f"/r/{by_code}/gate", f"/r/{by_code}/", choice="words")
    second.post(f"/links/{by_code}/close", f"/links/{by_code}")
    with pytest.raises(urllib.error.HTTPError) as closed:
        other.get(f"/r/{by_code}/")
    closed.value.close()
    proofs = [one.value or "" for visitor in (reader, other) for one in visitor.jar if one.name == "reading"]
    assert len(proofs) == 2
    return [*made, *proofs]


def make(parent: Visitor, moment: str, made: list[str], password: str, picture: str = "") -> str:
    """A link's id; what opens it joins `made`: the token, the code as it is shown, the code alone."""
    before = links(parent, moment)
    form = {"note": LINK_WORDS["link note"], "gate": LINK_WORDS["link gate"], "length": "week"}
    shown = picture.rpartition("/")[2]
    page = parent.post(f"{moment}/share", **form, password=password, picture=shown)
    address, code = re.findall(r'data-code="([^"]+)"', page)
    made += [address.rpartition("#")[2], code, code.replace("-", "")]
    (link,) = links(parent, moment) - before
    return link


def links(parent: Visitor, moment: str) -> set[str]:
    """The ids of every link to a moment."""
    return set(re.findall(r"/links/([0-9a-f-]{36})", parent.get(f"{moment}/share")))


def read_with_password(url: str, link: str, token: str, picture: str) -> Visitor:
    """A reader who errs once, comes in, uncovers the picture, and leaves words."""
    reader, at = Visitor(url), f"/r/{link}/"
    reader.say("/r/open", token=token)
    reader.post(f"{at}password", at, password=LINK_WORDS["wrong link password"])
    reader.post(f"{at}password", at, password=LINK_WORDS["link password"])
    reader.forget_mark()
    reader.post(f"{at}gate", at, choice="open")
    shown = picture.rpartition("/")[2]
    reader.post(f"{at}pictures/{shown}/look", at)
    assert reader.bytes(f"{at}pictures/{shown}/webp-480").startswith(b"RIFF")
    left = reader.post(f"{at}words", at, name=LINK_WORDS["reader"], words=LINK_WORDS["left words"])
    assert "Your words are kept." in left
    return reader
