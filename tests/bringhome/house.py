"""Run beside the tests as `python -m tests.bringhome.house WORD`: founds a house, or says what is in it.

A home of its own stands in MYOSOTIS_HOME, as for somebody at a terminal.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256

from myosotis.environment import environment
from myosotis.ops.serving import open_house
from myosotis.vault import root


def found() -> None:
    """Set the house up with one family and its first parent."""
    from myosotis.people import actions  # noqa: PLC0415 (Django is set up by now)

    actions.found_house(
        language="en",
        country="IE",
        timezone="Europe/Dublin",
        family="Heron Lane",
        name="Ilse",
        email="ilse@example.org",
        password="four grey stones here",
        browser="",
    )


def tell() -> None:
    """Print what the parent can open: for each picture the digest of its original and its state."""
    from myosotis.media.models import Original  # noqa: PLC0415
    from myosotis.media.queries import about, original_bytes, rendition_bytes  # noqa: PLC0415
    from myosotis.people.console import viewer_for  # noqa: PLC0415
    from myosotis.story.models import Picture  # noqa: PLC0415
    from myosotis.story.queries import page  # noqa: PLC0415

    viewer = viewer_for("", "")
    shown = [card.picture_count for card in page(viewer).moments]
    pictures = list(Picture.objects.values_list("original", flat=True))
    known = about(Original.objects.values_list("pk", flat=True), viewer.keys)
    whole = {str(pk): sha256(b"".join(original_bytes(pk, viewer.keys).read())).hexdigest() for pk in known}
    for pk, value in known.items():
        for name in value.renditions:
            b"".join(rendition_bytes(pk, name, viewer.keys).read())
    answer = {
        "shown": shown,
        "pictures": len(pictures),
        "originals": sorted(whole.values()),
        "states": sorted({value.state for value in known.values()}),
    }
    sys.stdout.write(json.dumps(answer))


def main() -> None:
    root.hold(open_house(environment()))
    os.environ["DJANGO_SETTINGS_MODULE"] = "myosotis.settings"
    import django  # noqa: PLC0415 (the key must be held before Django starts)
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    {"found": found, "tell": tell}[sys.argv[1]]()


if __name__ == "__main__":
    main()
