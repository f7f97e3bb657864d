"""Doing things to the story. Each action is one transaction, keyword-only, with its journal line inside."""

from myosotis.story.actions.binning import (
    bin_moment,
    empty_bins,
    restore_moment,
    restore_version,
)
from myosotis.story.actions.entries import tell_about
from myosotis.story.actions.letters import give_letter
from myosotis.story.actions.looking import cover, look
from myosotis.story.actions.moments import (
    Conflict,
    Refusal,
    keep_moment,
    set_audience,
    set_date,
    tell,
    write,
)
from myosotis.story.actions.naming import name_baby
from myosotis.story.actions.pictures import (
    add_picture,
    choose_cover,
    describe_picture,
    put_back_picture,
    take_out_picture,
)
from myosotis.story.actions.pregnancies import tell_due

__all__ = [
    "Conflict",
    "Refusal",
    "add_picture",
    "bin_moment",
    "choose_cover",
    "cover",
    "describe_picture",
    "empty_bins",
    "give_letter",
    "keep_moment",
    "look",
    "name_baby",
    "put_back_picture",
    "restore_moment",
    "restore_version",
    "set_audience",
    "set_date",
    "take_out_picture",
    "tell",
    "tell_about",
    "tell_due",
    "write",
]
