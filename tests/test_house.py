"""What the house promises about itself: documents, names and sizes that cannot drift apart."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import handlers
from bot import settings
from db.kinds import NoticeKind
from handlers import names
from handlers.courier import Courier
from handlers.manifest import SCOPES, manifest

ROOT = Path(__file__).parent.parent
ROOT_FILES = (
    *("app.py", "trying.py", "judging.py", "reviewing.py", "glossaries.py", "explaining.py", "exporting.py"),
    *("calendars.py", "arguments.py", "rotas_from_calendars.py", "stopping.py"),
)
PACKAGES = ("bot", "db", "glossary", "handlers", "scheduler", "workspace")


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix in suffixes and path.exists() and "dist" not in path.parts]


def production() -> list[Path]:
    return [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in (*PACKAGES, *ROOT_FILES)]


def test_no_file_is_over_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked(".py", ".ts", ".tsx", ".css")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_function_is_over_40_lines() -> None:
    long = {}
    for path in production():
        if "migrations" in path.parts:  # lists of columns
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 40:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_no_module_is_called_by_a_word_that_says_nothing() -> None:
    forbidden = {"utils", "helpers", "common", "manager", "misc"}
    assert [path for path in production() if path.stem in forbidden] == []


def test_nothing_promises_instead_of_doing() -> None:
    promise = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|(?i:coming soon|not implemented yet))\b")
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(".py", ".md", ".ts", ".tsx")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if promise.search(line)
    ]
    assert guilty == []


def test_every_command_shortcut_and_event_is_in_the_manifest_and_nothing_else_is() -> None:
    made = manifest()
    assert {c["command"] for c in made["features"]["slash_commands"]} == set(handlers.COMMANDS)
    assert {s["callback_id"] for s in made["features"]["shortcuts"]} == set(handlers.SHORTCUTS)
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(handlers.EVENT_NAMES)


def test_every_event_of_the_manifest_has_a_listener() -> None:
    from handlers.reading import _EVENTS

    assert {name.split(".")[0] for name in handlers.EVENT_NAMES} == set(_EVENTS)


@pytest.mark.parametrize("surface", ["COMMANDS", "SHORTCUTS", "BUTTONS", "FORMS", "EVENTS"])
def test_every_entry_of_the_page_of_contents_has_a_help_line(surface: str) -> None:
    for name, entry in getattr(handlers, surface).items():
        assert entry.help.strip(), name


def test_every_command_and_shortcut_is_documented() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    titles = [s["name"] for s in manifest()["features"]["shortcuts"]]
    assert [word for word in (*handlers.COMMANDS, *titles) if word not in text] == []


def test_every_button_that_is_drawn_has_a_listener() -> None:
    drawn = {
        value
        for name, value in vars(names).items()
        if name.isupper()
        and isinstance(value, str)
        and value.startswith(
            (
                *("request.", "home.", "list.", "wish.", "accuracy.", "lesson."),
                *("word.", "glossary.", "quiet.", "course.", "digest.", "sync.", "launch.", "oncall."),
            )
        )
        and not name.endswith("_FIELD")
    }
    links = {names.OPEN_THREAD, names.SYNC_JOIN}
    answered = {*handlers.BUTTONS, *handlers.FORMS, *handlers.SHORTCUTS, *links}
    assert drawn - answered == set()


def test_old_names_lead_to_present_ones() -> None:
    for old, new in names.ALIASES.items():
        assert new in {*handlers.BUTTONS, *handlers.FORMS, *handlers.SHORTCUTS}, old


def test_every_kind_of_notice_has_a_way_of_being_said() -> None:
    assert set(Courier.SAYING) == set(NoticeKind)


def test_every_setting_is_documented_where_people_look() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    operating = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert [name for name in settings.DEFAULTS if name not in example or name not in operating] == []


# The Web API methods we call, and the scope each needs (docs.slack.dev, method pages).
METHOD_SCOPES = {
    "auth_test": None,
    "apps_connections_open": None,
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_update": "chat:write",
    "chat_delete": "chat:write",
    "chat_getPermalink": None,
    "reactions_add": "reactions:write",
    "conversations_history": "channels:history",
    "conversations_replies": "channels:history",
    "conversations_join": "channels:join",
    "conversations_list": "channels:read",
    "conversations_info": "channels:read",
    "conversations_open": "im:write",
    "usergroups_list": "usergroups:read",
    "usergroups_users_list": "usergroups:read",
    "usergroups_users_update": "usergroups:write",
    "users_info": "users:read",
    "users_list": "users:read",
    "views_open": None,
    "views_publish": None,
    "views_update": None,
}
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
# What the same calls need for private channels and direct messages, and for e-mail addresses.
ALSO = {"groups:history", "im:history", "groups:read", "im:read", "users:read.email", "commands"}


def called_methods() -> set[str]:
    """Called as methods of the SDK's client, or by Slack's own name ("chat.postMessage")."""
    by_method = re.compile(r"\.((?:auth|apps|chat|conversations|usergroups|users|views)_[A-Za-z_]+)\(")
    families = "auth|apps|chat|conversations|usergroups|users|views|reactions|files"
    by_name = re.compile(rf'"((?:{families})\.[A-Za-z.]+)"')
    speaking = [path for path in production() if path.is_relative_to(ROOT / "handlers")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in speaking)
    return set(by_method.findall(text)) | {name.replace(".", "_") for name in by_name.findall(text)}


def test_the_scopes_of_the_manifest_are_exactly_those_that_are_needed() -> None:
    called = called_methods()
    assert "chat_postMessage" in called, "the pattern no longer finds the calls"
    assert called - METHOD_SCOPES.keys() == set(), "say which scope these need"
    needed = {scope for method in called if (scope := METHOD_SCOPES[method])}
    needed |= {scope for event in handlers.EVENT_NAMES if (scope := EVENT_SCOPES[event])}
    assert set(SCOPES) == needed | ALSO


@pytest.mark.parametrize("module", ["app", *PACKAGES])
def test_importing_connects_nowhere_and_reads_no_environment(module: str) -> None:
    program = f"""
import socket, os
class Closed(socket.socket):
    def connect(self, *a): raise SystemExit("it connects")
socket.socket = Closed
class Watched(dict):
    def get(self, key, default=None):
        if key.startswith(("SLACK_BOT", "SLACK_APP", "SLACK_SIGNING", "LIAISON_", "DATABASE_")):
            raise SystemExit("it reads " + key)
        return default
os.environ.get = Watched().get
import {module}
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
