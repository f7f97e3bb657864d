"""Saying an incomplete date as a family says it, and reading what a person typed.

`say` writes a `FuzzyDate` in plain British English; `read` takes that and the usual typed ways back. For
every date EDTF holds here, `read(say(date))` is that date. A date said in the middle of a sentence begins
with a small letter, so a page that begins with one makes the first letter large itself.
"""

from myosotis.kit.date_words.reading import read
from myosotis.kit.date_words.saying import say
from myosotis.kit.date_words.week_words import NoDueDate

__all__ = ["NoDueDate", "read", "say"]
