"""Bytes: originals kept as they came.

Words of this room: an *original* is a file byte for byte as it arrived. Unbreakable: bytes are sealed as
they arrive and touch no plain file; an original is safe before anything is made from it; nothing shows
before it is ready; this room decides nothing about who may look: it hands bytes only to somebody who
brings the keys. What decodes pictures will stand here too, in a process that has no network and no files.
"""
