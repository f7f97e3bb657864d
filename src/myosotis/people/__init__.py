"""Who: accounts, families, the parents in them, and who is looking.

Words of this room: an *account* signs in; a *membership* is a person in a family; a *viewer* is who looks
right now, with the keys of their own spaces and no others. Unbreakable: parents are equal; what one keeps
alone the other cannot find; a password opens no key; guesses are counted in rows and tell nothing.
"""
