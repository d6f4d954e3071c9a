"""A signal is heard whenever it comes, and in whichever thread: each of these is a process of its own."""

from __future__ import annotations

import subprocess
import sys

from tests.world import ROOT

PATIENCE = 60
# Takes a signal itself, as the system may let it, while the main thread sleeps.
ELSEWHERE = """
import os, signal, threading, time
from stopping import told_to_stop

def take(number):
    signal.pthread_kill(threading.get_ident(), number)

def once_asleep(number):
    threading.Timer(0.3, take, [number]).start()
"""


def ended(program: str) -> subprocess.CompletedProcess[str]:
    """Raises TimeoutExpired when it sleeps through its signal."""
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE + program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_a_wish_to_stop_that_wakes_nobody_is_heard() -> None:
    said = ended(
        """
with told_to_stop() as wait:
    once_asleep(signal.SIGTERM)
    wait()
print("awake")
"""
    )
    assert (said.stdout, said.stderr, said.returncode) == ("awake\n", "", 0)


def test_a_wish_to_stop_that_comes_before_one_waits_is_heard() -> None:
    said = ended(
        """
with told_to_stop() as wait:
    os.kill(os.getpid(), signal.SIGINT)
    wait()
print("awake")
"""
    )
    assert (said.stdout, said.stderr, said.returncode) == ("awake\n", "", 0)


def test_handlers_of_other_signals_run_meanwhile_and_end_nothing() -> None:
    said = ended(
        """
def other(*_):
    print("another one", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

signal.signal(signal.SIGUSR2, other)
with told_to_stop() as wait:
    once_asleep(signal.SIGUSR2)
    wait()
print("awake")
"""
    )
    assert (said.stdout, said.stderr, said.returncode) == ("another one\nawake\n", "", 0)


def test_whoever_asks_again_while_one_leaves_is_not_heard() -> None:
    said = ended(
        """
with told_to_stop() as wait:
    os.kill(os.getpid(), signal.SIGTERM)
    wait()
os.kill(os.getpid(), signal.SIGTERM)
time.sleep(0)
print("left", signal.set_wakeup_fd(-1))
"""
    )
    assert (said.stdout, said.stderr, said.returncode) == ("left -1\n", "", 0)
