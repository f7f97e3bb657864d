"""The room `story` as a Django app."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "myosotis.story"
    label = "story"

    def ready(self) -> None:
        """Let a worker know what this room does later."""
        from myosotis.story import actions  # noqa: F401, PLC0415 (tables must be known first)
        from myosotis.story.finding import shelves  # noqa: F401, PLC0415 (the same)
