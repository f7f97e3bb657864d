"""One picture on its way through the steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class Stop(Exception):
    """This picture can go no further; `code` is one of `media.reasons`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Work:
    """The file, and what the steps have found and made so far. `width` and `height` are upright."""

    data: bytes
    kind: str = ""
    width: int = 0
    height: int = 0
    taken: str = ""
    camera: str = ""
    has_position: bool = False
    damaged: bool = False
    #: The open picture: a libvips image.
    image: Any = None
    renditions: dict[str, bytes] = field(default_factory=dict)

    def answer(self) -> dict[str, Any]:
        """What is told to the other side, besides the renditions themselves."""
        return {
            "kind": self.kind,
            "width": self.width,
            "height": self.height,
            "taken": self.taken,
            "camera": self.camera,
            "has_position": self.has_position,
            "damaged": self.damaged,
            "renditions": {name: len(data) for name, data in self.renditions.items()},
        }
