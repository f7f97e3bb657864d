"""Why somebody is not let do what they asked for."""

from __future__ import annotations


class Refusal(Exception):
    """Something cannot be done; the text is a kind sentence for whoever asked."""


class TooMany(Refusal):
    """Too many guesses or letters in a short while; the next one has to wait."""
