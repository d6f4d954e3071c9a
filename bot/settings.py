"""What the environment says, checked once. The only file that reads it."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from db.errors import Misconfigured

Mode = Literal["socket", "http"]

# Every name there is, with its default; ".env.example" is held against this.
DEFAULTS: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "SLACK_SIGNING_SECRET": "",
    "SLACK_API_URL": "https://slack.com/api/",
    "PORT": "",
    "PUBLIC_URL": "",
    "DATABASE_URL": "sqlite:///liaison.db",
    "LIAISON_COMPANY": "liaison.yaml",
    "OPENAI_API_KEY": "",
    "OPENAI_BASE_URL": "",
    "OPENAI_MODEL": "gpt-4.1-mini",
    "LOG_LEVEL": "INFO",
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_OUR_PREFIXES = ("SLACK_", "LIAISON_", "OPENAI_")
# Names that other programs on the same machine own, though they look like ours.
_FOREIGN = frozenset(
    {
        "SLACK_CLIENT_ID",
        "SLACK_CLIENT_SECRET",
        "SLACK_USER_TOKEN",
        "SLACK_WEBHOOK_URL",
        "OPENAI_API_TYPE",
        "OPENAI_API_VERSION",
        "OPENAI_ORG_ID",
        "OPENAI_ORGANIZATION",
        "OPENAI_PROJECT_ID",
    }
)
_BOT_TOKEN_HELP = 'Copy the "Bot User OAuth Token" from "OAuth & Permissions" of your Slack app.'
_APP_TOKEN_HELP = 'Make one under "Basic Information", "App-Level Tokens", with the scope connections:write.'
_WRONG_TOKENS = {
    "xoxp-": "a user token",
    "xoxb-": "a bot token",
    "xapp-": "an app token",
    "xoxe": "a token that runs out (token rotation is on)",
}


@dataclass(frozen=True)
class Settings:
    slack_bot_token: str = field(repr=False)
    slack_app_token: str | None = field(repr=False)
    slack_signing_secret: str | None = field(repr=False)
    slack_api_url: str
    port: int | None
    public_url: str | None  # where the bot is reached from outside, for the addresses of calendars
    database_url: str = field(repr=False)  # may carry a password
    company_path: Path
    openai_api_key: str | None = field(repr=False)
    openai_base_url: str | None
    openai_model: str
    log_level: str

    @property
    def mode(self) -> Mode:
        return "socket" if self.slack_app_token else "http"


def environment(env_file: Path = Path(".env")) -> dict[str, str]:
    """The file's names and values, with the real environment on top."""
    from_file = read_env_file(env_file) if env_file.exists() else {}
    return {**from_file, **os.environ}


def from_env(env: Mapping[str, str]) -> Settings:
    """Reads all settings; raises Misconfigured once, with every problem in it."""
    values = {name: env.get(name, "").strip() or default for name, default in DEFAULTS.items()}
    problems = [*_misspelt(env), *_token_problems(values), *_door_problems(values)]
    settings = Settings(
        slack_bot_token=values["SLACK_BOT_TOKEN"],
        slack_app_token=values["SLACK_APP_TOKEN"] or None,
        slack_signing_secret=values["SLACK_SIGNING_SECRET"] or None,
        slack_api_url=_web_address("SLACK_API_URL", values, problems).rstrip("/") + "/",
        port=_port(values["PORT"], problems),
        public_url=_web_address("PUBLIC_URL", values, problems).rstrip("/") or None,
        database_url=_database_url(values["DATABASE_URL"], problems),
        company_path=Path(values["LIAISON_COMPANY"]),
        openai_api_key=values["OPENAI_API_KEY"] or None,
        openai_base_url=_web_address("OPENAI_BASE_URL", values, problems) or None,
        openai_model=values["OPENAI_MODEL"],
        log_level=_log_level(values["LOG_LEVEL"], problems),
    )
    if problems:
        raise Misconfigured(problems)
    return settings


def _misspelt(env: Mapping[str, str]) -> list[str]:
    problems = []
    for name in sorted(env):
        upper = name.upper()
        if name in DEFAULTS or name in _FOREIGN or not upper.startswith(_OUR_PREFIXES):
            continue
        near = difflib.get_close_matches(upper, DEFAULTS, n=1, cutoff=0.8)
        if near:
            problems.append(f"There is no setting {name}. Did you mean {near[0]}?")
        elif upper.startswith("LIAISON_"):
            problems.append(f"There is no setting {name}. All settings stand in .env.example.")
    return problems


def _token_problems(values: Mapping[str, str]) -> list[str]:
    bot, app = values["SLACK_BOT_TOKEN"], values["SLACK_APP_TOKEN"]
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        return [
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: "
            "the bot token starts with xoxb-, the app token with xapp-."
        ]
    problems = []
    if not bot:
        problems.append(f"SLACK_BOT_TOKEN is missing. {_BOT_TOKEN_HELP}")
    elif not bot.startswith("xoxb-"):
        problems.append(_wrong_token("SLACK_BOT_TOKEN", bot, "xoxb-", _BOT_TOKEN_HELP))
    if app and not app.startswith("xapp-"):
        problems.append(_wrong_token("SLACK_APP_TOKEN", app, "xapp-", _APP_TOKEN_HELP))
    return problems


