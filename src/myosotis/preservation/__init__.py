"""Preservation: proving that nothing was lost, and copies that outlive this machine and this program.

Words of this room: a *backup* is a folder somewhere else that holds sealed files, *snapshots* of the rows,
and one keys object. A *check* looks at one thing of the house and says what it *found*.

Unbreakable: what leaves is sealed already, and the root key never leaves; a backup that did not succeed never
looks whole; key wraps stand in the keys object alone, so that letting a key go there closes every snapshot;
a finding says how things stand and never what anything is; `myosotis_open.py` stands alone and opens every
past format.
"""
