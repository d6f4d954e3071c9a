"""Syncs, digests and launches: meetings with their agendas, what falls due, and the road map."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "slot", "target", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_subject", "deliveries", ["subject", "settled_at"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("seen_until", Moment(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("source_key", name=op.f("uq_digests_source_key")),
    )
    op.create_index("ix_digests_next", "digests", ["next_at"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_feeds")),
    )
    op.create_table(
        "launches",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("customers", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launches")),
        sa.UniqueConstraint("source_key", name=op.f("uq_launches_source_key")),
    )
    op.create_index("ix_launches_days", "launches", ["state", "last_day"], unique=False)
    op.create_table(
        "looks",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_looks")),
    )
    op.create_table(
        "syncs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("calendars", sa.JSON(), nullable=False),
        sa.Column("closed_when", sa.Text(), nullable=False),
        sa.Column("on_holiday", sa.Text(), nullable=False),
        sa.Column("when_empty", sa.Text(), nullable=False),
        sa.Column("days_ahead", sa.Integer(), nullable=False),
        sa.Column("minutes_ahead", sa.Integer(), nullable=False),
        sa.Column("closes_ahead", sa.Integer(), nullable=False),
        sa.Column("alternate_sides", sa.Boolean(), nullable=False),
        sa.Column("join_link", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syncs")),
        sa.UniqueConstraint("source_key", name=op.f("uq_syncs_source_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_syncs_uid")),
    )
    op.create_table(
        "action_items",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sync_id", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["sync_id"], ["syncs.id"], name=op.f("fk_action_items_sync_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_items")),
    )
    op.create_index("ix_action_items_of", "action_items", ["sync_id", "state"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sync_id", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("touches", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("launch_id", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sync_id"], ["syncs.id"], name=op.f("fk_agenda_items_sync_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("source_key", name=op.f("uq_agenda_items_source_key")),
    )
    op.create_index("ix_agenda_items_of", "agenda_items", ["sync_id", "original", "state"], unique=False)
    op.create_table(
        "attendees",
        sa.Column("sync_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("facilitates", sa.Boolean(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("last_served_at", Moment(), nullable=True),
        sa.Column("owed", sa.Integer(), nullable=False),
        sa.Column("notes_taken", sa.Integer(), nullable=False),
        sa.Column("last_noted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["sync_id"], ["syncs.id"], name=op.f("fk_attendees_sync_id")),
        sa.PrimaryKeyConstraint("sync_id", "user_id", name=op.f("pk_attendees")),
    )
    op.create_table(
        "digest_runs",
        sa.Column("digest_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("window_from", Moment(), nullable=False),
        sa.Column("window_to", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("overlap", sa.JSON(), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=True),
        sa.Column("channel_id", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_digest_runs_digest_id")),
        sa.PrimaryKeyConstraint("digest_id", "period", name=op.f("pk_digest_runs")),
    )
    op.create_index("ix_digest_runs_message", "digest_runs", ["channel_id", "ts"], unique=False)
    op.create_table(
        "launch_areas",
        sa.Column("launch_id", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("last_good_day", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("channel_id", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["launch_id"], ["launches.id"], name=op.f("fk_launch_areas_launch_id")),
        sa.PrimaryKeyConstraint("launch_id", "area_id", name=op.f("pk_launch_areas")),
    )
    op.create_table(
        "occurrences",
        sa.Column("sync_id", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("facilitator_id", sa.Text(), nullable=True),
        sa.Column("note_taker_id", sa.Text(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=True),
        sa.Column("channel_id", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["sync_id"], ["syncs.id"], name=op.f("fk_occurrences_sync_id")),
        sa.PrimaryKeyConstraint("sync_id", "original", name=op.f("pk_occurrences")),
    )
    op.create_index("ix_occurrences_starts", "occurrences", ["state", "starts_at"], unique=False)
    op.create_table(
        "snoozes",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("put_off_by", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_snoozes_request_id")),
        sa.PrimaryKeyConstraint("user_id", "request_id", name=op.f("pk_snoozes")),
    )
    op.add_column("requests", sa.Column("launch_id", sa.Text(), nullable=True))
    op.add_column("requests", sa.Column("customers", sa.Text(), nullable=True))
