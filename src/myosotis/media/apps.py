"""The room `media` as a Django app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "myosotis.media"
    label = "media"

    def ready(self) -> None:
        """Make the room's later actions known to the worker."""
        from myosotis.media import actions  # noqa: F401, PLC0415 (tables must be known first)
