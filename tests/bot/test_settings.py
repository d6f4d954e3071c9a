from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.settings import DEFAULTS, Settings, environment, from_env, read_env_file
from db.errors import Misconfigured

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_SIGNING_SECRET": "s3cr3t", "PORT": "3000"}
EXAMPLE = Path(__file__).parents[2] / ".env.example"


def problems_of(env: Mapping[str, str]) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        from_env(env)
    return list(caught.value.problems)


def test_two_tokens_are_enough_for_socket_mode() -> None:
    settings = from_env(SOCKET)
    assert settings.mode == "socket"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///liaison.db"
    assert settings.company_path == Path("liaison.yaml")
    assert settings.port is None
    assert settings.openai_api_key is None
    assert settings.openai_base_url is None
    assert settings.log_level == "INFO"


def test_a_secret_and_a_port_mean_http_mode() -> None:
    settings = from_env(HTTP)
    assert settings.mode == "http"
    assert settings.port == 3000


def test_an_app_token_wins_over_a_secret_and_a_port() -> None:
    assert from_env({**HTTP, **SOCKET}).mode == "socket"


def test_an_empty_value_counts_as_not_set() -> None:
    assert from_env({**SOCKET, "PORT": "", "LOG_LEVEL": "  ", "DATABASE_URL": ""}) == from_env(SOCKET)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("postgres://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        (
            "postgresql://u:p@host:5433/db?sslmode=require",
            "postgresql+psycopg://u:p@host:5433/db?sslmode=require",
        ),
        ("postgresql+psycopg2://host/db", "postgresql+psycopg://host/db"),
        ("postgresql+psycopg:///db?host=/tmp/pg", "postgresql+psycopg:///db?host=/tmp/pg"),
        ("sqlite:////var/lib/liaison.db", "sqlite:////var/lib/liaison.db"),
    ],
)
def test_every_postgresql_url_is_read_by_the_one_driver(given: str, kept: str) -> None:
    assert from_env({**SOCKET, "DATABASE_URL": given}).database_url == kept


def test_the_api_address_always_ends_with_one_slash() -> None:
    for given in ("http://127.0.0.1:8000/api", "http://127.0.0.1:8000/api/"):
        assert from_env({**SOCKET, "SLACK_API_URL": given}).slack_api_url == "http://127.0.0.1:8000/api/"


