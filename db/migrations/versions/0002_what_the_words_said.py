"""What a request's words were read as, who follows it, and what was learnt from it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.tables import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

def _added() -> tuple[sa.Column[Any], ...]:
    """Rows from before were routed by keywords and asked nothing: that is what these defaults say."""
    return (
        sa.Column("band", sa.Text(), nullable=False, server_default="sure"),
        sa.Column("urgency", sa.Text(), nullable=False, server_default="normal"),
        sa.Column("urgency_why", sa.Text(), nullable=False, server_default=""),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_words", sa.Text(), nullable=True),
        sa.Column("due_options", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("found", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("answers", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("opinion", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sibling_of", sa.Text(), nullable=True),
    )


def upgrade() -> None:
    for column in _added():
        op.add_column("requests", column)
    op.create_index("ix_requests_siblings", "requests", ["sibling_of"], unique=False)
    with op.batch_alter_table("posts") as posts:  # one message may be carried to several requests
        posts.drop_constraint(op.f("uq_posts_source_channel_source_ts"), type_="unique")
        posts.create_unique_constraint(
            op.f("uq_posts_source_channel_source_ts_request_id"),
            ["source_channel", "source_ts", "request_id"],
        )
    op.create_table(
        "followers",
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_followers_request_id")),
        sa.PrimaryKeyConstraint("request_id", "user_id", name=op.f("pk_followers")),
    )
    op.create_table(
        "lessons",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("taught_by", sa.Text(), nullable=True),
        sa.Column("taught_at", Moment(), nullable=False),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_lessons_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("request_id", "area_id", "how", name=op.f("uq_lessons_request_id_area_id_how")),
    )
    op.create_index("ix_lessons_changed", "lessons", ["changed_at"], unique=False)
    op.create_index(op.f("ix_lessons_request_id"), "lessons", ["request_id"], unique=False)
