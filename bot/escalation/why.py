"""How a clock was reckoned, in one sentence for people. Pure; names no person, since it is kept in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.company.times import Wait
from bot.escalation.past import Past
from bot.escalation.waits import ends_at, measure_of, paused
from bot.working_time import WorkingTime
from db.kinds import Change

_ARRIVED: Final = {
    Change.FILED: "it was asked",
    Change.MOVED: "it came to them",
    Change.CHOSEN: "it came to them",
    Change.UNMERGED: "it stood for itself again",
}
_SAID: Final = {
    Change.ACKNOWLEDGED: "somebody took it",
    Change.ASKED: "the asker was asked something",
    Change.RESOLVED: "it was said to be done",
    Change.UPDATED: "the asker was told how it stands",
}
_ONE_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Why:
    past: Past
    working: WorkingTime
    whose: str

    def sentence(self, wait: Wait, due: datetime, start: datetime, *, is_word: bool) -> str:
        """Such as "2 working days of the Web Team (Berlin) from when somebody took it on Tue 10 Mar, 12:00;
        3 working hours in which the asker had the word don't count.\""""
        if is_word and self.past.word is Change.PROMISED:
            return f"What was said to the asker on {self._at(start)}."
        raised = [turn.at for turn in self.past.turns if turn.at > start and turn.is_raised]
        if raised:
            since = f"it was made more urgent on {self._at(raised[-1])}"
            return f"{self._amount(wait)} from when {since}, or what was promised before, if that is sooner."
        if due != ends_at(wait, self.working, start, self.past.pauses):
            return f"What the asker was told when {self._since(start, is_word)}."
        left_out = self._left_out(wait, start, due)
        return f"{self._amount(wait)} from when {self._since(start, is_word)}{left_out}."

    def _amount(self, wait: Wait) -> str:
        place = self.working.calendar.zone.rpartition("/")[2].replace("_", " ")
        if wait.unit == "morning":
            return f"The next morning of {self.whose} ({place}), counted"
        unit = wait.unit[:-1] if wait.amount == 1 else wait.unit
        if not wait.in_working_time:
            return f"{wait.amount} {unit} by the clock"
        return f"{wait.amount} {unit} of {self.whose} ({place})"

    def _since(self, start: datetime, is_word: bool) -> str:
        if not is_word:
            return f"{_ARRIVED[self.past.arrived_by]} on {self._at(start)}"
        said = _SAID.get(self.past.word) if self.past.word else None
        return f"{said or 'the asker last heard something'} on {self._at(start)}"

    def _left_out(self, wait: Wait, start: datetime, due: datetime) -> str:
        lost = paused(measure_of(wait, self.working), start, due, self.past.pauses)
        if lost < _ONE_MINUTE:
            return ""
        return f"; {_length(lost, wait)} in which the asker had the word don't count"

    def _at(self, moment: datetime) -> str:
        """By the wall of those who are measured."""
        there = moment.astimezone(self.working.calendar.zone_info)
        return f"{there:%a} {there.day} {there:%b}, {there:%H:%M}"


def _length(lost: timedelta, wait: Wait) -> str:
    minutes = round(lost / _ONE_MINUTE)
    hours, minutes = divmod(minutes, 60)
    working = "working " if wait.in_working_time else ""
    parts = [_count(number, f"{working}{unit}") for number, unit in ((hours, "hour"), (minutes, "minute"))]
    return " and ".join(part for part in parts if part)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else ""
