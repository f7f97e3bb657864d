"""The kinds of places things can be brought home from. A new one is a file here and a line below."""

from myosotis.bringhome.found import Source
from myosotis.bringhome.sources.folder import Folder

SOURCES: tuple[Source, ...] = (Folder(),)
