"""Starting the house: folders and root key, database, then web and worker together until asked to stop."""

from __future__ import annotations

import ctypes
import gc
import getpass
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from myosotis.environment import Environment, environment
from myosotis.ops import ahead
from myosotis.vault import rootkey
from myosotis.vault.errors import RootKeyLocked, VaultError
from myosotis.vault.rootkey import RootKey

#: prctl(2): the signal a process gets when its parent is gone.
_PR_SET_PDEATHSIG = 1
#: Blocking threads of the web server: a slow reader must not hold up the others.
THREADS = 64


def say(sentence: str) -> None:
    """One sentence for whoever started Myosotis."""
    print(sentence, flush=True)  # noqa: T201 (this is the command line's voice)


def serve(_: list[str]) -> int:
    """Set up what is missing, then serve until stopped."""
    return serve_after("prepare", told=_where_it_lies)


def serve_after(*parts: str, told: Callable[[Environment], None]) -> int:
    """Open the house, let children do these parts one after another, tell, then serve until stopped."""
    env = environment()
    try:
        key = open_house(env)
    except VaultError as problem:
        say(str(problem))
        return problem.exit_code
    for part in parts:
        if not _is_done(_child(part, key)):
            say("The database could not be prepared. Nothing was changed in it.")
            return 1
    told(env)
    stop = threading.Event()
    watcher = threading.Thread(target=_keep_worker, args=(key, stop))
    watcher.start()
    try:
        _serve_web(env, key)
    finally:
        stop.set()
        watcher.join()
    return 0


def _where_it_lies(env: Environment) -> None:
    say(f"Pictures and words lie in {env.data}, sealed.")
    say(f"The root key lies in {env.root_key_file}. Keep a copy of it on another thing than the pictures.")
    say(f"Myosotis is open at {env.url}")
    say("Ctrl+C closes it. Nothing is lost by closing.")


def _is_done(child: subprocess.Popen[bytes]) -> bool:
    """Wait for a child; it ends with us when somebody does not want to wait any longer."""
    try:
        return child.wait() == 0
    except BaseException:
        child.kill()
        child.wait()
        raise


def open_house(env: Environment) -> RootKey:
    """Make folders and, for a new house, the root key; open the key. Never makes a key for an old house."""
    for folder in (env.home, env.data):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not env.root_key_file.exists() and not any(env.data.iterdir()) and env.database is None:
        return rootkey.make(env.root_key_file)
    if not env.root_key_file.exists() and env.database is not None and not (env.data / "blobs").exists():
        return rootkey.make(env.root_key_file)
    return opened_key(env)


def opened_key(env: Environment) -> RootKey:
    """The opened root key of a house that exists; asks for the start passphrase where there is one."""
    return rootkey.read(env.root_key_file, passphrase=_passphrase(env))


def lock_root_key(_: list[str]) -> int:
    """Lock the root key with a start passphrase, or unlock it with an empty one."""
    env = environment()
    try:
        old = _passphrase(env)
        new = getpass.getpass("New start passphrase (empty: none): ")
        if new and getpass.getpass("Once more: ") != new:
            say("The two were not the same. Nothing was changed.")
            return 1
        rootkey.change_passphrase(env.root_key_file, old=old, new=new or None)
    except VaultError as problem:
        say(str(problem))
        return problem.exit_code
    say("The root key is locked." if new else "The root key is not locked.")
    return 0


def _passphrase(env: Environment) -> str | None:
    if not rootkey.is_locked(env.root_key_file):
        return None
    if env.start_passphrase_file:
        # Named in a service's settings before there is one: whoever sits at a terminal can still be asked.
        with suppress(FileNotFoundError, PermissionError):
            return env.start_passphrase_file.read_text("utf-8").rstrip("\n")
    if not sys.stdin.isatty():
        raise RootKeyLocked("start it from a terminal, or see MYOSOTIS_START_PASSPHRASE_FILE")
    return getpass.getpass("Start passphrase: ")


def _child(part: str, key: RootKey) -> subprocess.Popen[bytes]:
    """Start `python -m myosotis.ops.child PART`, giving it the root key through a pipe."""
    command = [sys.executable, "-m", "myosotis.ops.child", part]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    if child.stdin is None:
        raise RuntimeError("a child without an ear")
    child.stdin.write(key.secret)
    child.stdin.flush()
    return child


def _keep_worker(key: RootKey, stop: threading.Event) -> None:
    """Keep one worker alive; one that died is followed by another."""
    while not stop.is_set():
        worker = _child("work", key)
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if worker.stdin is not None:
            worker.stdin.close()  # the worker takes the closed pipe as the word to stop
        try:
            worker.wait(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()
        stop.wait(1)


def _serve_web(env: Environment, key: RootKey) -> None:
    from granian import Granian  # noqa: PLC0415 (commands that do not serve need no server)
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.http import HTTP1Settings  # noqa: PLC0415

    server = Granian(
        "myosotis.wsgi:application",
        address="127.0.0.1",
        port=env.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backlog=256,
        http1_settings=HTTP1Settings(max_buffer_size=ahead.BYTES),
        log_enabled=False,
        log_access=False,
        respawn_failed_workers=True,
        working_dir=Path("/"),
    )
    server.serve(target_loader=partial(load_web, key.secret), wrap_loader=False)


def load_web(secret: bytes) -> Any:
    """In the web process: hold the key, then give the application."""
    from myosotis.vault import root  # noqa: PLC0415 (runs in another process)

    root.hold(RootKey(secret))
    _end_with_parent()
    from myosotis.wsgi import application  # noqa: PLC0415 (the key must be held first)

    # What the house is built of stays; and a story of ten thousand moments is opened in half the time when
    # the collector does not walk through it again and again meanwhile (benchmarks/timeline.py).
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return ahead.held(application, environment().port)


def _end_with_parent() -> None:
    """Let the web process end when whoever started it is killed: it must not serve on beside a new house."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
