"""`/digest`: subscribe here or for oneself, see what there is, preview, pause, send now, stop."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.digests import keeping
from bot.digests.keeping import Wanted, digests_at, subscribe
from bot.digests.model import Digest
from bot.digests.phrases import kind_named, read_day, read_wish
from bot.digests.previewing import preview
from bot.digests.saying import send_now
from bot.toolkit import Desk
from db.errors import Conflict, Missing, NotAllowed, Unclear
from handlers.answers import Answer
from handlers.digest_pages import list_drawn, listed_of
from handlers.names import DIGEST
from handlers.plain import plain
from handlers.reading import Command
from handlers.views.digests.listing import NONE_YET, subscribed
from handlers.views.text import on_day, when

HELP = "\n".join(
    (
        f"`{DIGEST}` which digests this channel and you get, and what can be done with them",
        f"`{DIGEST} it here` what needs somebody of IT, each weekday at nine; `{DIGEST} it here weekly` with "
        "a chart; with a team's name only theirs",
        f"`{DIGEST} marketing for me` what happened to your requests; `here` for the whole channel",
        f"`{DIGEST} leaders for me` once a month, in eight lines; `{DIGEST} words here` the glossary's week",
        f"Say when: `{DIGEST} it here weekdays 8:30`, `{DIGEST} words here every other Tuesday at 10`",
        f"`{DIGEST} preview Monday` exactly what would be posted then, for your eyes only",
        f"`{DIGEST} now` sends it at once; `{DIGEST} pause until 14 April`, `{DIGEST} resume` and "
        f"`{DIGEST} stop` do what they say",
    )
)
STOPPED = "Stopped. What you had set up is gone; `/digest help` says how to begin again."
NOTHING_NEW = "There is nothing to say yet, so I sent nothing."
SENT = "It's on its way."

Told = Callable[[Desk, Command, Digest, str], Answer]


def digest(desk: Desk, command: Command) -> Answer:
    person = desk.people.get(command.user_id)
    if person.outside:
        raise NotAllowed("Digests are for people of this company. Ask the person you work with here.")
    words = plain(command.text, desk.people).strip()
    verb, _, rest = words.partition(" ")
    if verb.lower() in ("help", "?"):
        return Answer(text=HELP)
    if verb.lower() in ("", "list"):
        message = list_drawn(desk, command.user_id, command.channel_id)
        return Answer(text=message.text, blocks=message.blocks)
    told = _VERBS.get(verb.lower())
    if told is None:
        return _subscribed(desk, command, words)
    chosen, left = _chosen(desk, command, rest)
    return told(desk, command, chosen, left)


def _subscribed(desk: Desk, command: Command, words: str) -> Answer:
    person = desk.people.get(command.user_id)
    asked = read_wish(words, desk.company, person.zone)
    here = command.channel_id
    whose = asked.whose or ("me" if here is None or here.startswith("D") else None)
    if whose is None:
        raise Unclear(
            f"For whom? Write `{DIGEST} {words} here` for this channel, or `{DIGEST} {words} for me`."
        )
    place: dict[str, Any] = (
        {"user_id": command.user_id} if whose == "me" else {"channel_id": command.channel_id}
    )
    wanted = Wanted(asked.kind, asked.rule, asked.at, team_id=asked.team.id if asked.team else None, **place)
    made = subscribe(desk, wanted, command.user_id, command.key)
    listed = listed_of(desk.unit, desk.company, [made], desk.now)
    message = subscribed(listed[0], person, desk.now)
    return Answer(text=message.text, blocks=message.blocks)


def previewed(desk: Desk, user_id: str, digest: Digest, day: date | None, channel_id: str | None) -> str:
    """The sentence beside the preview, which the relay brings."""
    due_at = preview(desk, digest, user_id, day, channel_id)
    moment = when(due_at, desk.people.get(user_id).zone_info, desk.now)
    return f"This is what would be posted {moment}, if nothing changes until then. Only you see it."


def sent_now(desk: Desk, user_id: str, digest: Digest) -> str:
    return SENT if send_now(desk, digest.id, user_id) else NOTHING_NEW


def paused(desk: Desk, user_id: str, digest: Digest, until: date | None) -> str:
    keeping.pause(desk, digest.id, user_id, until)
    how_long = f"until {on_day(until, desk.now.date())}" if until else "until somebody lets it go on"
    return f"Paused {how_long}. What happens meanwhile is told afterwards. `{DIGEST} resume` ends the pause."


def resumed(desk: Desk, user_id: str, digest: Digest) -> str:
    ahead = keeping.when_next(desk.company, keeping.resume(desk, digest.id, user_id), desk.now)
    zone = desk.people.get(user_id).zone_info
    return f"It goes on. The next one comes {when(ahead, zone, desk.now)}." if ahead else "It goes on."


def stopped(desk: Desk, user_id: str, digest: Digest) -> str:
    keeping.stop(desk, digest.id, user_id)
    return STOPPED


def _preview(desk: Desk, command: Command, chosen: Digest, rest: str) -> Answer:
    day = read_day(rest, desk.now, chosen.zone)
    return Answer(text=previewed(desk, command.user_id, chosen, day, command.channel_id))


def _pause(desk: Desk, command: Command, chosen: Digest, rest: str) -> Answer:
    until = read_day(rest, desk.now, chosen.zone)
    return Answer(text=paused(desk, command.user_id, chosen, until))


def _resume(desk: Desk, command: Command, chosen: Digest, rest: str) -> Answer:
    _nothing_more(rest)
    return Answer(text=resumed(desk, command.user_id, chosen))


def _send(desk: Desk, command: Command, chosen: Digest, rest: str) -> Answer:
    _nothing_more(rest)
    return Answer(text=sent_now(desk, command.user_id, chosen))


def _stop(desk: Desk, command: Command, chosen: Digest, rest: str) -> Answer:
    _nothing_more(rest)
    return Answer(text=stopped(desk, command.user_id, chosen))


def _nothing_more(rest: str) -> None:
    if rest.strip():
        raise Unclear(f"I don't understand “{rest.strip()[:60]}” here. `{DIGEST} help` says what I know.")


def _chosen(desk: Desk, command: Command, words: str) -> tuple[Digest, str]:
    """The one that is meant, and what else was written. Of several, its kind and "here" or "for me" tell."""
    found = digests_at(desk.unit, command.channel_id, command.user_id)
    if not found:
        raise Missing(NONE_YET)
    first, _, rest = words.partition(" ")
    kind = kind_named(first)
    left = rest if kind else words
    if kind:
        found = [one for one in found if one.kind is kind]
    for pattern, is_meant in ((_HERE, _is_of_channel), (_FOR_ME, _is_of_person)):
        if pattern.search(left):
            found, left = [one for one in found if is_meant(one)], pattern.sub(" ", left)
    if not found:
        raise Missing(f"There is no such digest here. `{DIGEST}` lists those that there are.")
    if len(found) > 1:
        named = ", ".join(f"`{one.kind} {'here' if one.channel_id else 'for me'}`" for one in found)
        raise Conflict(
            f"Which one? Write one of these behind it: {named}. The buttons of `{DIGEST}` do as well."
        )
    return found[0], left.strip()


def _is_of_channel(digest: Digest) -> bool:
    return digest.channel_id is not None


def _is_of_person(digest: Digest) -> bool:
    return digest.user_id is not None


_HERE = re.compile(r"\b(?:in\s+this\s+channel|here)\b", re.IGNORECASE)
_FOR_ME = re.compile(r"\b(?:for\s+)?(?:me|mine)\b", re.IGNORECASE)
_VERBS: dict[str, Told] = {
    "preview": _preview,
    "now": _send,
    "send": _send,
    "pause": _pause,
    "resume": _resume,
    "stop": _stop,
}
