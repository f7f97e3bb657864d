"""The current is cut, fifty times, while pictures come in: nothing that was acknowledged is lost."""

from __future__ import annotations

import hashlib
import http.client
import io
import json
import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from tests.visitor import House, Visitor

pytestmark = pytest.mark.full
CUTS = 50
PASSWORD = "four grey stones here"


def picture(number: int) -> bytes:
    """A drawn picture no other is equal to."""
    held = io.BytesIO()
    tint = (number % 256, number // 256 % 256, 120)
    Image.effect_noise((160, 120), 40 + number % 50).convert("RGB").point(
        [min(255, value + tint[band]) for band in range(3) for value in range(256)]
    ).save(held, "JPEG")
    return held.getvalue() + number.to_bytes(4, "big")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    home = House(tmp_path / "home")
    home.start()
    yield home
    home.stop()


def parent(house: House) -> Visitor:
    visitor = Visitor(house.url)
    visitor.post(
        "/begin",
        step="password",
        timezone="UTC",
        name="Ilse",
        email="ilse@example.org",
        password=PASSWORD,
        again=PASSWORD,
    )
    return visitor


def send_until_cut(
    visitor: Visitor, numbers: Iterator[int], kept: dict[str, str], refused: list[dict[str, Any]]
) -> None:
    """Send pictures, one after another, each into a moment of its own; note what was acknowledged."""
    while True:
        content, moment = picture(next(numbers)), uuid4()
        try:
            told = visitor.send(f"/moments/{moment}/pictures", "/more", [("a.jpg", content)])
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return  # cut in the middle: nothing was acknowledged
        if told.get("kept") is not True:
            refused.append(told)
            return
        found = re.search(r"/pictures/([0-9a-f-]{36})|id=\"p-([0-9a-f-]{36})", told["html"])
        assert found is not None
        kept[found[1] or found[2]] = hashlib.sha256(content).hexdigest()


def test_no_acknowledged_picture_is_lost_and_nothing_half_made_shows(house: House) -> None:
    visitor, kept, refused = parent(house), dict[str, str](), list[dict[str, Any]]()
    numbers, draw = iter(range(10**6)), random.Random(7)
    for _cut in range(CUTS):
        sender = threading.Thread(target=send_until_cut, args=(visitor, numbers, kept, refused))
        sender.start()
        sender.join(timeout=draw.uniform(0.05, 1.2))
        house.kill()
        sender.join(timeout=60)
        house.start()
    assert refused == []
    assert len(kept) > CUTS / 2, "too few pictures were on their way for this to say anything"
    for key, digest in kept.items():
        assert hashlib.sha256(visitor.bytes(f"/pictures/{key}/original")).hexdigest() == digest
    house.stop()
    report = house.run("doctor", "--read", "--json")
    wrong = [one for one in json.loads(report.stdout)["findings"] if one["state"] == "care"]
    assert wrong == []
