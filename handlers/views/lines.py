"""One line about one change, in the asker's thread or under the team's card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company
from bot.people import Colleague, People
from bot.requests.model import Request
from db.kinds import Change, ClockKind
from handlers.names import REOPEN
from handlers.views.blocks import actions, button, quote, section
from handlers.views.escalation.climbing import told_to_asker, told_to_team
from handlers.views.merging import apart_line, apart_line_for_team, merged_line
from handlers.views.message import Block, Message
from handlers.views.plans import plan_said
from handlers.views.promises import (
    late_for_asker,
    late_for_team,
    moment_from,
    still_on_it,
    still_on_it_for_team,
)
from handlers.views.questions import asks_and_words, labels
from handlers.views.receipt import confirm_buttons
from handlers.views.text import cut, escape, fitted, mention, one_line, when
from handlers.views.wording import (
    first,
    from_team,
    keeper,
    passed_to,
    team_name,
    team_of,
    title,
    title_in_bold,
    zone_of_team,
)

_LONGEST_QUOTE = 4000
_MOST_QUOTE_IN_TEXT = 1000


@dataclass(frozen=True)
class _Told:
    """Everything that a sentence may need."""

    request: Request
    people: People
    company: Company
    now: datetime
    detail: Mapping[str, Any]

    @property
    def asker(self) -> Colleague:
        return self.people.get(self.request.asked_by)

    @property
    def actor(self) -> Colleague | None:
        actor_id = self.detail.get("actor_id")
        return self.people.get(actor_id) if actor_id else None

    @property
    def by_asker(self) -> bool:
        return self.detail.get("actor_id") == self.request.asked_by

    @property
    def actor_name(self) -> str:
        return first(self.actor) if self.actor else "Somebody"

    @property
    def actor_of_team(self) -> str:
        team = team_of(self.request, self.company)
        return from_team(self.actor, team) if self.actor else team_name(team)

    @property
    def keeper_first(self) -> str:
        person = keeper(self.request, self.people)
        return first(person) if person else "the team"

    @property
    def zone(self) -> ZoneInfo:
        if self.detail.get("side") == "team":
            return zone_of_team(team_of(self.request, self.company), self.company)
        return self.asker.zone_info

    def team(self, key: str) -> str:
        team_id = self.detail.get(key)
        return team_name(self.company.find_team(team_id) if team_id else None)


@dataclass(frozen=True)
class _Line:
    sentence: str
    quoted: str = ""  # plain
    buttons: tuple[Block, ...] = ()


def line(
    request: Request,
    people: People,
    company: Company,
    now: datetime,
    detail: Mapping[str, Any],
    *,
    one_of_several: bool = False,
) -> Message:
    """`detail`: what was written down beside the change. In a thread of several it says which is meant."""
    told = _Told(request, people, company, now, detail)
    sides = _TEAM if detail.get("side") == "team" else _HOME
    said = sides[Change(detail["change"])](told)
    text = _named(request, company, said.sentence) if one_of_several else said.sentence
    blocks: list[Block] = [section(text)]
    if said.quoted:
        blocks.append(quote(cut(said.quoted, _LONGEST_QUOTE)))
        text = f"{text} {fitted(said.quoted, _MOST_QUOTE_IN_TEXT)}"
    return Message(text, [*blocks, *said.buttons])


def settled_question(request: Request, people: People, one_of: Company | None = None) -> Message:
    """What stays of "Does it look right?" once it was answered. `one_of`: given where several share the
    thread, so that it says which is meant."""
    person = keeper(request, people)
    sentence = f"{first(person) if person else 'The team'} said it was done."
    if one_of is not None:
        sentence = _named(request, one_of, sentence)
    return Message(sentence, [section(sentence)])


def _named(request: Request, company: Company, sentence: str) -> str:
    return f"{title_in_bold(request, company)}: {sentence}"


def _hear_back(told: _Told) -> str:
    reply_by = told.request.reply_by
    if reply_by is None or reply_by <= told.now:
        return "You'll hear back here."
    return f"You'll hear back by {when(reply_by, told.zone, told.now)}."


def _filed(told: _Told) -> _Line:
    return _Line(f"{first(told.asker)} asked for this.", title(told.request, told.company))


def _changed(told: _Told) -> _Line:
    area = told.company.find_area(told.detail.get("area_id") or "")
    if area:
        return _Line(f"{told.actor_name} says it's about *{escape(cut(one_line(area.choice), 150))}*.")
    if told.detail.get("side") == "team":
        return _Line(f"{told.actor_name} put it differently:", told.request.text.strip())
    return _Line("Changed, thanks. I read it now as:", title(told.request, told.company))


def _chosen(told: _Told) -> _Line:
    if not told.detail.get("area_id"):
        return _Line(f"All right, {told.keeper_first} has a look and sends it to the right person.")
    where = passed_to(told.request, told.people, told.company)
    return _Line(f"Thanks, then it's with {where}. {_hear_back(told)}")


def _planned(told: _Told) -> _Line:
    calls = told.detail.get("calls")
    calling = f" I'm calling {first(told.people.get(calls))} now." if calls else ""
    hurries = told.detail.get("urgency") and told.request.is_unclaimed and told.detail.get("side") != "team"
    hear = f" {_hear_back(told)}" if hurries else ""
    today = told.now.astimezone(told.asker.zone_info).date()
    sentence = f"{told.actor_name} says: {plan_said(told.detail, today)}.{calling}{hear}"
    return _Line(sentence, str(told.detail.get("words") or ""))


def _detailed(told: _Told) -> _Line:
    """What was missing. Words that answer no open question stand here, so that nothing is lost."""
    apart = told.detail.get("apart") or {}
    if apart:
        return _Line(f"{told.actor_name} adds:", asks_and_words(apart, told.request, told.company))
    noted = labels(told.detail.get("told") or [], told.request, told.company)
    if told.detail.get("side") == "team":
        return _Line(f"{told.actor_name} has told what was missing: {noted}. It's on the card.")
    return _Line(f"Thanks{'' if told.by_asker else f' {told.actor_name}'}, noted: {noted}.")


def _acknowledged(told: _Told) -> _Line:
    return _Line(f"👀 {told.actor_of_team} has it. {_hear_back(told)}")


def _acknowledged_team(told: _Told) -> _Line:
    return _Line(f"👀 {told.actor_name} has it.")


def _moved(told: _Told) -> _Line:
    new_home = told.detail.get("team_id")
    where = passed_to(told.request, told.people, told.company)
    if told.by_asker:
        return _Line(f"That's with {where} now, as {told.actor_name} chose. {_hear_back(told)}")
    if not new_home:
        bridge = told.keeper_first if keeper(told.request, told.people) else told.team("team_id")
        return _Line(
            f"That wasn't for {told.team('from_team')} after all. "
            f"{bridge} sends it to the right person, nobody needs to write it again."
        )
    if not told.detail.get("from_team"):
        return _Line(f"{told.actor_name} sent this to {where}. {_hear_back(told)}")
    return _Line(
        f"My mistake, that's for {told.team('team_id')}, not {told.team('from_team')}. "
        f"I've moved it, nobody needs to write it again. {_hear_back(told)}"
    )


def _moved_team(told: _Told) -> _Line:
    return _Line(f"Moved from {told.team('from_team')} to {told.team('team_id')} by {told.actor_name}.")


def _asked(told: _Told) -> _Line:
    return _Line(
        f"{mention(told.request.asked_by)} {told.actor_of_team} has a question. "
        "Just answer here, and if you're not sure, say so.",
        str(told.detail.get("question") or ""),
    )


def _asked_team(told: _Told) -> _Line:
    return _Line(
        f"{told.actor_name} asked {first(told.asker)}:", str(told.detail.get("question") or "").strip()
    )


def _answered(told: _Told) -> _Line:
    return _Line(f"Thanks {told.actor_name}, I've let {told.keeper_first} know.")


def _answered_team(told: _Told) -> _Line:
    return _Line(f"{_calling(told)}{told.actor_name} has answered, so it's back with you.")


def _resolved(told: _Told) -> _Line:
    return _Line(
        f"{mention(told.request.asked_by)} {told.actor_name} says it's done. Does it look right?",
        buttons=tuple(confirm_buttons(told.request)),
    )


def _resolved_team(told: _Told) -> _Line:
    return _Line(f"{told.actor_name} says it's done. I've asked {first(told.asker)} to have a look.")


def _confirmed(told: _Told) -> _Line:
    return _Line(f"{told.actor_name} says it looks right, so this one's closed. Thanks, {told.keeper_first}.")


def _reopened(told: _Told) -> _Line:
    if told.detail.get("with_parent"):
        return _Line(f"It isn't quite right yet after all, so it's back with {told.keeper_first}.")
    return _Line(
        f"Not quite yet, then. It's back with {told.keeper_first}, no need to explain it all again. "
        "What's still missing? One sentence here is enough."
    )


def _reopened_team(told: _Told) -> _Line:
    return _Line(f"{_calling(told)}{told.actor_name} says it's not quite right yet, so it's back with you.")


def _closed(told: _Told) -> _Line:
    reopen = button(REOPEN, "Not quite", told.request.id)
    return _Line(
        "I've heard nothing more, so I take it that all is well and close this one. "
        "If something's still off, one click opens it again.",
        buttons=tuple(actions(reopen)),
    )


def _closed_team(told: _Told) -> _Line:
    return _Line(f"{first(told.asker)} had nothing to add for three working days, so this one's closed.")


def _cancelled(told: _Told) -> _Line:
    if told.by_asker:
        return _Line("Taken back, no problem. Nobody needs to do anything.")
    return _Line(f"{told.actor_name} took this back, so nobody needs to do anything.")


def _cancelled_team(told: _Told) -> _Line:
    return _Line(f"{told.actor_name} took it back, so there's nothing to do.")


def _followed(told: _Told) -> _Line:
    return _Line(f"{told.actor_name} needs this too.")


def _followed_team(told: _Told) -> _Line:
    """With their own words, which the asker's side need not be allowed to read."""
    theirs = str(told.detail.get("words") or "").strip()
    if not theirs:
        return _followed(told)
    return _Line(f"{told.actor_name} needs this too, and wrote:", theirs)


