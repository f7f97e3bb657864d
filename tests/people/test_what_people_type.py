"""Strings that break forms, typed as a family's and a person's name: kept as they are, shown harmless."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from tests.conftest import SAMPLES

from myosotis.people import queries
from myosotis.people.forms import FamilyForm, YouForm
from myosotis.people.models import FamilyValue
from myosotis.people.viewer import viewer_of

HARD = [
    "<script>alert(1)</script>",
    "'; DROP TABLE people_family; --",
    "{{ 7|add:7 }} {% load x %}",
    "\u202eback\u202c to front",
    "Zo\u0308e and Zo\u00eb",
    "\U0001f54a\ufe0f \u0f3c \u3064 \u25d5_\u25d5",
    "%s %n ${HOME} `id`",
]


def naughty() -> list[str]:
    path = SAMPLES / "text" / "naughty-strings.txt"
    if not path.is_file():
        pytest.skip("the naughty strings are not beside the project")
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def test_every_naughty_string_is_a_name_one_may_have() -> None:
    strings = naughty()
    assert len(strings) > 400
    for text in strings:
        form = FamilyForm({"family": text[:200]})
        assert form.is_valid(), form.errors
        kept = form.cleaned_data["family"]
        assert kept == text[:200].strip()
        assert FamilyValue.unpack(FamilyValue(name=kept).pack()).name == kept


def test_a_nul_is_refused_with_a_sentence() -> None:
    form = YouForm({"name": "Il\0se", "email": "ilse@example.org"})
    assert form.errors["name"][0].endswith(".")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", HARD)
def test_hard_names_are_kept_exactly_and_shown_harmless(text: str) -> None:
    client = Client()
    who = {"timezone": "UTC", "family": text, "name": text, "email": "ilse@example.org"}
    answer = client.post(
        "/begin", {**who, "password": "four grey stones", "again": "four grey stones", "step": "password"}
    )
    assert answer.status_code == 302
    viewer = viewer_of(client.cookies["myosotis"].value)
    assert viewer is not None
    assert (viewer.name, queries.family_name(viewer)) == (text, text)
    for address in ("/", "/more"):
        page = client.get(address).content.decode()
        assert html.escape(text) in page
        assert "<script>alert" not in page
