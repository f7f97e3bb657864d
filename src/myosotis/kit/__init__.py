"""The kit: plain Python that every other room may lean on, and that leans on nothing of ours.

Here live the clock, ids and codes, dates that are not sure of themselves, the weeks of a pregnancy, the
English that says and reads such dates, and the gentle words of a recovery sheet. Rules that are never
broken: nothing here imports Django or another room of Myosotis; nothing here touches the network or the
disk, but for reading the word list that lies beside `gentle_words.py`; the system clock is read in
`clock.py` alone and chance is drawn in `ids.py` alone; and no error text or `repr` holds what a person
typed.
"""
