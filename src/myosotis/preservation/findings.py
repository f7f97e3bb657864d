"""What a check says: an id that stays, how it stands, a sentence, and what helps. Never what anything is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum

from myosotis.environment import Environment


class State(Enum):
    """How a thing stands: as it should, worth knowing, or wanting somebody's care."""

    GOOD, NOTE, CARE = "good", "note", "care"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing. `id` is permanent; `hint` says what helps, or nothing."""

    id: str
    state: State
    said: str
    hint: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain things for `--json`."""
        return {**asdict(self), "state": self.state.value}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is given. `read` asks for every byte; `progress` takes things done and things in all."""

    env: Environment
    read: bool
    progress: Callable[[int, int], None]


#: One file of `checks/`: it looks at one thing and yields what it found.
Check = Callable[[Asked], Iterator[Finding]]


def good(name: str, said: str) -> Finding:
    """As it should be."""
    return Finding(name, State.GOOD, said)


def note(name: str, said: str, hint: str = "") -> Finding:
    """Worth knowing; the doctor is content all the same."""
    return Finding(name, State.NOTE, said, hint)


def care(name: str, said: str, hint: str) -> Finding:
    """Somebody has to do something; the hint says what."""
    return Finding(name, State.CARE, said, hint)
