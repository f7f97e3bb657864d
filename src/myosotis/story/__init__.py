"""The story: moments, the pictures in them, who of the parents looked, and the babies they are about.

Words of this room: a *moment* is a passage of the family's story with a date that may be unsure of itself,
words in blocks, and pictures. Its *head* is what a timeline shows of it. A *version* is what it was before.
A picture is *covered* until a parent looks, each for themselves. The *bin* keeps for thirty days.

Unbreakable: a moment lies in the space of whoever may read it, so what a parent keeps alone cannot be found
by the other; a picture shows only to somebody who uncovered it; whatever is replaced is a version first;
nothing that tells when or what stands in the clear.
"""
