"""Views of words: find, fill a form, act, redirect."""
