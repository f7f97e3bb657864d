"""The doctor: every check in turn, first those that need no key, then those inside the opened house."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from myosotis.environment import Environment
from myosotis.preservation.checks import outside
from myosotis.preservation.findings import Asked, Check, Finding, State, care


class Doctor:
    """Looks, and remembers what was found. Nothing is changed, and one check that breaks stops no other."""

    def __init__(
        self,
        env: Environment,
        *,
        read: bool = False,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        self._asked = Asked(env, read, progress)
        self.findings: list[Finding] = []

    @property
    def good(self) -> bool:
        """Whether nothing wants somebody's care."""
        return all(one.state is not State.CARE for one in self.findings)

    def before_opening(self) -> None:
        """What can be seen without the root key."""
        self._look(outside.CHECKS)

    def not_opened(self, why: str) -> None:
        """The house did not open: nothing inside can be looked at."""
        self.findings.append(
            care("D-HOUSE", why, "Until the root key opens, nothing inside can be looked at.")
        )

    def inside(self) -> None:
        """What is seen in the opened house; Django is set up, and the root key is held."""
        from myosotis.preservation.checks import inside  # noqa: PLC0415 (its tables load after Django's start)

        self._look(inside.CHECKS)

    def _look(self, checks: Iterable[Check]) -> None:
        for check in checks:
            try:
                self.findings.extend(check(self._asked))
            except Exception as problem:
                name = check.__module__.rpartition(".")[2].replace("_", " ")
                # The kind of it alone: the text of an exception may hold anything.
                said = f"The check of the {name} could not be made ({type(problem).__name__})."
                self.findings.append(
                    care(
                        "D-CHECK", said, "The other checks went on. Is the disk well, and is it ours to read?"
                    )
                )
