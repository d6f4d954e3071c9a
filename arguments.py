"""What `app.py` may be called with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import calendars
import explaining
import exporting
import glossaries
import reviewing


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="app.py", description="Liaison: marketing asks, IT answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    trying = commands.add_parser("try", help="start the bot and a local workspace, no Slack needed")
    trying.add_argument("--port", type=int, default=7777, help="of the workspace's page (default 7777)")
    trying.add_argument("--fresh", action="store_true", help="forget the last try and start with a new week")
    trying.add_argument("--folder", type=Path, default=Path(".run"), help="for what it keeps (default .run)")
    commands.add_parser("run", help="connect to the Slack named in the settings")
    commands.add_parser("check", help="name everything that is missing or wrong, all at once")
    reading = commands.add_parser("read", help="read JSON lines of sentences, print how each is understood")
    reading.add_argument("--company", type=Path, default=Path("liaison.example.yaml"), help="company file")
    reading.add_argument("--resolved", type=Path, help="earlier requests to learn from first, JSON lines")
    reviewing.add_arguments(commands.add_parser("routing", help="how well requests have found their way"))
    doing = commands.add_parser("glossary", help="both sides' words: noticed, in files and out")
    explaining.add_arguments(glossaries.add_arguments(doing))
    exporting.add_arguments(commands.add_parser("export", help="the numbers of both sides as files"))
    calendars.add_arguments(commands.add_parser("calendar", help="meetings as calendar files, and from them"))
    printing = commands.add_parser("manifest", help="print the app manifest to paste into Slack")
    printing.add_argument("--request-url", help="for HTTP mode: where Slack reaches the bot")
    return parser.parse_args(argv)
