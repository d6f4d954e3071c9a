"""Who watches the watcher: when somebody last looked for requests that nobody answers, and whether that has
stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.deliveries import Due, last_look, note_look, settle, settled
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import DeliveryState

LOOK = "escalation"
SILENT_AFTER = timedelta(minutes=3)  # it looks several times a minute
_OWN_LOOK = "auditor watched"
_SUBJECT, _SILENT, _BACK = "auditor", "auditor silent", "auditor back"
STOPPED = (
    "I've stopped looking for requests that nobody answers, so nobody is asked in their place. "
    "My log says why; starting me anew usually helps."
)
LOOKS_AGAIN = "I'm looking for requests that nobody answers again. What was missed meanwhile is asked now."


@dataclass(frozen=True)
class Auditor:
    """`looked_at`: its last look; None before the first one ever."""

    looked_at: datetime | None

    def is_silent(self, now: datetime) -> bool:
        return self.looked_at is not None and now - self.looked_at > SILENT_AFTER

    def age(self, now: datetime) -> str:
        """How long ago it looked: "20 s", "4 min", "3 h", "2 days"; "never" before the first time."""
        if self.looked_at is None:
            return "never"
        seconds = max(0, int((now - self.looked_at).total_seconds()))
        for unit, size in (("days", 86_400), ("h", 3600), ("min", 60)):
            if seconds >= 2 * size:
                return f"{seconds // size} {unit}"
        return f"{seconds} s"


def auditor(source: Unit | Connection) -> Auditor:
    return Auditor(last_look(source, LOOK))


def watch(desk: Desk) -> None:
    """Tells the admins once that it has stopped, and once that it is back.

    It must have been silent at the look before this one too: after a pause of the whole machine both are due
    at the same moment, and that is no reason to wake anybody.
    """
    before = last_look(desk.unit, _OWN_LOOK)
    note_look(desk.unit, _OWN_LOOK, desk.now)
    found = auditor(desk.unit)
    if found.looked_at is None:
        return
    if found.is_silent(desk.now):
        if before is not None and found.is_silent(before):
            _tell_once(desk, _SILENT, found.looked_at.isoformat(), STOPPED)
        return
    known = settled(desk.unit, _SUBJECT)
    told = next((one.due.slot for one in known if one.due.kind == _SILENT), None)
    if told is not None and (_BACK, told) not in [(one.due.kind, one.due.slot) for one in known]:
        _tell_once(desk, _BACK, told, LOOKS_AGAIN)


def _tell_once(desk: Desk, kind: str, slot: str, sentence: str) -> None:
    """`slot`: the last look before this silence, by which it is known."""
    due = Due(kind, _SUBJECT, slot, "admins", desk.now)
    if settle(desk.unit, due, desk.now, DeliveryState.SAID):
        for admin in desk.people.admins():
            tell_person(desk, admin.user_id, sentence)
