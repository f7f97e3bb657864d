"""Bytes: originals kept as they came, and the renditions that pages show.

Words of this room: an *original* is a file byte for byte as it arrived; a *rendition* is a picture made from
it for pages, upright, in screen colours and without a note of the camera's; to *prepare* an original is to
make its renditions. Unbreakable: bytes are sealed as they arrive and touch no plain file; an original is safe
before anything is made from it; nothing shows before it is ready; strange bytes are opened only in a locked
process, which has no network and no files (`isolated/`), and what it answers is believed no more than the
bytes were; this room decides nothing about who may look: it hands bytes only to somebody who brings the keys.
"""
