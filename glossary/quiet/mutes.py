"""What somebody does not want to have explained any more: a word, all words of a channel, or everything.

It concerns what comes by itself only; who looks a word up is always answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from db.engine import Unit
from db.glossary_tables import word_mutes
from db.inserting import insert_into
from db.kinds import MuteScope
from glossary.concepts import Source


@dataclass(frozen=True)
class Mutes:
    """Of one person."""

    everything: bool = False
    words: tuple[str, ...] = ()  # slugs, the newest first
    channels: tuple[str, ...] = ()  # channel ids, the newest first

    def silence(self, slug: str, channel_id: str) -> bool:
        return self.silence_channel(channel_id) or slug in self.words

    def silence_channel(self, channel_id: str) -> bool:
        return self.everything or channel_id in self.channels


NONE = Mutes()


def mute(unit: Unit, user_id: str, scope: MuteScope, ref: str, now: datetime) -> bool:
    """`ref`: a slug, a channel's id, or "" for everything. False when it was muted before."""
    statement = insert_into(unit, word_mutes).values(user_id=user_id, scope=scope, ref=ref, at=now)
    added = unit.execute(statement.on_conflict_do_nothing().returning(word_mutes.c.ref))
    return added.first() is not None


def unmute(unit: Unit, user_id: str, scope: MuteScope, ref: str) -> bool:
    """False when it was not muted (any more)."""
    these = (word_mutes.c.user_id == user_id, word_mutes.c.scope == scope, word_mutes.c.ref == ref)
    return unit.execute(delete(word_mutes).where(*these)).rowcount == 1


def mutes_of(source: Source, user_id: str) -> Mutes:
    return mutes_of_all(source, [user_id]).get(user_id, NONE)


def mutes_of_all(source: Source, user_ids: Collection[str]) -> Mapping[str, Mutes]:
    """Only of those who muted anything."""
    if not user_ids:
        return {}
    theirs = select(word_mutes).where(word_mutes.c.user_id.in_(user_ids))
    rows = source.execute(theirs.order_by(word_mutes.c.at.desc(), word_mutes.c.ref)).all()
    return {user_id: _mutes([row for row in rows if row.user_id == user_id]) for user_id in user_ids}


def _mutes(rows: Collection[object]) -> Mutes:
    def refs(scope: MuteScope) -> tuple[str, ...]:
        return tuple(row.ref for row in rows if row.scope == scope)  # type: ignore[attr-defined] # a row

    return Mutes(bool(refs(MuteScope.ALL)), refs(MuteScope.WORD), refs(MuteScope.CHANNEL))
