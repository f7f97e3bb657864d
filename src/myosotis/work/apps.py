"""The room `work` as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "myosotis.work"
    label = "work"