def _climbed(told: _Told) -> _Line:
    return _Line(told_to_asker(told.request, told.people, told.company, told.detail))


def _climbed_team(told: _Told) -> _Line:
    return _Line(told_to_team(told.request, told.people, told.company, told.detail))


def _late(told: _Told) -> _Line:
    return _Line(late_for_asker(told.request, told.people, told.company, _clock(told)))


def _late_team(told: _Told) -> _Line:
    return _Line(late_for_team(told.request, told.people, _clock(told), _moment(told, "by")))


def _promised(told: _Told) -> _Line:
    return _Line(still_on_it(told.actor_name, _moment(told, "next_word_by")))


def _promised_team(told: _Told) -> _Line:
    return _Line(still_on_it_for_team(told.actor_name, first(told.asker), _moment(told, "next_word_by")))


def _clock(told: _Told) -> ClockKind:
    return ClockKind(told.detail.get("clock") or ClockKind.FIRST_REPLY)


def _moment(told: _Told, key: str) -> str:
    moment = moment_from(told.detail, key) if told.detail.get(key) else told.now
    return when(moment, told.zone, told.now)


def _merged(told: _Told) -> _Line:
    return _Line(merged_line(told.request, told.people, told.detail))


def _unmerged(told: _Told) -> _Line:
    return _Line(apart_line(told.request, told.people, told.company, _hear_back(told), told.detail))


