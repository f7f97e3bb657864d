"""Makes the frozen backup: `python -m tests.preservation.freeze`. What is there is never written again.

The keys are those of `tests/vault/freeze.py`. The reader is left out: it is in the repository, and grows.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.vault.freeze import ROOT, SHEET, SPACE, SPACE_SECRET

FROZEN = Path(__file__).with_name("frozen") / "backup-1"


def main() -> None:
    if FROZEN.exists():
        return
    os.environ["MYOSOTIS_HOME"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "myosotis.settings"
    import django  # noqa: PLC0415 (its home must be named first)

    from myosotis.environment import environment  # noqa: PLC0415
    from myosotis.vault import root  # noqa: PLC0415
    from myosotis.vault.rootkey import RootKey  # noqa: PLC0415

    root.hold(RootKey(ROOT))
    environment().data.mkdir()
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from myosotis.media import actions as media  # noqa: PLC0415
    from myosotis.media.arriving import arrive  # noqa: PLC0415
    from myosotis.people.models import Family, FamilyValue, House  # noqa: PLC0415
    from myosotis.preservation.backup import back_up  # noqa: PLC0415
    from myosotis.vault import keys, sheets, spaces  # noqa: PLC0415
    from myosotis.vault.fields import seal_into  # noqa: PLC0415
    from myosotis.vault.keys import Keyring, SpaceKey  # noqa: PLC0415
    from myosotis.vault.models import KeyWrap, Space  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    space, ring = Space.objects.create(id=SPACE), Keyring([SpaceKey(SPACE, SPACE_SECRET)])
    for holder, key in (
        ("root", RootKey(ROOT).purpose("wrap")),
        ("sheet", sheets.sheet_key(SHEET[: sheets.SECRET])),
    ):
        wrapped = keys.wrap(key, SPACE_SECRET, spaces.wrap_place(SPACE, holder))
        KeyWrap.objects.create(space=space, holder=holder, wrapped=wrapped, confirmed=True)
    House.objects.create(space=space)
    family = Family(space=space)
    seal_into(family, "sealed", FamilyValue(name="Heron Lane", unknown={"later": True}), ring)
    family.save(force_insert=True)
    media.keep(arrived=arrive("a small blue cup.jpg", [b"a small blue cup\n"]), space=SPACE, keys=ring)
    back_up(FROZEN)
    (FROZEN / "myosotis-open.py").unlink()


if __name__ == "__main__":
    main()
