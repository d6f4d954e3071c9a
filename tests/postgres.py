"""A real PostgreSQL server for one test run: found on this machine, started, stopped at the end."""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg

HOW_TO_INSTALL = (
    "The tests need the PostgreSQL server programs (initdb and postgres), and none were found. Install them: "
    "`apt-get install postgresql` on Debian and Ubuntu, `dnf install postgresql-server` on Fedora, "
    "`brew install postgresql` on a Mac. If they are installed already, put their folder on PATH."
)
USER = "liaison"
LOCALES = ("C.UTF-8", "en_US.UTF-8")  # the first one that the machine has; both know letters beyond A to Z
_STARTS_WITHIN = 30  # seconds
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "fsync": "off",  # nothing here must survive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


class PostgresMissing(RuntimeError):
    def __init__(self) -> None:
        super().__init__(HOW_TO_INSTALL)


def server_programs(path: str | None = None, roots: Iterable[Path] = (Path("/usr/lib/postgresql"),)) -> Path:
    """The folder with initdb and postgres in it. Raises PostgresMissing."""
    candidates = [Path(found).resolve().parent for found in [shutil.which("initdb", path=path)] if found]
    installed = [folder for root in roots for folder in root.glob("*/bin")]
    candidates += sorted(installed, key=lambda folder: _version(folder), reverse=True)
    config = shutil.which("pg_config", path=path)
    if config:
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(said.stdout.strip()))
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing


def _version(folder: Path) -> int:
    number = re.match(r"\d+", folder.parent.name)
    return int(number[0]) if number else 0


class PostgresServer:
    def __init__(self, settings: Mapping[str, str] = _SETTINGS) -> None:
        self._programs = server_programs()
        self._settings = settings
        self._as = _unprivileged()
        self._home = Path(tempfile.mkdtemp(prefix="liaison-pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self) -> None:
        if self._as:
            shutil.chown(self._home, user=self._as["user"], group=self._as["group"])
        self._make()
        for _ in range(3):  # somebody else may take the free port first
            self._launch()
            if self._answers():
                return
        log = (self._home / "log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start. It said:\n{log[-2000:]}")

    def stop(self) -> None:
        self._end()
        shutil.rmtree(self._home, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template0") -> str:
        """A fresh database; its name."""
        name = f"t{secrets.token_hex(6)}"
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def connect(self, database: str = "postgres", options: str = "") -> psycopg.Connection[Any]:
        """Each statement is a transaction of its own."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            dbname=database,
            options=options,
            autocommit=True,
            connect_timeout=5,
        )

    def _tell(self, statement: str) -> None:
        with self.connect() as connection:
            connection.execute(statement.encode())

    def _make(self) -> None:
        for locale in LOCALES:
            shutil.rmtree(self._home / "data", ignore_errors=True)
            command = [str(self._programs / "initdb"), "-D", str(self._home / "data"), "-U", USER]
            command += ["--auth=trust", "--encoding=UTF8", f"--locale={locale}", "--no-sync"]
            made = subprocess.run(
                command,
                cwd=self._home,
                env=_bare_environment(),
                capture_output=True,
                text=True,
                check=False,
                **self._as,
            )
            if made.returncode == 0:
                return
        raise RuntimeError(f"PostgreSQL's initdb failed. It said:\n{made.stderr[-2000:]}")

    def _launch(self) -> None:
        self._end()
        self.port = _free_port()
        command = [str(self._programs / "postgres"), "-D", str(self._home / "data"), "-p", str(self.port)]
        command += ["-c", f"unix_socket_directories={self._home}"]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        if setpriv := shutil.which("setpriv"):  # it must not outlive a test run that is killed
            command = [setpriv, "--pdeathsig", "INT", *command]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._home, env=_bare_environment(), stdout=log, stderr=log, **self._as
            )

    def _answers(self) -> bool:
        deadline = time.monotonic() + _STARTS_WITHIN
        while self._process is not None and self._process.poll() is None and time.monotonic() < deadline:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _end(self) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" way to stop
            self._process.wait(timeout=30)
            self._process = None


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then as whom."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise RuntimeError(
        "PostgreSQL does not run as root, and there is no account postgres or nobody to run it as."
    )


def _bare_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
