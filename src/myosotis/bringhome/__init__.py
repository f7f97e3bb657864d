"""Bringing home what a family left elsewhere.

Words of this room: a *source* knows one kind of place (a folder so far); a *parcel* is one such place; what a
source takes out of it are plain *found* things; the *desk* alone brings them into the story, and the *tally*
says what became of each. Unbreakable: a source writes nothing; each thing is brought whole or not at all, in
one transaction; what is there already is not brought twice, so every run can be stopped and begun again;
nothing of a parcel is changed, and no name of a file is written down in the clear.
"""
