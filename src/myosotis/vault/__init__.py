"""The vault: keys, seals and the proof that nothing was changed. The only room with a cipher.

Words of this room: a *space* is whatever is opened by one key (a family's, one person's own). A *seal*
is a value encrypted for one space and bound to its place. A *blob* is a sealed file. The *manifest* of a
space is a chained list of its blobs. The *journal* is what was done, sealed.

Unbreakable: no default key exists; the root key lies outside the data folder; no password opens a key;
a seal moved to another space, record, field or type does not open; every past byte format stays readable;
nothing that was typed is ever written in the clear, not even into an exception.
"""
