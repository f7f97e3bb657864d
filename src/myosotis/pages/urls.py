"""Every address of the house."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from myosotis.pages.views import errors, home, look, moment, picture_bytes, robots, shared_bytes

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("myosotis.people.urls")),
    path("", include("myosotis.story.urls")),
    path("", include("myosotis.guestbook.urls")),
    path("", include("myosotis.sharing.urls")),
    path("moments/<uuid:moment>", moment.moment, name="moment"),
    path("pictures/<uuid:picture>/<slug:rendition>", picture_bytes.picture_bytes, name="picture-bytes"),
    path(
        "r/<uuid:link>/pictures/<uuid:picture>/<slug:rendition>",
        shared_bytes.shared_bytes,
        name="reading-bytes",
    ),
    path("robots.txt", robots.robots, name="robots"),
    path("look/<slug:fingerprint>.css", look.styles, name="styles"),
    path("look/<slug:fingerprint>.js", look.script, name="script"),
]

if settings.GALLERY:
    urlpatterns.append(path("gallery", look.gallery, name="gallery"))
