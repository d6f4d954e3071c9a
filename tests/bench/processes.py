"""Programs of their own that are told what to do line by line, and end when nobody talks to them any more."""

from __future__ import annotations

import json
import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0


class Program:
    """`python -m module args…`: one JSON line in, one JSON line out. End of input ends it."""

    def __init__(
        self, module: str, args: Sequence[str], log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.env: dict[str, str] = {}  # what others need to reach it
        self._log = log
        self._file = log.open("ab")
        self._what = f"{module} {' '.join(args)}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *args],
            cwd=ROOT,
            env={**_bare(), **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._file,
        )

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else b""
        if not line:
            self.stop()
            said = self._log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{self._what} said nothing. Its log ends:\n{said[-3000:]}")
        heard: dict[str, Any] = json.loads(line)
        return heard

    def ask(self, **words: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words).encode() + b"\n")
        self.process.stdin.flush()
        return self.hear()

    def stop(self) -> None:
        """At once: what a bench leaves undone is nobody's loss."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self._file.close()


def say(**words: Any) -> None:
    """The other end of `hear`."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def told(line: str) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(line)
    return words


def until_closed(stream: IO[str] = sys.stdin) -> None:
    """Returns when whoever started us has gone."""
    while stream.readline():
        continue


class Busy:
    """How much of one core this process used since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def cores(self) -> float:
        wall = time.perf_counter() - self._wall
        return (_cpu() - self._cpu) / wall if wall else 0.0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _bare() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "TZ", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}
