"""The room `media` as a Django app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "myosotis.media"
    label = "media"
