"""The inbox of last resort: a file, for the minutes in which the database cannot be written.

One JSON line a delivery, on disk (fsync) before the caller goes on. The sweep moves the lines into
the inbox and then removes exactly those; a torn last line (power cut) is skipped. Processes that share
the file take turns on a lock beside it.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any


@dataclass(frozen=True)
class Spooled:
    key: str
    kind: str
    payload: Mapping[str, Any]
    reference: str


class Spool:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def keep(self, delivery: Spooled) -> None:
        """Raises OSError when the disk does not take it either."""
        line = json.dumps({**asdict(delivery), "payload": dict(delivery.payload)}) + "\n"
        with self._turn(), open(self.path, "ab+", opener=_private) as file:
            file.write(_after_torn_line(file) + line.encode())
            file.flush()
            os.fsync(file.fileno())

    def waiting(self) -> list[Spooled]:
        with self._turn():
            return [Spooled(**parsed) for parsed in _parsed(self._lines())]

    def remove(self, keys: set[str]) -> None:
        with self._turn():
            left = [line for line in self._lines() if (key := _key(line)) and key not in keys]
            if not left:
                self.path.unlink(missing_ok=True)
                return
            fresh = self.path.with_suffix(self.path.suffix + ".new")
            with open(fresh, "w", encoding="utf-8", opener=_private) as file:
                file.writelines(line + "\n" for line in left)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        beside = self.path.with_suffix(self.path.suffix + ".lock")
        with self._lock, open(beside, "ab", opener=_private) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file is closed
            yield

    def _lines(self) -> list[str]:
        if not self.path.exists():
            return []
        return self.path.read_text(encoding="utf-8", errors="replace").splitlines()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _after_torn_line(file: IO[bytes]) -> bytes:
    """A power cut may have left half a line; what comes now begins on a line of its own."""
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def _parsed(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines if _key(line)]


def _key(line: str) -> str | None:
    try:
        return str(json.loads(line)["key"])
    except (ValueError, KeyError, TypeError):
        return None
