"""Syncs, digests, launches and what was said of them; docs/architecture.md says how long what is kept.

A date and time "by the wall" is ISO text without an offset ("2026-03-29T10:00"), in the zone beside it.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from db.tables import Moment, metadata

syncs = Table(
    "syncs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("starts", Text, nullable=False),  # the first occurrence by the wall: the rule counts from here
    Column("minutes", Integer, nullable=False),
    Column("rule", Text, nullable=False),  # RFC 5545, without DTSTART and UNTIL
    Column("until", Date),  # the last day on which one may begin, by the wall
    Column("calendars", JSON, nullable=False, default=list),  # ids of the company's: their days off count
    Column("closed_when", Text, nullable=False, default="either"),  # either, both
    Column("on_holiday", Text, nullable=False, default="ask"),  # HolidayPolicy
    Column("when_empty", Text, nullable=False, default="ask"),  # EmptyPolicy
    Column("days_ahead", Integer, nullable=False, default=2),  # working days: when the agenda is posted
    Column("minutes_ahead", Integer, nullable=False, default=15),  # when each attendee is reminded
    Column("closes_ahead", Integer, nullable=False, default=60),  # minutes: when the agenda closes
    Column("alternate_sides", Boolean, nullable=False, default=True),
    Column("join_link", Text),
    Column("uid", Text, nullable=False, unique=True),  # of its calendar entries
    Column("sequence", Integer, nullable=False, default=0),  # counts changes, for calendar programs
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("source_key", Text, unique=True),  # the form it was made with, which may arrive twice
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("sync_id", Text, ForeignKey("syncs.id"), primary_key=True),
    Column("original", Text, primary_key=True),  # by the wall, as the rule has it: a move keeps it
    Column("starts", Text, nullable=False),  # by the wall, in `zone`
    Column("zone", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("name", Text),  # None: that of the series
    Column("state", Text, nullable=False),  # OccurrenceState
    Column("reason", Text, nullable=False, default=""),  # why it was cancelled, skipped or moved
    Column("by_hand", Boolean, nullable=False, default=False),  # changed by a person: not planned anew
    Column("facilitator_id", Text),
    Column("note_taker_id", Text),
    Column("asked_at", Moment),  # when somebody was asked whether to hold it on a holiday, or empty
    Column("channel_id", Text),  # the message that announces it, with its agenda
    Column("ts", Text),
    Column("sequence", Integer, nullable=False, default=0),
    Column("changed_at", Moment, nullable=False),
    Column("closed_by", Text),
    Column("closed_at", Moment),
    Index("ix_occurrences_starts", "state", "starts_at"),
)

attendees = Table(
    "attendees",
    metadata,
    Column("sync_id", Text, ForeignKey("syncs.id"), primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("facilitates", Boolean, nullable=False, default=True),
    Column("joined_at", Moment, nullable=False),
    Column("away_from", Date),
    Column("away_until", Date),  # the last day away
    Column("served", Integer, nullable=False, default=0),  # how often they facilitated
    Column("last_served_at", Moment),
    Column("owed", Integer, nullable=False, default=0),  # how often they were passed over while away
    Column("notes_taken", Integer, nullable=False, default=0),
    Column("last_noted_at", Moment),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sync_id", Text, ForeignKey("syncs.id"), nullable=False),
    Column("original", Text, nullable=False),  # of the occurrence that it stands on
    Column("text", Text, nullable=False),  # masked
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("touches", Text),  # what other team or side is touched, in words
    Column("team_id", Text),  # whose owner may be mentioned
    Column("request_id", Text),
    Column("launch_id", Text),
    Column("source_key", Text, unique=True),
    Column("state", Text, nullable=False),  # ItemState
    Column("carried", Integer, nullable=False, default=0),  # how often
    Index("ix_agenda_items_of", "sync_id", "original", "state"),
)

action_items = Table(
    "action_items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sync_id", Text, ForeignKey("syncs.id"), nullable=False),
    Column("original", Text, nullable=False),  # where it was born
    Column("text", Text, nullable=False),  # masked
    Column("owner_id", Text),
    Column("due_on", Date),
    Column("state", Text, nullable=False),  # ActionState
    Column("request_id", Text),  # what it was turned into
    Column("carried", Integer, nullable=False, default=0),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_action_items_of", "sync_id", "state"),
)

# What fell due and what became of it, once each: the row lets one process through.
deliveries = Table(
    "deliveries",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),  # a sync's, digest's or launch's id
    Column("slot", Text, primary_key=True),  # which one: an occurrence's original time, a period, a day
    Column("target", Text, primary_key=True),  # a channel, a person, an area
    Column("due_at", Moment, nullable=False),
    Column("settled_at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # DeliveryState
    Column("reason", Text, nullable=False, default=""),  # why not, in words for people
    Index("ix_deliveries_subject", "subject", "settled_at"),
)

# When each kind of work was last looked for: silence and breakage look alike otherwise.
looks = Table(
    "looks",
    metadata,
    Column("what", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

launches = Table(
    "launches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # LaunchKind
    Column("name", Text, nullable=False),  # masked
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),  # the same, where it is one day
    Column("customers", Text),  # what it does for customers
    Column("team_id", Text),  # whose it is, where one team's
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("source_key", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),  # LaunchState
    Column("sequence", Integer, nullable=False, default=0),
    Column("channel_id", Text),  # our message that tells of it
    Column("ts", Text),
    Column("thread_ts", Text),  # the thread in which it is spoken of; it may begin above our message
    Index("ix_launches_days", "state", "last_day"),
)

launch_areas = Table(
    "launch_areas",
    metadata,
    Column("launch_id", Text, ForeignKey("launches.id"), primary_key=True),
    Column("area_id", Text, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("last_good_day", Date),  # None: the area promises no days
    Column("state", Text, nullable=False),  # LaunchAnswer
    Column("answered_by", Text),
    Column("answered_at", Moment),
    Column("choice", Text),  # what the marketer chose where the day was too near
    Column("channel_id", Text),  # the team's card
    Column("ts", Text),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # DigestKind
    Column("channel_id", Text),  # one of the two
    Column("user_id", Text),
    Column("team_id", Text),  # whose requests; None: everybody's
    Column("zone", Text, nullable=False),
    Column("rule", Text, nullable=False),  # RFC 5545
    Column("starts", Text, nullable=False),  # by the wall: the rule counts from here
    Column("calendar", Text),  # id of the company's: nothing is posted on its days off
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("seen_until", Moment, nullable=False),  # the end of the last window: the next one begins here
    Column("next_at", Moment),  # when to look at it again; None: paused for good, or ended
    Column("paused_until", Date),
    Column("ended_at", Moment),
    Column("source_key", Text, unique=True),
    Index("ix_digests_next", "next_at"),
)

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("digest_id", Text, ForeignKey("digests.id"), primary_key=True),
    Column("period", Text, primary_key=True),  # the local day, or "now" and a moment
    Column("window_from", Moment, nullable=False),
    Column("window_to", Moment, nullable=False),
    Column("state", Text, nullable=False),  # DeliveryState
    Column("reason", Text, nullable=False, default=""),
    Column("lines", JSON, nullable=False, default=list),  # [group, id] of each, so that it can be renewed
    Column("counts", JSON, nullable=False, default=dict),  # group -> how many there were in all
    Column("overlap", JSON, nullable=False, default=list),  # ids of the newest history that it has seen
    Column("drawn_at", Moment),  # when it was last drawn: what changed since is drawn anew
    Column("channel_id", Text),
    Column("ts", Text),
    Column("made_at", Moment, nullable=False),
    Index("ix_digest_runs_message", "channel_id", "ts"),
)

# "Tomorrow": this person does not want to be shown it in digests before then, or this channel in its own.
snoozes = Table(
    "snoozes",
    metadata,
    Column("user_id", Text, primary_key=True),  # a channel's id, where it was put off in a channel
    Column("put_off_by", Text, nullable=False),
    Column("request_id", Text, ForeignKey("requests.id"), primary_key=True),
    Column("until", Moment, nullable=False),
)

# Secret addresses of calendars: of a person (all their syncs), of a sync, or of the road map.
feeds = Table(
    "feeds",
    metadata,
    Column("token", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # FeedKind
    Column("subject", Text, nullable=False),  # a user id, a sync's id, or ""
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

__all__ = [
    "action_items",
    "agenda_items",
    "attendees",
    "deliveries",
    "digest_runs",
    "digests",
    "feeds",
    "launch_areas",
    "launches",
    "looks",
    "occurrences",
    "snoozes",
    "syncs",
]