def _unmerged_team(told: _Told) -> _Line:
    return _Line(apart_line_for_team(_calling(told), told.actor_name, told.detail))


def _updated(told: _Told) -> _Line:
    to_team = told.detail.get("side") == "team"
    news = f"{told.actor_name} told everybody:" if to_team else f"News from {told.actor_of_team}:"
    return _Line(news, str(told.detail.get("words") or "").strip())


def _calling(told: _Told) -> str:
    """Whoever has it is called, or is expected to take it."""
    user_id = told.request.acknowledged_by or told.request.owner_id
    return f"{mention(user_id)} " if user_id else ""


_HOME: dict[Change, Callable[[_Told], _Line]] = {
    Change.FILED: _filed,
    Change.CHOSEN: _chosen,
    Change.CHANGED: _changed,
    Change.PLANNED: _planned,
    Change.DETAILED: _detailed,
    Change.ACKNOWLEDGED: _acknowledged,
    Change.MOVED: _moved,
    Change.ASKED: _asked,
    Change.ANSWERED: _answered,
    Change.RESOLVED: _resolved,
    Change.CONFIRMED: _confirmed,
    Change.REOPENED: _reopened,
    Change.CLOSED: _closed,
    Change.CANCELLED: _cancelled,
    Change.FOLLOWED: _followed,
    Change.CLIMBED: _climbed,
    Change.LATE: _late,
    Change.PROMISED: _promised,
    Change.MERGED: _merged,
    Change.UNMERGED: _unmerged,
    Change.UPDATED: _updated,
}
_TEAM: dict[Change, Callable[[_Told], _Line]] = _HOME | {
    Change.ACKNOWLEDGED: _acknowledged_team,
    Change.MOVED: _moved_team,
    Change.ASKED: _asked_team,
    Change.ANSWERED: _answered_team,
    Change.RESOLVED: _resolved_team,
    Change.REOPENED: _reopened_team,
    Change.CLOSED: _closed_team,
    Change.CANCELLED: _cancelled_team,
    Change.FOLLOWED: _followed_team,
    Change.LATE: _late_team,
    Change.PROMISED: _promised_team,
    Change.UNMERGED: _unmerged_team,
    Change.CLIMBED: _climbed_team,
}