def _wrong_token(name: str, value: str, prefix: str, remedy: str) -> str:
    # Only the kind is named, never a piece of the token itself.
    kind = next((kind for start, kind in _WRONG_TOKENS.items() if value.startswith(start)), None)
    if kind is None:
        return f"{name} should start with {prefix}. {remedy}"
    return f"{name} holds {kind}, but it should start with {prefix}. {remedy}"


def _door_problems(values: Mapping[str, str]) -> list[str]:
    """How Slack reaches the bot: through Socket Mode, or through HTTP with a secret and a port."""
    if values["SLACK_APP_TOKEN"]:
        return []
    secret, port = values["SLACK_SIGNING_SECRET"], values["PORT"]
    if secret and port:
        return []
    if secret:
        return [
            "PORT is missing: with SLACK_SIGNING_SECRET alone the bot does not know where to listen. "
            "Set PORT too, or set SLACK_APP_TOKEN to use Socket Mode."
        ]
    if port:
        return [
            "SLACK_SIGNING_SECRET is missing: with PORT alone the bot cannot tell Slack's calls from a "
            "stranger's. Set it too, or set SLACK_APP_TOKEN to use Socket Mode."
        ]
    return [
        f"SLACK_APP_TOKEN is missing. {_APP_TOKEN_HELP} "
        "(Or set SLACK_SIGNING_SECRET and PORT, if Slack shall call the bot over HTTP.)"
    ]


def _port(value: str, problems: list[str]) -> int | None:
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= 65535:
        return int(value)
    problems.append(f'PORT is "{value}", but it should be a number from 1 to 65535, such as 3000.')
    return None


def _log_level(value: str, problems: list[str]) -> str:
    if value.upper() not in LOG_LEVELS:
        problems.append(f'LOG_LEVEL is "{value}", but it should be one of {", ".join(LOG_LEVELS)}.')
    return value.upper()


def _web_address(name: str, values: Mapping[str, str], problems: list[str]) -> str:
    value = values[name]
    if value and not re.match(r"https?://[^/\s]", value):
        problems.append(f"{name} should be a web address that starts with https:// or http://.")
    return value


def _database_url(value: str, problems: list[str]) -> str:
    scheme, _, rest = value.partition("://")
    kind = scheme.split("+")[0]
    if kind == "sqlite":
        problems.extend(_sqlite_problems(rest))
        return value
    if kind not in ("postgres", "postgresql") or not rest:
        problems.append(
            "DATABASE_URL should start with sqlite:/// or postgresql://, "
            "such as sqlite:///liaison.db or postgresql://name:password@host/liaison."
        )
        return value
    # One driver is installed, whatever the hosting company wrote in front.
    return f"postgresql+psycopg://{rest}"


def _sqlite_problems(rest: str) -> list[str]:
    path = rest.partition("?")[0]
    if path.strip("/") in ("", ":memory:"):
        return [
            "DATABASE_URL names no file, so every request would be forgotten at a restart. "
            "Use one like sqlite:///liaison.db."
        ]
    if not path.startswith("/"):
        return ["DATABASE_URL needs three slashes before the file name, as in sqlite:///liaison.db."]
    return []


_ENV_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<inside>.*?)(?P=quote)\s*(?:#.*)?""")


def read_env_file(path: Path) -> dict[str, str]:
    """A plain list of NAME=value lines; raises Misconfigured with every line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise Misconfigured([f"{path} cannot be read: {error.strerror}."]) from None
    except UnicodeDecodeError:
        raise Misconfigured([f"{path} is not plain text. Save it as UTF-8."]) from None
    values: dict[str, str] = {}
    first_seen: dict[str, int] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"{path} line {number}"
        match = _ENV_LINE.fullmatch(line.strip())
        if match is None:
            problems.append(f"{where}: this is not of the form NAME=value.")
            continue
        name = match["name"]
        if name in first_seen:
            problems.append(f"{where}: {name} is already set in line {first_seen[name]}. Keep one of them.")
        first_seen.setdefault(name, number)
        values[name] = _env_value(match["value"], where, name, problems)
    if problems:
        raise Misconfigured(problems)
    return values


def _env_value(raw: str, where: str, name: str, problems: list[str]) -> str:
    if raw[:1] in ('"', "'"):
        quoted = _QUOTED.fullmatch(raw)
        if quoted is None:
            problems.append(
                f"{where}: the value of {name} begins with a quote mark but does not end with one."
            )
            return ""
        return quoted["inside"]
    # A comment needs a space before it: a password may hold a "#".
    return re.split(r"(?:^|\s+)#", raw, maxsplit=1)[0].strip()
