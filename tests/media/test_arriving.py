"""Files from a form: sealed while they arrive, kept byte for byte, gone when nobody kept them."""

from __future__ import annotations

import hashlib
import os
import resource
import signal

import pytest
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest
from django.test import RequestFactory
from tests.conftest import HOME

from myosotis.media import actions, queries
from myosotis.media.arriving import Arrived, arrive
from myosotis.media.models import Original
from myosotis.vault import files, spaces
from myosotis.vault.errors import NoRoom

pytestmark = pytest.mark.django_db(transaction=True)


def everything_on_disk() -> bytes:
    return b"".join(path.read_bytes() for path in (HOME / "data").rglob("*") if path.is_file())


def sent(content: bytes, *, signed_in: bool = True) -> HttpRequest:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 (only to build the form)

    request = RequestFactory().post(
        "/anywhere", {"words": "hello", "picture": SimpleUploadedFile("window.jpg", content)}
    )
    if signed_in:
        request.viewer = object()  # type: ignore[attr-defined]
    return request


def test_a_picture_from_a_form_is_kept_byte_for_byte_and_never_plain() -> None:
    space, keys = spaces.make()
    content = b"canary of light on a window " * 40_000
    request = sent(content)
    arrived = request.FILES["picture"]
    assert isinstance(arrived, Arrived)
    assert request.POST["words"] == "hello"
    original = actions.keep(arrived=arrived, space=space.pk, keys=keys)
    request.close()
    assert b"".join(queries.original_bytes(original.pk, keys).read()) == content
    assert queries.about([original.pk], keys)[original.pk].name == "window.jpg"
    assert b"canary of light" not in everything_on_disk()
    assert b"window.jpg" not in everything_on_disk()


def test_what_nobody_kept_is_gone_when_the_request_ends() -> None:
    before = {path for path in (HOME / "data").rglob("*") if path.is_file()}
    request = sent(b"not kept" * 1000)
    assert request.FILES["picture"].size == 8000
    request.close()
    assert {path for path in (HOME / "data").rglob("*") if path.is_file()} == before


def test_somebody_who_is_not_signed_in_can_send_no_file() -> None:
    before = {path for path in (HOME / "data").rglob("*") if path.is_file()}
    request = sent(b"a stranger's" * 1000, signed_in=False)
    assert list(request.FILES) == []
    assert {path for path in (HOME / "data").rglob("*") if path.is_file()} == before
    assert StopUpload(connection_reset=True).connection_reset


def test_the_same_file_is_found_again_in_its_own_space_alone() -> None:
    space, keys = spaces.make()
    other, other_keys = spaces.make()
    original = actions.keep(arrived=arrive("a.jpg", [b"one ", b"two"]), space=space.pk, keys=keys)
    digest = hashlib.sha256(b"one two").digest()
    assert queries.same_file(digest, space.pk, keys) == original.pk
    assert queries.same_file(digest, other.pk, other_keys) is None
    with pytest.raises(Original.DoesNotExist):
        queries.original_bytes(original.pk, other_keys)


def test_letting_go_takes_row_bytes_and_fingerprint() -> None:
    space, keys = spaces.make()
    original = actions.keep(arrived=arrive("a.jpg", [b"one"]), space=space.pk, keys=keys)
    place = files.path_of(original.blob_id)
    actions.let_go(original=original.pk, keys=keys)
    assert not place.exists()
    assert not Original.objects.exists()


def test_a_full_disk_is_said_and_loses_nothing_kept_before() -> None:
    space, keys = spaces.make()
    before = actions.keep(arrived=arrive("a.jpg", [b"kept before"]), space=space.pk, keys=keys)
    waiting = set(files.arriving().iterdir())
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        arrived = arrive("large.jpg", (os.urandom(50_000) for _ in range(10)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert isinstance(arrived.problem, NoRoom)
    with pytest.raises(NoRoom):
        actions.keep(arrived=arrived, space=space.pk, keys=keys)
    assert b"".join(queries.original_bytes(before.pk, keys).read()) == b"kept before"
    assert set(files.arriving().iterdir()) == waiting
