"""The room `story` as a Django app."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "myosotis.story"
    label = "story"
