"""Every address of the house."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from myosotis.pages.views import errors, home, look, picture_bytes

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("myosotis.people.urls")),
    path("", include("myosotis.story.urls")),
    path("pictures/<uuid:picture>/<slug:rendition>", picture_bytes.picture_bytes, name="picture-bytes"),
    path("look/<slug:fingerprint>.css", look.styles, name="styles"),
    path("look/<slug:fingerprint>.js", look.script, name="script"),
]

if settings.GALLERY:
    urlpatterns.append(path("gallery", look.gallery, name="gallery"))
