"""The room `guestbook` as a Django app."""

from django.apps import AppConfig


class GuestbookConfig(AppConfig):
    name = "myosotis.guestbook"
    label = "guestbook"

    def ready(self) -> None:
        """Let a worker know what this room does later."""
        from myosotis.guestbook import actions  # noqa: F401, PLC0415 (tables must be known first)
