"""The views of an exported file: figures that people ask for, each a query over its tables (SQLite's SQL)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class View:
    name: str
    meaning: str
    columns: tuple[tuple[str, str], ...]  # name, meaning
    sql: str


_COMMON: Final = (
    ("answers", "how many first answers"),
    ("median_hours", "half of them came within so many working hours"),
    ("longest_hours", "the slowest one"),
    ("in_time", "how many came by the time that the asker was told"),
)


def _answers_by(what: str, shown: str = "", joined: str = "") -> str:
    """The median is the middle one of the ranks, or half way between the two in the middle."""
    return f"""
WITH ranked AS (
  SELECT *,
    ROW_NUMBER() OVER (PARTITION BY {what} ORDER BY working_hours) AS place,
    COUNT(*) OVER (PARTITION BY {what}) AS among
  FROM first_answers
)
SELECT ranked.{what}, {shown}
  COUNT(*) AS answers,
  ROUND(AVG(CASE WHEN place IN ((among + 1) / 2, (among + 2) / 2) THEN working_hours END), 2) AS median_hours,
  MAX(working_hours) AS longest_hours,
  SUM(in_time) AS in_time
FROM ranked {joined}
GROUP BY ranked.{what}
ORDER BY ranked.{what}
"""


VIEWS: Final = (
    View(
        "requests_by_week",
        "What came in and what was done, by week. Requests that were taken back do not count.",
        (("week", "its Monday"), ("asked", "how many were filed"), ("done", "how many were said to be done")),
        """
WITH counted AS (
  SELECT week, 1 AS asked, 0 AS done FROM requests WHERE state <> 'cancelled'
  UNION ALL
  SELECT resolved_week, 0, 1 FROM requests WHERE state <> 'cancelled' AND resolved_week IS NOT NULL
)
SELECT week, SUM(asked) AS asked, SUM(done) AS done FROM counted GROUP BY week ORDER BY week
""",
    ),
    View(
        "first_answers_by_team",
        "How soon a person answers, by the team that did.",
        (("team_id", "the team; empty: the bridge"), ("team", "its name"), *_COMMON),
        _answers_by("team_id", "teams.name AS team,", "LEFT JOIN teams ON teams.id = ranked.team_id"),
    ),
    View(
        "first_answers_by_area",
        "How soon a person answers, by what it was about.",
        (("area_id", "the area; empty: not known"), ("area", "its name"), *_COMMON),
        _answers_by("area_id", "areas.name AS area,", "LEFT JOIN areas ON areas.id = ranked.area_id"),
    ),
    View(
        "first_answers_by_week",
        "How soon a person answers, by the week of the answer.",
        (("week", "its Monday"), *_COMMON),
        _answers_by("week"),
    ),
    View(
        "open_requests",
        "What is still open, the oldest first.",
        (
            ("request_id", "the request"),
            ("area", "what it is about"),
            ("team", "who has it; empty: the bridge"),
            ("state", "where it stands"),
            ("asked_at", "when it was filed"),
            ("days", "days since then, when the file was made; nights and weekends included"),
        ),
        """
SELECT requests.id AS request_id, areas.name AS area, teams.name AS team, state, asked_at,
  CAST(julianday((SELECT value FROM about WHERE what = 'made_at')) - julianday(asked_at) AS INTEGER) AS days
FROM requests
LEFT JOIN areas ON areas.id = requests.area_id
LEFT JOIN teams ON teams.id = requests.team_id
WHERE is_open = 1
ORDER BY asked_at, requests.id
""",
    ),
    View(
        "moved_requests",
        "Each time that a team gave a request to another one or to the bridge.",
        (
            ("request_id", "the request"),
            ("at", "when"),
            ("from_team", "who gave it away"),
            ("to_team", "who got it; empty: the bridge"),
            ("area", "what it turned out to be about"),
        ),
        """
SELECT history.request_id, history.at, COALESCE(old.name, old.id) AS from_team,
  COALESCE(new.name, new.id) AS to_team, areas.name AS area
FROM history
JOIN requests ON requests.id = history.request_id
JOIN teams AS old ON old.id = history.from_team_id
LEFT JOIN teams AS new ON new.id = history.team_id
LEFT JOIN areas ON areas.id = requests.area_id
WHERE history.change = 'moved'
ORDER BY history.at, history.id
""",
    ),
    View(
        "glossary_use",
        "How much an entry was read, and what readers said of it. Entries that nobody used are left out.",
        (
            ("slug", "the entry"),
            ("term", "the word"),
            ("explained", "to how many people, within 90 days"),
            ("clear", "how many it helped, within a year"),
            ("unclear", "how many did not understand it"),
            ("wrong_meaning", "how many meant something else"),
            ("not_jargon", "how many said that it needs no explanation"),
        ),
        """
SELECT words.slug, words.term,
  SUM(CASE WHEN kind = 'explained' THEN people ELSE 0 END) AS explained,
  SUM(CASE WHEN kind = 'clear' THEN people ELSE 0 END) AS clear,
  SUM(CASE WHEN kind = 'unclear' THEN people ELSE 0 END) AS unclear,
  SUM(CASE WHEN kind = 'wrong_meaning' THEN people ELSE 0 END) AS wrong_meaning,
  SUM(CASE WHEN kind = 'not_jargon' THEN people ELSE 0 END) AS not_jargon
FROM word_use JOIN words ON words.slug = word_use.slug
GROUP BY words.slug
ORDER BY explained DESC, words.slug
""",
    ),
    View(
        "syncs_held",
        "How often each sync took place, by month, of the meetings whose time had come.",
        (
            ("sync_id", "the sync"),
            ("month", "as in 2026-03"),
            ("held", "how often it took place"),
            ("empty", "how often it was skipped: nothing to talk about"),
            ("holiday", "how often it was skipped: a day off"),
            ("cancelled", "how often somebody cancelled it"),
            ("not_said", "how often nobody said whether it took place"),
        ),
        """
SELECT sync_id, substr(starts_at, 1, 7) AS month,
  SUM(state = 'held') AS held,
  SUM(state = 'empty') AS empty,
  SUM(state = 'holiday') AS holiday,
  SUM(state = 'cancelled') AS cancelled,
  SUM(state = 'planned') AS not_said
FROM meetings
WHERE starts_at <= (SELECT value FROM about WHERE what = 'made_at')
GROUP BY sync_id, month
ORDER BY month, sync_id
""",
    ),
)
