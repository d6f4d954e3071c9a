"""What is kept. docs/architecture.md says for how long.

Moments are aware UTC datetimes: `timestamptz` on PostgreSQL, whole microseconds on SQLite.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime. A naive one is refused where it enters."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        if dialect.name == "sqlite":
            return (value - _EPOCH) // timedelta(microseconds=1)
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return _EPOCH + timedelta(microseconds=value)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("key", Text, primary_key=True),  # Slack's own id of the delivery
    Column("kind", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("payload", JSON(none_as_null=True)),  # only while the delivery is unfinished
    Column("reference", Text),  # the word the person was given for it
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_attempt_at", Moment),
    Index("ix_inbox_unfinished", "state", "next_attempt_at"),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source_key", Text, nullable=False, unique=True),  # the message or trigger it was filed with
    Column("client_msg_id", Text, unique=True),  # Slack's id of one gesture, which may arrive as two messages
    Column("via", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("files", JSON, nullable=False, default=list),  # [{"name", "url"}]; the files stay in Slack
    Column("area_id", Text),
    Column("team_id", Text),  # None: with the bridge
    Column("owner_id", Text),  # who is expected to take it: the one on call
    Column("reason", Text, nullable=False),
    Column("guesses", JSON, nullable=False, default=list),  # area ids, best first
    Column("band", Text, nullable=False, default="sure"),  # how sure the reading was
    Column("urgency", Text, nullable=False, default="normal"),
    Column("urgency_why", Text, nullable=False, default=""),
    Column("due_on", Date),  # by the asker's calendar
    Column("due_words", Text),  # the words the date, or the doubt about it, came from
    Column("due_options", JSON, nullable=False, default=list),  # ISO days to choose from, while in doubt
    Column("plan", Text),  # what the asker chose when the day was nearer than what is usual
    Column("found", JSON, nullable=False, default=list),  # kinds of things left out of the text
    Column("questions", JSON, nullable=False, default=list),  # intake ids that were asked back
    Column(
        "answers", JSON, nullable=False, default=dict
    ),  # intake id -> the asker's words; "": not known yet
    Column("opinion", JSON(none_as_null=True)),  # what the optional model said, once it was asked
    Column("launch_id", Text),  # the launch it is for
    Column("customers", Text),  # what it does for customers, in the asker's words
    Column("parent_id", Text),  # the request that it is about the same thing as: what is said of that counts
    Column("sibling_of", Text),  # the first of several requests filed with the same words
    Column("state", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("reply_by", Moment),  # what the asker was told
    Column("acknowledged_by", Text),
    Column("acknowledged_at", Moment),
    Column("spoken_at", Moment),  # when the owning side last wrote something that reached the asker
    Column("resolved_at", Moment),
    Column("close_at", Moment),  # when silence closes it
    Column("ended_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("home_channel", Text),  # the asker's thread; None until the bot has opened it
    Column("home_ts", Text),
    Column("receipt_ts", Text),
    Column("card_channel", Text),  # the team's card
    Column("card_ts", Text),
    Index("ix_requests_asker", "asked_by", "state"),
    Index("ix_requests_team", "team_id", "state"),
    Index("ix_requests_home", "home_channel", "home_ts"),
    Index("ix_requests_card", "card_channel", "card_ts"),
    Index("ix_requests_close", "state", "close_at"),
    Index("ix_requests_siblings", "sibling_of"),
    Index("ix_requests_parent", "parent_id"),
    Index("ix_requests_changed", "changed_at"),
)

followers = Table(
    "followers",
    metadata,
    Column("request_id", Text, ForeignKey("requests.id"), primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("words", Text, nullable=False, default=""),  # what they had written themselves
)

lessons = Table(
    "lessons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("request_id", Text, ForeignKey("requests.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),  # masked, as the request's own
    Column("area_id", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("taught_by", Text),  # None: nobody in particular, it was resolved where it was
    Column("taught_at", Moment, nullable=False),
    Column("revoked_by", Text),
    Column("changed_at", Moment, nullable=False),  # taught or revoked: what a reader asks for what is new
    Index("ix_lessons_changed", "changed_at"),
    UniqueConstraint("request_id", "area_id", "how"),
)

history = Table(
    "history",
    metadata,
    Column("id", Text, primary_key=True),
    Column("request_id", Text, ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("actor_id", Text),  # None: the bot itself
    Column("change", Text, nullable=False),
    Column("detail", JSON, nullable=False, default=dict),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True),  # sorts by age; the order within a lane
    Column("lane", Text, nullable=False),  # one after the other within it
    Column("kind", Text, nullable=False),
    Column("request_id", Text),
    Column("detail", JSON, nullable=False, default=dict),
    Column("state", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column(
        "unsure", Boolean, nullable=False, default=False
    ),  # it may have been posted: look before posting again
    Column("claimed_by", Text),
    Column("lease_until", Moment),
    Column("error", Text),
    Column("settled_at", Moment),
    Index("ix_outbox_due", "state", "due_at"),
    Index("ix_outbox_lane", "lane", "state", "id"),
    Index("ix_outbox_request", "request_id"),
)

posts = Table(
    "posts",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("request_id", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("notice_id", Text),
    Column("source_channel", Text),  # of a copy: the message it was made from
    Column("source_ts", Text),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("source_channel", "source_ts", "request_id"),  # one copy for each request
)

people = Table(
    "people",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("workspace_id", Text, nullable=False),
    Column("email", Text),
    Column("name", Text, nullable=False),
    Column("zone", Text),
    Column("is_bot", Boolean, nullable=False, default=False),
    Column("deactivated", Boolean, nullable=False, default=False),
    Column("dm_channel", Text),
    Column("home_opened_at", Moment),
    Column("seen_at", Moment, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("is_private", Boolean, nullable=False, default=False),
    Column("is_archived", Boolean, nullable=False, default=False),
    Column("is_shared_outside", Boolean, nullable=False, default=False),
    Column("seen_at", Moment, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("job", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("claimed_at", Moment, nullable=False),
)

__all__ = [
    "Moment",
    "channels",
    "followers",
    "history",
    "inbox",
    "lessons",
    "metadata",
    "outbox",
    "people",
    "posts",
    "requests",
    "runs",
]
