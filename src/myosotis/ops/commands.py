"""Commands that need Django: each opens the house with its root key, does one thing, and says so."""

from __future__ import annotations

import getpass
import os
import sys

from myosotis.environment import environment
from myosotis.kit import ids
from myosotis.ops.serving import opened_key, say
from myosotis.vault import root
from myosotis.vault.errors import VaultError


def reset_password(_: list[str]) -> int:
    """Let somebody who forgot their password choose a new one at this machine."""
    if not _open():
        return 1
    from myosotis.people import actions, second_step  # noqa: PLC0415 (Django is set up by now)

    email = input("E-mail address: ")
    new = getpass.getpass("New password: ") if sys.stdin.isatty() else input("New password: ")
    try:
        actions.set_password_for(email=email, new=new)
    except actions.Refusal as refusal:
        say(str(refusal))
        return 1
    say("The new password is good from now on. Every device is signed out. Nothing that is kept has changed.")
    if second_step.is_asked_of(email):
        _offer_to_turn_off(email)
    return 0


def _offer_to_turn_off(email: str) -> None:
    """The second step of somebody who lost phone and paper."""
    from myosotis.people import second_step  # noqa: PLC0415 (Django is set up by now)

    say("After the password, six digits from a phone, or a code from their paper, are asked of this person.")
    if input("If they have neither, turn that off? Type yes or no: ").strip().casefold() == "yes":
        second_step.drop_for(email=email)
        say("It is off. They can set it up anew on the page More.")
    else:
        say("It stays on.")


def invite_family(words: list[str]) -> int:
    """Keep a place for a family's first parent: by a code or a letter; or end all of them."""
    if len(words) > 1 or set(words) - {"--by-letter", "--take-back"}:
        say("./myosotis invite-family prints a code. --by-letter sends it, --take-back ends every open one.")
        return 2
    if not open_current_house():
        return 1
    from myosotis.people import actions, address, asking_in  # noqa: PLC0415 (Django is set up by now)

    if words == ["--take-back"]:
        say(f"Codes that are good no more: {asking_in.take_back_families()}.")
        return 0
    # The address is asked and not given as a word: words of commands stay in the shell's history.
    email = input("E-mail address of the parent: ").strip() if words else ""
    if words and "@" not in email:
        say("That is no e-mail address. Nothing was sent.")
        return 1
    try:
        code = asking_in.invite_family(email=email)
    except actions.Refusal as refusal:
        say(str(refusal))
        return 1
    if email:
        say("A letter with a code goes to this address as soon as Myosotis runs.")
    else:
        say("Hand this over to one parent of the family, on paper or by word:")
        say(f"  the code   {ids.group_code(code)}")
        say(f"  or a link  {address.link('/join', code)}")
    say(
        "It is good for 14 days, and once. They choose their own password; nothing of theirs is shown to you."
    )
    if not email and environment().only_here:
        say("This house stands on this machine alone: only here can the link be opened.")
    return 0


def _open() -> bool:
    try:
        root.hold(opened_key(environment()))
    except VaultError as problem:
        say(str(problem))
        return False
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
    import django  # noqa: PLC0415 (the key must be held before Django starts)

    django.setup()
    return True


def open_current_house() -> bool:
    """Open a house that was started once, with its database as this version wants it; False after a word."""
    env = environment()
    if not env.root_key_file.exists() and not env.data.exists():
        say("There is no house here yet. Start ./myosotis once, and open the address it names.")
        return False
    if not _open():
        return False
    from myosotis.ops.child import prepare  # noqa: PLC0415 (Django is set up by now)

    return prepare() == 0