BOT_HELP = 'Copy the "Bot User OAuth Token" from "OAuth & Permissions" of your Slack app.'
APP_HELP = 'Make one under "Basic Information", "App-Level Tokens", with the scope connections:write.'
DATABASE_HELP = (
    "DATABASE_URL should start with sqlite:/// or postgresql://, "
    "such as sqlite:///liaison.db or postgresql://name:password@host/liaison."
)
FORGETFUL = (
    "DATABASE_URL names no file, so every request would be forgotten at a restart. "
    "Use one like sqlite:///liaison.db."
)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": ""}, f"SLACK_BOT_TOKEN is missing. {BOT_HELP}"),
        (
            {"SLACK_BOT_TOKEN": "xoxp-9-secret"},
            f"SLACK_BOT_TOKEN holds a user token, but it should start with xoxb-. {BOT_HELP}",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxe.xoxb-9-secret"},
            "SLACK_BOT_TOKEN holds a token that runs out (token rotation is on), "
            f"but it should start with xoxb-. {BOT_HELP}",
        ),
        (
            {"SLACK_BOT_TOKEN": "xapp-9-secret"},
            f"SLACK_BOT_TOKEN holds an app token, but it should start with xoxb-. {BOT_HELP}",
        ),
        ({"SLACK_BOT_TOKEN": "secret"}, f"SLACK_BOT_TOKEN should start with xoxb-. {BOT_HELP}"),
        (
            {"SLACK_APP_TOKEN": "xoxb-9-secret"},
            f"SLACK_APP_TOKEN holds a bot token, but it should start with xapp-. {APP_HELP}",
        ),
        (
            {"SLACK_BOT_TOKEN": "xapp-9-secret", "SLACK_APP_TOKEN": "xoxb-9-secret"},
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: "
            "the bot token starts with xoxb-, the app token with xapp-.",
        ),
        (
            {"SLACK_APP_TOKEN": ""},
            f"SLACK_APP_TOKEN is missing. {APP_HELP} "
            "(Or set SLACK_SIGNING_SECRET and PORT, if Slack shall call the bot over HTTP.)",
        ),
        (
            {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s3cr3t"},
            "PORT is missing: with SLACK_SIGNING_SECRET alone the bot does not know where to listen. "
            "Set PORT too, or set SLACK_APP_TOKEN to use Socket Mode.",
        ),
        (
            {"SLACK_APP_TOKEN": "", "PORT": "3000"},
            "SLACK_SIGNING_SECRET is missing: with PORT alone the bot cannot tell Slack's calls from a "
            "stranger's. Set it too, or set SLACK_APP_TOKEN to use Socket Mode.",
        ),
        ({"PORT": "web"}, 'PORT is "web", but it should be a number from 1 to 65535, such as 3000.'),
        ({"PORT": "65536"}, 'PORT is "65536", but it should be a number from 1 to 65535, such as 3000.'),
        ({"PORT": "0"}, 'PORT is "0", but it should be a number from 1 to 65535, such as 3000.'),
        ({"LOG_LEVEL": "loud"}, 'LOG_LEVEL is "loud", but it should be one of DEBUG, INFO, WARNING, ERROR.'),
        (
            {"SLACK_API_URL": "slack.com/api"},
            "SLACK_API_URL should be a web address that starts with https:// or http://.",
        ),
        (
            {"OPENAI_BASE_URL": "localhost:1"},
            "OPENAI_BASE_URL should be a web address that starts with https:// or http://.",
        ),
        (
            {"PUBLIC_URL": "liaison.example.com"},
            "PUBLIC_URL should be a web address that starts with https:// or http://.",
        ),
        ({"DATABASE_URL": "mysql://host/db"}, DATABASE_HELP),
        ({"DATABASE_URL": "liaison.db"}, DATABASE_HELP),
        ({"DATABASE_URL": "postgresql://"}, DATABASE_HELP),
        ({"DATABASE_URL": "sqlite://"}, FORGETFUL),
        ({"DATABASE_URL": "sqlite:///:memory:"}, FORGETFUL),
        (
            {"DATABASE_URL": "sqlite://liaison.db"},
            "DATABASE_URL needs three slashes before the file name, as in sqlite:///liaison.db.",
        ),
        ({"SLACK_TOKEN": "x"}, "There is no setting SLACK_TOKEN. Did you mean SLACK_BOT_TOKEN?"),
        ({"slack_app_token": "x"}, "There is no setting slack_app_token. Did you mean SLACK_APP_TOKEN?"),
        (
            {"LIAISON_COMPANY_FILE": "x"},
            "There is no setting LIAISON_COMPANY_FILE. Did you mean LIAISON_COMPANY?",
        ),
        ({"LIAISON_PORT": "1"}, "There is no setting LIAISON_PORT. All settings stand in .env.example."),
        ({"OPENAI_APIKEY": "x"}, "There is no setting OPENAI_APIKEY. Did you mean OPENAI_API_KEY?"),
    ],
)
def test_each_mistake_gets_its_own_sentence(change: Mapping[str, str], sentence: str) -> None:
    assert problems_of({**SOCKET, **change}) == [sentence]


def test_all_mistakes_are_told_at_once() -> None:
    problems = problems_of({"SLACK_TOKEN": "x", "PORT": "web", "LOG_LEVEL": "loud", "DATABASE_URL": "x"})
    assert len(problems) == 6
    assert [problem.split()[0] for problem in problems if not problem.startswith("There")] == [
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
        "PORT",
        "DATABASE_URL",
        "LOG_LEVEL",
    ]


