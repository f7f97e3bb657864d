"""Links as people make and open them, through the pages."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from PIL import Image

from myosotis.media.arriving import arrive
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.work import actions as work


@dataclass(frozen=True)
class Shared:
    """A link as its maker saw it once."""

    id: str
    moment: UUID
    token: str
    code: str

    @staticmethod
    def add_picture(by: Viewer, moment: UUID) -> UUID:
        """One small picture, unlike any other, in a moment."""
        pixels = io.BytesIO()
        Image.effect_noise((64, 48), 90).convert("RGB").save(pixels, "JPEG")
        return story.add_picture(by=by, moment=moment, arrived=arrive("a.jpg", [pixels.getvalue()]))


def shared_moment(by: Viewer, *, pictures: int = 0) -> UUID:
    """A moment of the family with words, and as many pictures as one says."""
    moment = story.keep_moment(by=by, title="The snow", paragraphs=["There was a lantern in the window."])
    for _ in range(pictures):
        Shared.add_picture(by, moment)
    return moment


def share(
    inside: Client,
    moment: UUID,
    *,
    note: str = "",
    gate: str = "",
    length: str = "open",
    password: str = "",
) -> Shared:
    """Make a link on the page of a moment, and read what is shown once."""
    before = _links(inside, moment)
    asked = re.findall(r'name="picture" value="([^"]+)"', _page(inside, moment))
    form = {"note": note, "gate": gate, "length": length, "password": password, "picture": asked}
    page = inside.post(f"/moments/{moment}/share", form).content.decode()
    address, code = re.findall(r'data-code="([^"]+)"', page)
    (token,) = re.findall(r"#([0-9A-Za-z_-]{32})$", address)
    (made,) = _links(inside, moment) - before
    return Shared(made, moment, token, code)


def _links(inside: Client, moment: UUID) -> set[str]:
    return set(re.findall(r"/links/([0-9a-f-]{36})", _page(inside, moment)))


def _page(inside: Client, moment: UUID) -> str:
    return inside.get(f"/moments/{moment}/share").content.decode()


def open_link(token: str, *, gate: str = "") -> tuple[Client, str]:
    """A browser that knows nobody and opens a link; and where it was sent."""
    client = Client()
    page = client.post("/r/open", {"token": token}).headers["Location"]
    if gate:
        client.post(page + "gate", {"csrfmiddlewaretoken": mark(client, page), "choice": gate})
    return client, page


def mark(client: Client, page: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(page).content.decode())
    assert found is not None
    return found[1]


def ready() -> None:
    """Let a worker prepare every picture that waits."""
    worker = work.arrive()
    while task := work.claim(worker):
        work.perform(task)
    work.leave(worker)
