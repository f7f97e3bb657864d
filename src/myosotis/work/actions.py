"""Asking for later work, and doing it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from myosotis.work.models import Task, Worker

logger = logging.getLogger(__name__)

#: After so many attempts a task waits for a person.
PATIENCE = 8
Action = Callable[..., object]
_ACTIONS: dict[str, Action] = {}


class Permanent(Exception):
    """Trying again would change nothing. Raise a subclass; its name becomes the task's error code."""


def background(name: str) -> Callable[[Action], Action]:
    """Let an action also be called later under a permanent name. Its arguments are ids by keyword."""

    def register(action: Action) -> Action:
        if _ACTIONS.setdefault(name, action).__qualname__ != action.__qualname__:
            raise TypeError(f"two actions are called {name}")
        return action

    return register


def later(name: str, **ids: UUID) -> Task:
    """Write down that an action is to be called with these ids; part of the caller's transaction."""
    return Task.objects.create(action=name, ids={key: str(value) for key, value in ids.items()})


def once(name: str, **ids: UUID) -> None:
    """Ask for later work unless the same is waiting already."""
    wanted = {key: str(value) for key, value in ids.items()}
    if not Task.objects.filter(action=name, ids=wanted, worker=None, given_up=False).exists():
        later(name, **ids)


def expect(name: str, **ids: UUID) -> None:
    """Like `once`, for something a transaction writes that the worker must not miss; call it inside.

    The task that waits is held until the transaction ends, so nobody takes it up before; where others hold
    it, another is written down: one too many does no harm.
    """
    wanted = {key: str(value) for key, value in ids.items()}
    waiting = Task.objects.filter(action=name, ids=wanted, worker=None, given_up=False)
    if not waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)[:1]:
        later(name, **ids)


#: What a full disk, a busy database or a setting may have caused: another day may be better.
PASSING = ("NoRoom", "NotIsolated", "OperationalError", "StoreFailed")


def ask_anew() -> int:
    """Take up again the tasks that were given up for a reason that may have passed; return how many."""
    stuck = Task.objects.filter(given_up=True, error__in=PASSING)
    return stuck.update(given_up=False, attempts=0, pause=0)


def arrive() -> Worker:
    """A worker begins."""
    return Worker.objects.create()


def claim(worker: Worker) -> Task | None:
    """Take the next free task, or None. Two workers never hold the same one."""
    free = Task.objects.filter(worker=None, pause=0, given_up=False)
    for key in list(free.values_list("pk", flat=True)[:20]):
        if free.filter(pk=key).update(worker=worker, attempts=F("attempts") + 1):
            return Task.objects.get(pk=key)
    return None


def perform(task: Task) -> bool:
    """Do a claimed task. True when done; otherwise it rests a while, or is given up with its code."""
    try:
        action = _ACTIONS.get(task.action)
        if action is None:
            raise _UnknownAction
        action(**{key: UUID(value) for key, value in task.ids.items()})
    except Permanent as refusal:
        _put_back(task, type(refusal).__name__, give_up=True)
        return False
    except Exception as failure:
        # Any failure of a task becomes its code, and is tried again.
        _put_back(task, type(failure).__name__, give_up=task.attempts >= PATIENCE)
        return False
    task.delete()
    return True


def _put_back(task: Task, code: str, *, give_up: bool) -> None:
    logger.warning("task %s of %s: %s", task.pk, task.action, code)
    pause = min(2 ** (task.attempts - 1), 240)
    Task.objects.filter(pk=task.pk).update(worker=None, error=code[:60], given_up=give_up, pause=pause)


@transaction.atomic
def minute(worker: Worker, seen: dict[UUID, int]) -> dict[UUID, int]:
    """Once a minute: beat, let rests pass, and free the tasks of workers that did not beat since `seen`.

    `seen` is what the last call returned (worker id to beats); nothing of it needs to survive.
    """
    Worker.objects.filter(pk=worker.pk).update(beats=F("beats") + 1)
    Task.objects.filter(pause__gt=0).update(pause=F("pause") - 1)
    now = dict(Worker.objects.values_list("pk", "beats"))
    dead = [key for key, beats in now.items() if seen.get(key) == beats and key != worker.pk]
    Task.objects.filter(worker__in=dead).update(worker=None)
    Worker.objects.filter(pk__in=dead).delete()
    return {key: beats for key, beats in now.items() if key not in dead}


def leave(worker: Worker) -> None:
    """A worker ends in good order; whatever it held is free again."""
    Task.objects.filter(worker=worker).update(worker=None)
    worker.delete()


class _UnknownAction(Permanent):
    """No room knows this action (any more)."""
