"""The room `sharing` as a Django app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "myosotis.sharing"
    label = "sharing"
