"""A house of its own in a process of its own: `python -m tests.preservation.living`, home by MYOSOTIS_HOME.

It founds a family, says on one line what an opened backup must hold, then goes on keeping and letting go of
files until its standard input closes, and says how often it did.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import sys

import django

from myosotis.environment import environment
from myosotis.ops import serving
from myosotis.vault import root


def main() -> None:
    root.hold(serving.open_house(environment()))
    os.environ["DJANGO_SETTINGS_MODULE"] = "myosotis.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 (Django is set up by now)
    from tests.preservation.helpers import household, keep  # noqa: PLC0415

    from myosotis.media import actions as media  # noqa: PLC0415
    from myosotis.media.models import Original  # noqa: PLC0415
    from myosotis.story import actions as story  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    house = household()
    viewer = house.viewer
    told = {
        "family_words": house.family_words,
        "own_words": house.own_words,
        "family": sorted(hashlib.sha256(content).hexdigest() for content in house.family),
        "own": sorted(hashlib.sha256(content).hexdigest() for content in house.own),
    }
    print(json.dumps(told), flush=True)  # noqa: T201 (this is how it speaks)
    turns = 0
    while not select.select([0], [], [], 0)[0]:
        blob = keep(viewer, viewer.family_space, "meanwhile.jpg", os.urandom(30_000))
        story.keep_moment(by=viewer, title="Meanwhile", paragraphs=["words"])
        media.let_go(original=Original.objects.get(blob=blob).pk, keys=viewer.keys)
        turns += 1
    print(turns, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
