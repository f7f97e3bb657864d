"""Words from others: what visitors leave beside a moment, who reads it first, and what the parents then find.

Words of this room: a *desk* is where one person (a guardian, or a parent who took it) reads first; it has a
space and a key of its own. A *letter* is what a visitor put into its letter-box, as it came. *Words* are an
opened letter: held, let through, set aside or refused.

Unbreakable: nobody can leave words before somebody reads first; until words are let through they lie under
the desk's key alone, and nothing the parents are shown (a page, its size, its time, a count, a letter, what
they take out) differs by them; no letter that came is lost, not even one that cannot be opened.
"""
