"""Who is on call, who was asked when nobody answered, and what was promised; docs/architecture.md says how
long what is kept."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from db.tables import Moment, metadata

# A team's rota as it was changed in Slack; without a row that of the company file counts.
rotas = Table(
    "rotas",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("zone", Text, nullable=False),
    Column("layers", JSON, nullable=False),  # as bot/oncall/written.py writes them
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("sequence", Integer, nullable=False, default=1),  # counts changes, for calendar programs
    Column("source_key", Text, unique=True),  # the form it was last changed with, which may arrive twice
)

# A rota that is taken from a calendar: its address, and the last good copy of what stood there.
rota_sources = Table(
    "rota_sources",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("name", Text, nullable=False),  # of the file, or of the address without its secrets
    Column("url", Text),  # None: a file that was read once
    Column("shifts", JSON, nullable=False, default=list),  # the last good copy: [starts, ends, key, uid]
    Column("matches", JSON, nullable=False, default=dict),  # key (address or title) -> e-mail, as people said
    Column("fetched_at", Moment),  # the last attempt
    Column("good_at", Moment),  # the last one that succeeded
    Column("problem", Text),  # why the last attempt failed, in words for people
    Column("told_at", Moment),  # when the team was told of the problem, or of keys that match nobody
    Column("made_by", Text),  # None: from the command line
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

overrides = Table(
    "overrides",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("user_id", Text, nullable=False),  # who takes it
    Column("instead_of", Text),  # whose turn it was when it was made
    Column("swap_id", Text),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("cancelled_by", Text),
    Column("cancelled_at", Moment),
    Column("sequence", Integer, nullable=False, default=0),
    Column("source_key", Text, unique=True),
    Index("ix_overrides_team", "team_id", "ends_at"),
)

swaps = Table(
    "swaps",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("with_user", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),  # the shift that the asker gives away
    Column("ends_at", Moment, nullable=False),
    Column("back_starts_at", Moment),  # the shift that the asker takes in return; None: nothing in return
    Column("back_ends_at", Moment),
    Column("state", Text, nullable=False),  # SwapState
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("channel_id", Text),  # where the question stands in Slack
    Column("ts", Text),
    Column("source_key", Text, unique=True),
)

# Whole days by the wall of the person's own zone on which they cannot be called.
absences = Table(
    "absences",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("cancelled_at", Moment),
    Index("ix_absences_days", "last_day"),
)

# Counts every change of the tables above, so that each process knows when its look at them is old.
duty_version = Table(
    "duty_version",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)

# Slack's user group of a team, as we last set it.
user_groups = Table(
    "user_groups",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("group_id", Text),  # None: not found yet
    Column("members", JSON, nullable=False, default=list),  # user ids
    Column("set_at", Moment),
    Column("looked_at", Moment),  # when its members in Slack were last compared
    Column("problem", Text),  # Slack's code, or "drift"
    Column("told_at", Moment),
)

# Who is asked, one after the other, while nobody has acknowledged: copied when the request arrives.
chain_steps = Table(
    "chain_steps",
    metadata,
    Column("request_id", Text, ForeignKey("requests.id"), primary_key=True),
    Column("round", Integer, primary_key=True),  # 1 from the arrival; a move or a silence begins another
    Column("number", Integer, primary_key=True),  # from 0
    Column("why", Text, nullable=False, default="unclaimed"),  # StepReason
    Column("to", Text, nullable=False),  # Whom, in bot/company/rota.py
    Column("person", Text),  # e-mail, where one person is named
    Column("due_at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # StepState
    Column("settled_at", Moment),
    Column("told", JSON, nullable=False, default=list),  # user ids of those who were asked
    Column("late", Boolean, nullable=False, default=False),
    Index("ix_chain_steps_due", "state", "due_at"),
)

# What was promised to an asker, reckoned anew whenever the request changes.
clocks = Table(
    "clocks",
    metadata,
    Column("request_id", Text, ForeignKey("requests.id"), primary_key=True),
    Column("kind", Text, primary_key=True),  # ClockKind
    Column("state", Text, nullable=False),  # ClockState
    Column("due_at", Moment),  # None while it is paused
    Column("warn_at", Moment),
    Column("why", Text, nullable=False, default=""),  # how it was reckoned, in one sentence
    Column("reckoned_at", Moment, nullable=False),
    Column("warned_at", Moment),
    Column("missed_at", Moment),  # when the miss was told
    Column("missed_due_at", Moment),  # the time that was missed: one told once is not told again
    Column("climbed_at", Moment),  # when others were asked in the place of a silent owner
    Column("next_at", Moment),  # when to look at it next; None: nothing more falls due
    Index("ix_clocks_next", "next_at"),
)

__all__ = [
    "absences",
    "chain_steps",
    "clocks",
    "duty_version",
    "overrides",
    "rota_sources",
    "rotas",
    "swaps",
    "user_groups",
]
