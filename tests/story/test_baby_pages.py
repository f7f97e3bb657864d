"""The page for the baby and the page for children: what stands there, and what never does."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in
from tests.story.test_babies import NAUGHTY, a_baby, a_pregnancy, shown
from tests.story.test_pages import png, sent

from myosotis.media import actions as media
from myosotis.people import wording_changes
from myosotis.people.viewer import Viewer
from myosotis.story import actions, things
from myosotis.story.models import Baby, Picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


def with_picture(by: Viewer, client: Client, *, private: bool = False) -> tuple[UUID, UUID]:
    """An entry with a prepared picture: both ids."""
    moment = actions.keep_moment(by=by, title="The window", paragraphs=["a lamp"], private=private)
    sent(client, moment, ("IMG_1.png", png()))
    picture = Picture.objects.get(moment=moment)
    media.prepare(original=picture.original_id)
    actions.describe_picture(by=by, picture=picture.pk, description="Light on a wall")
    return moment, picture.pk


def test_the_page_says_name_days_and_line_and_nothing_else(ilse: Viewer, client: Client) -> None:
    key = a_baby(
        ilse,
        name="Mira",
        also="מירה",
        born="2026-06-26",
        died="2026-06-28",
        sex="a girl",
        line="As the snow.",
    )
    page = shown(client, f"/babies/{key}/page")
    for words in ("Mira", "מירה", "was born on 26 June 2026", "died on 28 June 2026", "As the snow."):
        assert words in page
    for chrome in ("<nav", "masthead", "a girl", "<img", "data-veil"):
        assert chrome not in page
    none = a_baby(ilse)
    assert "Your baby" in shown(client, f"/babies/{none}/page")
    wording_changes.change(by=ilse, baby="own", own_baby="bean", died="born-still")
    assert "Your bean" in shown(client, f"/babies/{none}/page")
    assert "was born still on 28 June 2026" in shown(client, f"/babies/{key}/page")


@pytest.mark.parametrize(
    ("born", "died", "says"),
    [
        ("2026-06-26", "2026-06-26", "was born and died on 26 June 2026"),
        ("2026-21", "", "was born in spring 2026"),
        ("2026-06-26~", "", "was born about 26 June 2026"),
        ("", "2026-06-26Tnight", "died in the night of 26 June 2026"),
        ("", "2026-06-26T03:10", "died at 3:10 a.m., 26 June 2026"),
        ("", "2026-06-26/2026-06-28", "died from 26 to 28 June 2026"),
        ("", "[2026-06-26,2026-06-28]", "died either 26 or 28 June 2026"),
    ],
)
def test_days_are_said_as_the_family_knows_them(
    ilse: Viewer, client: Client, born: str, died: str, says: str
) -> None:
    assert says in shown(client, f"/babies/{a_baby(ilse, name='Mira', born=born, died=died)}/page")


def test_a_picture_lies_covered_until_each_parent_looks(ilse: Viewer, client: Client) -> None:
    partner(ilse)
    his = signed_in("joost@example.org")
    key = a_baby(ilse, name="Mira")
    _moment, picture = with_picture(ilse, client)
    question = shown(client, f"/babies/{key}/picture")
    assert "Light on a wall" in question
    assert "<img" not in question
    url = f"/babies/{key}/page"
    assert client.post(f"/babies/{key}/picture", {"said": str(picture)}).headers["Location"] == url
    page = shown(client, url)
    assert "<img" not in page
    assert "leaf__picture--covered" in page
    assert client.post(f"/babies/{key}/look").headers["Location"] == url
    assert "<img" in shown(client, url)
    assert "<img" not in shown(his, url)
    fragment = client.post(f"/babies/{key}/cover", headers={"X-Requested-With": "fetch"}).content.decode()
    assert f"/babies/{key}/look" in fragment
    assert "<img" not in shown(client, url)
    actions.take_out_picture(by=ilse, picture=picture)
    assert "leaf__picture" not in shown(client, url)
    assert client.post(f"/babies/{key}/look").status_code == 404


def test_what_one_parent_keeps_alone_stands_on_no_page_of_both(ilse: Viewer, client: Client) -> None:
    key = a_baby(ilse, name="Mira")
    _moment, picture = with_picture(ilse, client, private=True)
    assert "Light on a wall" not in shown(client, f"/babies/{key}/picture")
    assert client.post(f"/babies/{key}/picture", {"said": str(picture)}).status_code == 200
    assert things.one(ilse, Baby, key).value.picture == ""


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_children_are_told_truly_and_plainly(ilse: Viewer, client: Client) -> None:
    assert "Nothing here, and that is fine." in shown(client, "/children")
    one = str(a_pregnancy(ilse, words="medical"))
    mira = a_baby(ilse, name="Mira", died="2026-06-26", pregnancy=one)
    a_baby(ilse, name="Noor", outcome="lives", pregnancy=one)
    page = text_of(shown(client, "/children"))
    assert page.startswith("For you Mira died. That means that the body of Mira stopped working.")
    assert "Mira cannot come back" in page
    assert "Nobody did anything bad." in page
    for never in ("Noor", "pregnan", "medical", "asleep", "lost", "heaven", "angel", "God", "taken", "week"):
        assert never not in page
    a_baby(ilse, name="Ada", outcome="died")
    page = text_of(shown(client, "/children"))
    assert "Ada died. Mira died." in page or "Mira died. Ada died." in page
    assert "their bodies stopped working" in page
    question = shown(client, f"/babies/{mira}/told")
    assert "Mira died. That means" in question
    client.post(
        f"/babies/{mira}/told", {"said": "Mira was too small to live.\n\nWe miss Mira.", "before": ""}
    )
    page = text_of(shown(client, "/children"))
    assert "Ada died. That means that the body of Ada" in page
    assert page.count("Mira") == 2


def test_our_words_are_not_kept_as_theirs(ilse: Viewer, client: Client) -> None:
    key = a_baby(ilse, name="Mira")
    assert "Mira" not in text_of(shown(client, "/children")), "nobody said that Mira died"
    form = client.get(f"/babies/{key}/told").context["form"]
    client.post(f"/babies/{key}/told", {"said": form.initial["said"].replace("\n", "\r\n"), "before": ""})
    assert things.one(ilse, Baby, key).value.told == ""


def test_only_what_was_marked_stands_there_and_pictures_only_where_allowed_and_uncovered(
    ilse: Viewer, client: Client
) -> None:
    wording_changes.change(by=ilse, weeks=True)
    partner(ilse)
    his = signed_in("joost@example.org")
    moment, picture = with_picture(ilse, client)
    actions.keep_moment(by=ilse, title="Not for them", paragraphs=["the ward"])
    alone = actions.keep_moment(by=ilse, title="Mine", paragraphs=["alone"], private=True)
    later = actions.keep_moment(by=ilse, title="A letter", paragraphs=["sealed words"])
    actions.tell(by=ilse, moment=later, kind="letter", opens="never", children="words")
    for one in (moment, alone):
        assert client.post(f"/moments/{one}/children", {"said": "words", "before": ""}).status_code == 302
    client.post(f"/pictures/{picture}/look")
    page = shown(client, "/children")
    assert "a lamp" in page
    for hidden in ("Not for them", "Mine", "A letter", "sealed words", "<img", "Light on a wall"):
        assert hidden not in page
    client.post(f"/moments/{moment}/children", {"said": "pictures", "before": "words"})
    assert "<img" in shown(client, "/children")
    his_page = shown(his, "/children")
    assert "<img" not in his_page
    assert "Light on a wall" not in his_page
    client.post(f"/moments/{moment}/children", {"said": "", "before": "pictures"})
    assert "a lamp" not in shown(client, "/children")


def test_there_is_one_way_back_and_no_other_way_out(ilse: Viewer, client: Client) -> None:
    linked = [
        {"id": "0a0a0a0a", "kind": "paragraph", "runs": [{"t": "here", "href": "https://house.example"}]}
    ]
    for at in range(23):
        moment = actions.keep_moment(by=ilse, title=f"Day {at:02}", paragraphs=["a lamp"])
        actions.write(by=ilse, moment=moment, title=f"Day {at:02}", blocks=linked, revision=1)
        actions.tell(by=ilse, moment=moment, children="words")
    links = re.findall(r'<a [^>]*href="([^"]*)"', shown(client, "/children"))
    assert sorted(links) == ["#main", "/", "/children?page=1"]
    second = shown(client, "/children?page=1")
    assert second.count("told__one") == 3
    assert "/children?page=0" in second
    for odd in ("-1", "x", "9" * 9, "²", "99999"):
        assert client.get("/children", {"page": odd}).status_code == 200


@pytest.mark.parametrize("words", NAUGHTY)
def test_whatever_is_typed_reads_as_it_was_typed(ilse: Viewer, client: Client, words: str) -> None:
    key = a_baby(ilse, name=words, also=words, line=words, died="2026", told=words)
    for path in (f"/babies/{key}/page", "/children", f"/babies/{key}/told", f"/babies/{key}"):
        assert "<b>Alma" not in shown(client, path)
    assert shown(client, f"/babies/{key}/page").count("leaf__line") == 1
