"""Passwords: Argon2id, kept as Django's hasher writes them. No password is in any key's path."""

from __future__ import annotations

from django.contrib.auth import hashers


def protect(password: str) -> str:
    """The Argon2id string to keep."""
    return hashers.make_password(password)


def fits(password: str, kept: str) -> bool:
    """Whether a typed password is the kept one. Takes the same time for an account that does not exist."""
    if not kept:
        hashers.make_password(password)
        return False
    return hashers.check_password(password, kept)
