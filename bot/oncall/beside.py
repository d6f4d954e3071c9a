"""The board for a command that looks at the database beside the running bot, without asking Slack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from bot.company import Company
from bot.oncall.board import Board
from bot.oncall.keeping import state_of
from bot.people import People
from db.tables import people as people_table


def board_beside(connection: Connection, company: Company) -> Board:
    rows = connection.execute(select(people_table)).mappings().all()
    return Board(company, People(company, _our_workspace(rows, company), rows), state_of(connection))


def _our_workspace(rows: Sequence[RowMapping], company: Company) -> str:
    """Where most of those whom the company file names have their accounts: people of other companies are in
    the table, too, and Slack, which knows for sure, is not asked."""
    named = (row for row in rows if row["email"] and company.person_by_email(row["email"]))
    fixed = (row for row in rows if company.person_by_slack_id(row["user_id"]))
    homes = Counter(row["workspace_id"] for row in (*named, *fixed))
    return homes.most_common(1)[0][0] if homes else ""
