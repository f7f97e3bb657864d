"""Addresses of sharing. None holds a token or a code; those travel behind a # and in forms."""

from django.urls import path

from myosotis.sharing.views import door, links, reader

urlpatterns = [
    path("moments/<uuid:moment>/share", links.share, name="share"),
    path("links/<uuid:link>", links.link, name="link"),
    path("links/<uuid:link>/yes", links.yes, name="link-yes"),
    path("links/<uuid:link>/back", links.back, name="link-back"),
    path("links/<uuid:link>/close", links.close, name="link-close"),
    path("r", door.door_page, name="reading-door"),
    path("r/open", door.open_it, name="reading-open"),
    path("r/<uuid:link>/", reader.page, name="reading"),
    path("r/<uuid:link>/password", door.password, name="reading-password"),
    path("r/<uuid:link>/gate", reader.gate, name="reading-gate"),
    path("r/<uuid:link>/later", reader.later, name="reading-later"),
    path("r/<uuid:link>/words", reader.words, name="reading-words"),
    path("r/<uuid:link>/left", reader.left, name="reading-left"),
    path("r/<uuid:link>/pictures/<uuid:picture>/look", reader.look, name="reading-look"),
    path("r/<uuid:link>/pictures/<uuid:picture>/cover", reader.cover, name="reading-cover"),
]
