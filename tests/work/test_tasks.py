"""Later work: claimed once, tried again with patience, taken over from the dead."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from myosotis.work import actions
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db

done: list[UUID] = []
refusals: list[Exception] = []


@actions.background("tests.note")
def note(*, thing: UUID) -> None:
    if refusals:
        raise refusals[0]
    done.append(thing)


class ItIsGone(actions.Permanent):
    """What was asked for does not exist any more."""


@pytest.fixture(autouse=True)
def _nothing_yet() -> None:
    done.clear()
    refusals.clear()


def test_a_task_is_done_once_and_its_row_is_gone() -> None:
    thing = uuid4()
    actions.later("tests.note", thing=thing)
    worker = actions.arrive()
    task = actions.claim(worker)
    assert task is not None
    assert actions.perform(task)
    assert done == [thing]
    assert not Task.objects.exists()
    assert actions.claim(worker) is None


def test_two_workers_never_hold_one_task() -> None:
    actions.later("tests.note", thing=uuid4())
    assert actions.claim(actions.arrive()) is not None
    assert actions.claim(actions.arrive()) is None


def test_a_failure_rests_longer_each_time_and_keeps_a_code_only() -> None:
    refusals.append(RuntimeError("words that must not stay"))
    actions.later("tests.note", thing=uuid4())
    worker = actions.arrive()
    seen: dict[UUID, int] = {}
    for attempt in (1, 2, 3):
        task = actions.claim(worker)
        assert task is not None
        assert not actions.perform(task)
        row = Task.objects.get()
        assert (row.attempts, row.error, row.pause) == (attempt, "RuntimeError", 2 ** (attempt - 1))
        for _ in range(row.pause):
            assert actions.claim(worker) is None
            seen = actions.minute(worker, seen)


def test_after_enough_attempts_it_waits_for_a_person() -> None:
    refusals.append(RuntimeError())
    actions.later("tests.note", thing=uuid4())
    worker = actions.arrive()
    for _ in range(actions.PATIENCE):
        Task.objects.update(pause=0)
        task = actions.claim(worker)
        assert task is not None
        actions.perform(task)
    assert Task.objects.get().given_up
    Task.objects.update(pause=0)
    assert actions.claim(worker) is None


def test_a_permanent_refusal_is_not_tried_again() -> None:
    refusals.append(ItIsGone())
    actions.later("tests.note", thing=uuid4())
    task = actions.claim(actions.arrive())
    assert task is not None
    actions.perform(task)
    row = Task.objects.get()
    assert (row.given_up, row.error) == (True, "ItIsGone")


def test_the_task_of_a_dead_worker_is_taken_up_again() -> None:
    actions.later("tests.note", thing=uuid4())
    assert actions.claim(actions.arrive()) is not None
    living = actions.arrive()
    seen = actions.minute(living, {})
    assert actions.claim(living) is None
    actions.minute(living, seen)
    assert actions.claim(living) is not None


def test_a_worker_that_leaves_gives_back_what_it_held() -> None:
    actions.later("tests.note", thing=uuid4())
    first = actions.arrive()
    assert actions.claim(first) is not None
    actions.leave(first)
    assert actions.claim(actions.arrive()) is not None


def test_what_a_full_disk_held_up_is_taken_up_again_and_what_cannot_change_is_not() -> None:
    held = Task.objects.create(action="x", given_up=True, attempts=8, error="NoRoom")
    lost = Task.objects.create(action="y", given_up=True, attempts=1, error="SealBroken")
    assert actions.ask_anew() == 1
    held.refresh_from_db()
    lost.refresh_from_db()
    assert (held.given_up, held.attempts, lost.given_up) == (False, 0, True)
