"""`./myosotis demo`: make the house, fill it, serve it, and throw it away when it is closed."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from types import FrameType

from myosotis.environment import Environment, environment, lend_home
from myosotis.ops.demo import SIGN_IN
from myosotis.ops.serving import say, serve_after


def demo(_: list[str]) -> int:
    """Show an invented story. A home named by MYOSOTIS_HOME must be empty, and stays."""
    lent = lend_home()
    signal.signal(signal.SIGTERM, _stop)
    try:
        return _show(lent)
    except KeyboardInterrupt:
        return 0
    finally:
        if lent is not None:
            shutil.rmtree(lent, ignore_errors=True)
            say("The demonstration is gone.")


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Whoever stops us from outside finds nothing left either."""
    raise SystemExit(0)


def _show(lent: Path | None) -> int:
    env = environment()
    if _holds_something(env):
        say("Something lies in this home already, and the demonstration leaves it alone.")
        say("Without MYOSOTIS_HOME it makes a place of its own.")
        return 1
    say("An invented family and drawn pictures are being made. This takes a minute or less.")
    return serve_after("prepare", "demo", told=lambda ready: _tell(ready, lent))


def _holds_something(env: Environment) -> bool:
    return any(place.is_dir() and any(place.iterdir()) for place in (env.home, env.root_key_file.parent))


def _tell(env: Environment, lent: Path | None) -> None:
    say("")
    say(f"The house is open at {env.url}")
    say("Sign in as one of the two parents, or as Vera, who reads first what visitors write:")
    for email, password in SIGN_IN.values():
        say(f"  {email:<18} {password}")
    say("Each parent keeps one moment that the other cannot find.")
    if lent is None:
        say(f"It lies in {env.home} and stays there. Ctrl+C closes it.")
    else:
        say("Ctrl+C closes it, and then everything in it is thrown away.")
