"""The room `people` as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "myosotis.people"
    label = "people"

    def ready(self) -> None:
        """Make the actions known that a worker calls."""
        from myosotis.people import asking_in, by_letter  # noqa: F401, PLC0415 (models load before this)
