"""Roles: what a person is in a family, and what that lets them do. A role that is not listed lets nothing."""

from __future__ import annotations

from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(Enum):
    """One thing somebody may do in a family."""

    STORY = auto()
    SHARE = auto()
    INVITE = auto()
    READ_FIRST = auto()
    WRITE_LETTERS = auto()


class Role:
    """What a person is in a family: its kept name, a word, a sentence, and what it lets them do."""

    name: str
    word: Promise
    sentence: Promise
    permissions: frozenset[Permission] = frozenset()


class Parent(Role):
    """One of the parents; all are equal."""

    name = "parent"
    word = _("Parent")
    sentence = _("Keeps and reads the story, shares it, and asks others in. All parents are equal.")
    permissions = frozenset({Permission.STORY, Permission.SHARE, Permission.INVITE})


class Guardian(Role):
    """A friend the parents trust."""

    name = "guardian"
    word = _("Guardian")
    sentence = _("Reads first what others write to the family. Sees nothing of the story.")
    permissions = frozenset({Permission.READ_FIRST})


class Writer(Role):
    """Somebody whose letters are welcome."""

    name = "writer"
    word = _("Writer of letters")
    sentence = _("Writes letters and gives them to the family. Sees nothing of the story.")
    permissions = frozenset({Permission.WRITE_LETTERS})


ROLES: dict[str, type[Role]] = {role.name: role for role in (Parent, Guardian, Writer)}


def permissions_of(role: str) -> frozenset[Permission]:
    """What a role lets somebody do; nothing for one that is not known."""
    return ROLES[role].permissions if role in ROLES else frozenset()
