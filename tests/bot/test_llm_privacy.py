"""docs/privacy.md says what is kept and what leaves the house; the code is held to its words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.llm.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE
from bot.llm.client import ANSWER_TOKENS, OPENAI, TIMEOUT
from bot.requests import forgetting
from bot.second_opinion.asking import (
    ENOUGH_OPINIONS,
    LATEST_OPINIONS,
    LONGEST_PROMPT,
    LONGEST_TEXT,
    RIGHT_OFTEN_ENOUGH,
)
from bot.second_opinion.keeping import A_DAY, FRESH_FOR
from db import inbox, outbox, runs
from db.every_table import metadata
from glossary.forgetting import COUNTED_FOR, QUIET_FOR

ROOT = Path(__file__).parents[2]
PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")


def test_every_table_is_named_with_how_long_it_is_kept() -> None:
    kept = {
        name: line.split("|")[3].strip()
        for line in PRIVACY.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert kept.keys() == metadata.tables.keys()
    assert kept["inbox"] == f"{inbox.KEPT_FOR.days} days"
    assert kept["outbox"] == f"{outbox.KEPT_FOR.days} days"
    assert kept["runs"] == f"{runs.KEPT_FOR.days} days"
    assert kept["explained"] == f"{QUIET_FOR.days} days"
    assert (kept["word_asks"], COUNTED_FOR.days) == ("a year", 365)
    assert (kept["requests"], forgetting.KEPT_FOR.days) == ("a year after it ended", 365)


@pytest.mark.parametrize(
    "words",
    [
        f"`{OPENAI}`",
        f"its first {LONGEST_TEXT:,} characters",
        f"older than {FRESH_FOR.seconds // 60} minutes",
        f"at least {ENOUGH_OPINIONS} of its earlier opinions",
        f"at least {RIGHT_OFTEN_ENOUGH:.0%}".replace("%", " %") + f" of the latest {LATEST_OPINIONS}",
        f"at most {A_DAY} questions in a day",
        f"at most {LONGEST_PROMPT:,} bytes",
        f"at most {ANSWER_TOKENS:,} tokens",
        f"waited for {TIMEOUT:.0f} seconds",
        f"for {FIRST_PAUSE:.0f} seconds, then longer, up to {LONGEST_PAUSE / 60:.0f} minutes",
    ],
)
def test_every_limit_is_the_one_that_is_written_down(words: str) -> None:
    assert words in PRIVACY


def test_after_as_many_failures_as_written_down_the_model_is_left_alone() -> None:
    assert {3: "After three failures in a row"}[FAILURES] in PRIVACY


def test_without_a_model_the_sdk_is_not_even_loaded() -> None:
    program = """
import sys, time
import app, scheduler.jobs.second_opinion
from bot.llm import build_model
from bot.settings import from_env
settings = from_env({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})
assert build_model(settings, monotonic=time.monotonic) is None
sys.exit("openai" in sys.modules or "httpx2" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
