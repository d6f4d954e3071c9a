"""The glossary: entries with their history, unknown words, and who has had what explained."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concepts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("live_revision_id", sa.Text(), nullable=True),
        sa.Column("keeper_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("review_asked_at", Moment(), nullable=True),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
        sa.UniqueConstraint("slug", name=op.f("uq_concepts_slug")),
    )
    op.create_index("ix_concepts_changed", "concepts", ["changed_at"], unique=False)
    op.create_index("ix_concepts_review", "concepts", ["status", "review_due_on"], unique=False)
    op.create_table(
        "explained",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "slug", name=op.f("pk_explained")),
    )
    op.create_table(
        "quiet_channels",
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_quiet_channels")),
    )
    op.create_table(
        "quiet_touches",
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("thread_ts", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "thread_ts", name=op.f("pk_quiet_touches")),
    )
    op.create_table(
        "readers",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("course_day", sa.Integer(), nullable=True),
        sa.Column("course_due_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_readers")),
    )
    op.create_index("ix_readers_course", "readers", ["course_due_at"], unique=False)
    op.create_table(
        "unknown_words",
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("first_asked_at", Moment(), nullable=False),
        sa.Column("card_channel", sa.Text(), nullable=True),
        sa.Column("card_ts", sa.Text(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("norm", name=op.f("pk_unknown_words")),
    )
    op.create_table(
        "word_asks",
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("norm", "asker", name=op.f("pk_word_asks")),
    )
    op.create_table(
        "word_feedback",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("voter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "voter", "kind", name=op.f("pk_word_feedback")),
    )
    op.create_table(
        "word_mutes",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "scope", "ref", name=op.f("pk_word_mutes")),
    )
    op.create_table(
        "word_waiters",
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("norm", "user_id", name=op.f("pk_word_waiters")),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=True),
        sa.Column("proposed_at", Moment(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("understood_by", sa.Text(), nullable=True),
        sa.Column("understood_at", Moment(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("author_side", sa.Text(), nullable=True),
        sa.Column("unclear_by", sa.Text(), nullable=True),
        sa.Column("unclear_at", Moment(), nullable=True),
        sa.Column("unclear_note", sa.Text(), nullable=False),
        sa.Column("decided_note", sa.Text(), nullable=False),
        sa.Column("card_channel", sa.Text(), nullable=True),
        sa.Column("card_ts", sa.Text(), nullable=True),
        sa.Column("review_channel", sa.Text(), nullable=True),
        sa.Column("review_ts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["concept_id"], ["concepts.id"], name=op.f("fk_revisions_concept_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("concept_id", "n", name=op.f("uq_revisions_concept_id_n")),
    )
    op.create_index("ix_revisions_state", "revisions", ["state", "proposed_at"], unique=False)
