"""The glossary's tables; docs/architecture.md says for how long what is in them is kept."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from db.tables import Moment, metadata

concepts = Table(
    "concepts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("home", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("live_revision_id", Text),  # None: never approved
    Column("keeper_id", Text),  # who answers for it; None: its side's reviewers
    Column("source", Text, nullable=False),  # starter, person, import, model
    Column("created_by", Text),
    Column("created_at", Moment, nullable=False),
    Column("checked_on", Date),  # when somebody last said that it is right
    Column("review_due_on", Date),
    Column("review_asked_at", Moment),  # when the keeper was last asked to look at it
    Column("replaced_by", Text),  # a slug
    Column("version", Integer, nullable=False, default=1),  # counts decisions, against lost updates
    Column("changed_at", Moment, nullable=False),
    Index("ix_concepts_changed", "changed_at"),
    Index("ix_concepts_review", "status", "review_due_on"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("concept_id", Text, ForeignKey("concepts.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("body", JSON, nullable=False),  # the whole entry, as glossary/exchange writes it
    Column("state", Text, nullable=False),
    Column("author_id", Text),  # None: came with the program
    Column("proposed_at", Moment, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("is_draft", Boolean, nullable=False, default=False),  # worded by a model, to be read with care
    Column("understood_by", Text),  # of the other side: "I understand this"
    Column("understood_at", Moment),
    Column("decided_by", Text),
    Column("decided_at", Moment),
    Column("author_side", Text),  # None: of no side, or nobody
    Column("unclear_by", Text),  # the newest "Not clear yet"
    Column("unclear_at", Moment),
    Column("unclear_note", Text, nullable=False, default=""),
    Column("decided_note", Text, nullable=False, default=""),  # why it was rejected
    Column("card_channel", Text),  # where the card for those who are to understand it stands
    Column("card_ts", Text),
    Column("review_channel", Text),  # where the card for those who approve stands
    Column("review_ts", Text),
    UniqueConstraint("concept_id", "n"),
    Index("ix_revisions_state", "state", "proposed_at"),
)

# Unknown words: how many different people asked, without saying who.
word_asks = Table(
    "word_asks",
    metadata,
    Column("norm", Text, primary_key=True),
    Column(
        "asker", Text, primary_key=True
    ),  # a keyed hash of the person and the word; says nothing elsewhere
    Column("asked_at", Moment, nullable=False),
)

unknown_words = Table(
    "unknown_words",
    metadata,
    Column("norm", Text, primary_key=True),
    Column("text", Text, nullable=False),  # as it was written first, masked
    Column("side", Text, nullable=False),  # whose word it probably is
    Column("state", Text, nullable=False),
    Column("first_asked_at", Moment, nullable=False),
    Column("card_channel", Text),
    Column("card_ts", Text),
    Column("slug", Text),  # what it turned out to mean
    Column("decided_by", Text),
    Column("decided_at", Moment),
)

# Only of those who said that they want to hear.
word_waiters = Table(
    "word_waiters",
    metadata,
    Column("norm", Text, primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("since", Moment, nullable=False),
)

explained = Table(
    "explained",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("slug", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

# One quiet touch for each thread.
quiet_touches = Table(
    "quiet_touches",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("thread_ts", Text, primary_key=True),
    Column("ts", Text, nullable=False),  # the message that carries the book
    Column("words", JSON, nullable=False),  # [{"slug", "label"}]
    Column("at", Moment, nullable=False),
)

word_feedback = Table(
    "word_feedback",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("voter", Text, primary_key=True),  # a keyed hash, as in word_asks
    Column("kind", Text, primary_key=True),
    Column("channel_id", Text, nullable=False, default=""),
    Column("at", Moment, nullable=False),
)

word_mutes = Table(
    "word_mutes",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("ref", Text, primary_key=True),  # a slug, a channel's id, or "" for everything
    Column("at", Moment, nullable=False),
)

quiet_channels = Table(
    "quiet_channels",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("opened_by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

readers = Table(
    "readers",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("side", Text),  # chosen on the Home tab; None: as the company file has it
    Column("course_day", Integer),  # the next screen of the list for new starters; None: not wanted
    Column("course_due_at", Moment),
    Index("ix_readers_course", "course_due_at"),
)

__all__ = [
    "concepts",
    "explained",
    "metadata",
    "quiet_channels",
    "quiet_touches",
    "readers",
    "revisions",
    "unknown_words",
    "word_asks",
    "word_feedback",
    "word_mutes",
    "word_waiters",
]
