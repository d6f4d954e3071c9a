"""Sleeping until somebody asks the program to stop, without sleeping through it.

Python runs a signal's handler in the main thread, once that thread is back in Python. A signal that comes
between its last look and its falling asleep in `Event.wait()`, or in another thread, leaves it asleep for
ever; and a handler that sets the event may find its own thread holding the event's lock. Of processes that
were told within a few milliseconds of going to sleep, one in thirty slept on.

Here the main thread sleeps reading a socket. The interpreter writes a byte into it for each signal, at once
and from whichever thread (`signal.set_wakeup_fd`); a byte that comes too early waits there.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def told_to_stop() -> Iterator[Callable[[], None]]:
    """In the main thread: `with told_to_stop() as wait`. `wait()` returns once SIGINT or SIGTERM has come
    since the block began; handlers of other signals run meanwhile. Whoever asks again later is not heard:
    we are leaving already."""
    ear, mouth = socket.socketpair()
    mouth.setblocking(False)
    with ear, mouth:
        before = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        for number in STOPPING:
            signal.signal(number, _heard)
        try:
            yield partial(_wait, ear)
        finally:
            signal.set_wakeup_fd(before)


def _heard(*_: object) -> None:
    """In place of what the system does; the byte has said it."""


def _wait(ear: socket.socket) -> None:
    while ear.recv(1)[0] not in STOPPING:
        pass  # another signal's, whose handler has run by now
