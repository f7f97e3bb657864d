"""Addresses of words. None holds anything but random ids."""

from django.urls import path

from myosotis.guestbook.views import desk, first, words

urlpatterns = [
    path("desk", desk.desk, name="desk"),
    path("desk/aside", desk.aside, name="desk-aside"),
    path("desk/refused", desk.refused, name="desk-refused"),
    path("desk/letters", desk.letters, name="desk-letters"),
    path("desk/<uuid:words>/through", desk.let_through, name="words-through"),
    path("desk/<uuid:words>/aside", desk.set_aside, name="words-aside"),
    path("desk/<uuid:words>/refuse", desk.refuse, name="words-refuse"),
    path("desk/<uuid:words>/undo", desk.undo, name="words-undo"),
    path("words", words.words, name="words"),
    path("words/away", words.put_away_list, name="words-put-away"),
    path("words/<uuid:words>/away", words.put_away, name="words-away"),
    path("words/<uuid:words>/back", words.put_back, name="words-back"),
    path("words/first", first.first, name="words-first"),
    path("words/guardians/<uuid:member>/end", first.end_place, name="guardian-end"),
]
