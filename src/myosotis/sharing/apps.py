"""The room `sharing` as a Django app."""

from typing import Any
from uuid import UUID

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "myosotis.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Hear of what leaves the story."""
        from myosotis.story.leaving import moment_left, picture_left  # noqa: PLC0415 (apps must be loaded)

        moment_left.connect(_close_links, dispatch_uid="sharing")
        picture_left.connect(_forget_picture, dispatch_uid="sharing")


def _close_links(sender: object, moment: UUID, by: Any, **_: object) -> None:
    from myosotis.sharing import actions  # noqa: PLC0415 (apps must be loaded)

    actions.close_all(by=by, moment=moment)


def _forget_picture(sender: object, picture: UUID, moment: UUID, by: Any, **_: object) -> None:
    from myosotis.sharing import actions  # noqa: PLC0415 (apps must be loaded)

    actions.forget_picture(by=by, moment=moment, picture=picture)
