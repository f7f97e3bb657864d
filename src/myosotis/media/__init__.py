"""Bytes: originals kept as they came, and the renditions pages show.

Words of this room: an *original* is a file byte for byte as it arrived; a *rendition* is a smaller picture
made from it. Unbreakable: bytes are sealed as they arrive and touch no plain file; an original is safe
before anything is made from it; decoders run only in a sandboxed child; nothing shows before it is ready;
this room decides nothing about who may look: it hands bytes only to somebody who brings the keys.
"""
