"""Myosotis: a private place where a family keeps the whole story of a baby who died."""

__version__ = "0.1.0"
