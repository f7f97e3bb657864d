"""Addresses of the story. None holds anything but random ids."""

from django.urls import path

from myosotis.story.views import entries, history, moments, naming, pictures, timeline, writing

urlpatterns = [
    path("story", timeline.story, name="story"),
    path("bin", history.kept_in_bin, name="bin"),
    path("baby", naming.baby, name="baby"),
    path("write", writing.begin, name="write"),
    path("write/<slug:kind>", writing.begin_as, name="write-as"),
    path("moments/<uuid:moment>/write", writing.sheet, name="moment-write"),
    path("moments/<uuid:moment>/keep", writing.keep, name="moment-keep"),
    path("moments/<uuid:moment>/when", moments.when, name="moment-when"),
    path("moments/<uuid:moment>/who", moments.who, name="moment-who"),
    path("moments/<uuid:moment>/kind", entries.kind, name="moment-kind"),
    path("moments/<uuid:moment>/opens", entries.opens, name="moment-opens"),
    path("moments/<uuid:moment>/keepsake", entries.keepsake, name="moment-keepsake"),
    path("moments/<uuid:moment>/about", entries.about, name="moment-about"),
    path("moments/<uuid:moment>/read", entries.read, name="moment-read"),
    path("moments/<uuid:moment>/pictures", pictures.add, name="moment-pictures"),
    path("moments/<uuid:moment>/look", moments.look, name="moment-look"),
    path("moments/<uuid:moment>/cover", moments.cover, name="moment-cover"),
    path("moments/<uuid:moment>/before", history.versions, name="moment-before"),
    path("moments/<uuid:moment>/before/<uuid:version>", history.version, name="moment-version"),
    path("moments/<uuid:moment>/bin", history.to_bin, name="moment-bin"),
    path("moments/<uuid:moment>/restore", history.restore, name="moment-restore"),
    path("pictures/<uuid:picture>", pictures.picture, name="picture"),
    path("pictures/<uuid:picture>/look", pictures.look, name="picture-look"),
    path("pictures/<uuid:picture>/cover", pictures.cover, name="picture-cover"),
    path("pictures/<uuid:picture>/stand", pictures.stand, name="picture-stand"),
    path("pictures/<uuid:picture>/out", pictures.out, name="picture-out"),
    path("pictures/<uuid:picture>/back", pictures.back, name="picture-back"),
]
