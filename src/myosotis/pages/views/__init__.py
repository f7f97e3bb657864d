"""Views: find, fill a form, act, redirect."""
