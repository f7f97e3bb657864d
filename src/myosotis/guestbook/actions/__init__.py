"""Doing things with words. Each action is one transaction, keyword-only, with its journal line inside."""

from myosotis.guestbook.actions.beside import have_seen, put_away, put_back
from myosotis.guestbook.actions.choosing import choose_guardian, close, let_guardians_read, take_desk
from myosotis.guestbook.actions.leaving import leave
from myosotis.guestbook.actions.opening import letters_that_do_not_open, look_round, open_letters
from myosotis.guestbook.actions.reading import let_through, refuse, set_aside, undo
from myosotis.guestbook.actions.telling import tell, want_letters
from myosotis.guestbook.rules import Refusal

__all__ = [
    "Refusal",
    "choose_guardian",
    "close",
    "have_seen",
    "leave",
    "let_guardians_read",
    "let_through",
    "letters_that_do_not_open",
    "look_round",
    "open_letters",
    "put_away",
    "put_back",
    "refuse",
    "set_aside",
    "take_desk",
    "tell",
    "undo",
    "want_letters",
]
