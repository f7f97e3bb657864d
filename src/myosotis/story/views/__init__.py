"""Views of the story: find, fill a form, act, redirect."""
