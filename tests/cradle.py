"""Where most bots of the tests are born: one process that has everything loaded, and forks for each of them.

Such a bot is a process like any other: its memory, connections and signals are its own, and SIGKILL ends it
as it ends any other. Only what it would load is shared: the modules, and what the router makes of the company
file, which take longer than all the rest of a start. `tests/test_app.py` starts the program as people
do.
"""

from __future__ import annotations

import faulthandler
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock

LOADED = ["tests.loaded"]
_context = get_context("forkserver")
_one_at_a_time = Lock()  # two threads that both ask how a process ended would take the answer from each other


class Forked:
    """What `subprocess.Popen(["python", *program])` would give, as far as tests use it."""

    def __init__(self, program: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        """It lives in the folder of its log, to which goes whatever it prints."""
        self.args = program
        _context.set_forkserver_preload(LOADED)
        self._process = _context.Process(target=live, args=(tuple(program), dict(env), str(log)), daemon=True)
        with _one_at_a_time:
            self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self.poll()

    def poll(self) -> int | None:
        """None while it lives; below zero: the signal that ended it."""
        with _one_at_a_time:
            return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Seconds. Raises TimeoutExpired."""
        wait([self._process.sentinel], timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def live(program: tuple[str, ...], env: dict[str, str], log: str) -> None:
    """In the new process: from here on it is `python` with this program."""
    os.chdir(Path(log).parent)
    os.environ.clear()
    os.environ.update(env)
    written = os.open(log, os.O_WRONLY | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(written, standard)
    faulthandler.register(signal.SIGUSR1)  # prints where each thread is, whatever holds them up
    if program[0] == "-m":
        sys.argv = list(program[1:])
        runpy.run_module(program[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(program)
        runpy.run_path(program[0], run_name="__main__")