def test_names_of_other_programs_are_left_alone() -> None:
    others = {
        "SLACK_WEBHOOK_URL": "x",
        "OPENAI_API_VERSION": "x",
        "PATH": "x",
        "SLACKER": "x",
        "SLACK_THEME": "x",
    }
    assert from_env({**SOCKET, **others}) == from_env(SOCKET)


def test_no_secret_shows_in_repr_or_in_a_problem() -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-hidden1",
        "SLACK_APP_TOKEN": "xapp-hidden2",
        "SLACK_SIGNING_SECRET": "hidden3",
        "OPENAI_API_KEY": "hidden4",
        "DATABASE_URL": "postgresql://u:hidden5@host/db",
    }
    shown = repr(from_env(secrets))
    assert "hidden" not in shown
    assert "slack_api_url='https://slack.com/api/'" in shown
    wrong = {**secrets, "SLACK_BOT_TOKEN": "xoxp-hidden1", "DATABASE_URL": "mysql://u:hidden5@host/db"}
    assert "hidden" not in "".join(problems_of(wrong))


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = from_env(SOCKET)
    with pytest.raises(AttributeError):
        settings.port = 1  # type: ignore[misc]


def test_an_env_file_is_read_as_people_write_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    lines = [
        "\ufeff# a comment",
        "",
        "SLACK_BOT_TOKEN=xoxb-1",
        "export SLACK_APP_TOKEN = 'xapp-1'  # the app",
        'SLACK_SIGNING_SECRET="a # b = c"',
        "DATABASE_URL=postgresql://u:p#w@host/db   # ours",
        "PORT=",
        "LOG_LEVEL= # nothing yet",
    ]
    file.write_text("\r\n".join(lines), encoding="utf-8")
    assert read_env_file(file) == {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": "a # b = c",
        "DATABASE_URL": "postgresql://u:p#w@host/db",
        "PORT": "",
        "LOG_LEVEL": "",
    }


def test_every_bad_line_of_an_env_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT 3000\nPORT=1\n1X=2\nSLACK_BOT_TOKEN=\"xoxb-1\nPORT=2\nLOG_LEVEL='INFO' DEBUG\n")
    with pytest.raises(Misconfigured) as caught:
        read_env_file(file)
    assert list(caught.value.problems) == [
        f"{file} line 1: this is not of the form NAME=value.",
        f"{file} line 3: this is not of the form NAME=value.",
        f"{file} line 4: the value of SLACK_BOT_TOKEN begins with a quote mark but does not end with one.",
        f"{file} line 5: PORT is already set in line 2. Keep one of them.",
        f"{file} line 6: the value of LOG_LEVEL begins with a quote mark but does not end with one.",
    ]


def test_an_env_file_that_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured, match=r"is not plain text\. Save it as UTF-8\."):
        read_env_file(tmp_path / "binary")
    with pytest.raises(Misconfigured, match="cannot be read: Is a directory"):
        read_env_file(tmp_path)


def test_the_real_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=1\nLOG_LEVEL=DEBUG\n")
    monkeypatch.setenv("PORT", "2")
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    merged = environment(file)
    assert (merged["PORT"], merged["LOG_LEVEL"]) == ("2", "DEBUG")


def test_without_an_env_file_the_real_environment_is_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "2")
    assert environment(tmp_path / ".env")["PORT"] == "2"


def test_the_example_and_the_settings_know_the_same_names_and_defaults() -> None:
    assert read_env_file(EXAMPLE) == dict(DEFAULTS)


def test_every_setting_in_the_example_has_one_comment_above_it() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    explained = re.findall(r"(?<=\n\n)# \S.*\n([A-Z_]+)=", text)
    assert explained == list(DEFAULTS)


def test_every_default_ends_up_in_a_field_of_settings() -> None:
    renamed = {"LIAISON_COMPANY": "company_path"}
    assert [renamed.get(name, name.lower()) for name in DEFAULTS] == list(Settings.__dataclass_fields__)
