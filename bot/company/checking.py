"""What one line says about another: people, teams and calendars that must exist, and things that may be
used only once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from bot.company.blocks import Block, Word
from bot.company.problems import did_you_mean

_CHANNEL = re.compile(r"#?[\w-]{1,80}")
_IN_THE_PLURAL = {"person": "people", "team": "teams", "calendar": "calendars"}

_ROLE = {
    "members": "a member",
    "people": "one of its people",
    "steps": "a step",
    "admins": "one of the admins",
    "owner_team": "owner",
    "marketing": "a reviewer of marketing's words",
    "it": "a reviewer of IT's words",
}


class References:
    """Knows all names of the file, also of parts further down, and what was already used."""

    def __init__(self, parts: Mapping[str, Block | None]) -> None:
        # A part that is missing or unreadable is None: then nobody can tell whether a name exists.
        self._known = {kind: _names(parts[plural]) for kind, plural in _IN_THE_PLURAL.items()}
        self._people_part = parts["people"]
        self._used: dict[tuple[str, str], tuple[int, str]] = {}
        self._team_of: dict[str, tuple[int, str]] = {}
        # After a slip in who is who, what follows from it would only bury the slip.
        self._in_doubt = parts["people"] is None or parts["teams"] is None or parts["bridge"] is None
        self._fallbacks: list[tuple[Block, Word, str]] = []
        self._reviewers: list[tuple[Block, Word, str]] = []
        self._called: list[tuple[Block, Word, str | None, str]] = []

    def name(self, kind: str, block: Block, key: str, sample: str) -> str:
        """The value of `key`, which must name a team or a calendar of this file."""
        text = block.text(key, sample)
        self._must_exist(kind, text, block, key, block.line_of(key))
        return text

    def person(self, block: Block, key: str, sample: str) -> str:
        email = block.text(key, sample).lower()
        self._in_doubt = self._in_doubt or not email
        self._must_exist("person", email, block, key, block.line_of(key))
        return email

    def optional_person(self, block: Block, key: str) -> str:
        email = block.optional(key).lower()
        self._must_exist("person", email, block, key, block.line_of(key))
        return email

    def people(self, block: Block, key: str) -> tuple[str, ...]:
        emails: dict[str, int] = {}
        self._in_doubt = self._in_doubt or (block.has(key) and not block.words(key))
        for word in block.words(key):
            email = word.text.lower()
            self._must_exist("person", email, block, key, word.line)
            if email in emails:
                block.problems.add(
                    word.line, f"{email} stands twice in {key} of {block.what}. Keep one of them."
                )
            emails.setdefault(email, word.line)
        return tuple(emails)

    def only_once(self, kind: str, value: str, block: Block, line: int) -> None:
        """A channel, a Slack id or a choice may belong to one place only."""
        if not value:
            return
        if (kind, value) in self._used:
            first, owner = self._used[kind, value]
            block.problems.add(
                line, f'the {kind} "{value}" of {block.what} is already taken by {owner} in line {first}.'
            )
        self._used.setdefault((kind, value), (line, block.what))

    def channel(self, block: Block, word: Word, *, shared: bool = False) -> str:
        """With its "#", whether or not the file has it. It belongs to `block` alone unless it is `shared`."""
        if not word.text:
            return ""
        if not _CHANNEL.fullmatch(word.text) or word.text != word.text.lower():
            block.problems.add(
                word.line,
                f'"{word.text}" cannot be a channel name. Slack allows small letters, digits, "-" and "_".',
            )
            return ""
        channel = "#" + word.text.removeprefix("#")
        if not shared:
            self.only_once("channel", channel, block, word.line)
        return channel

    def join(self, team: Block, team_id: str, email: str, line: int) -> None:
        """A person belongs to one team, so that everybody's side and hours are clear."""
        if not email:
            return
        first = self._team_of.setdefault(email, (line, team_id))
        if first[1] != team_id:
            self._in_doubt = True
            team.problems.add(
                line,
                f'{email} is in two teams, "{first[1]}" (line {first[0]}) and "{team_id}". '
                "A person belongs to one team, so take one of the two lines out.",
            )

    def note_fallback(self, team: Block, team_id: str, email: str, owner: str) -> None:
        line = team.line_of("fallback")
        if email and email == owner:
            team.problems.add(
                line, f"the fallback of {team.what} is the owner. Name somebody else, or nobody."
            )
        elif email:
            self._fallbacks.append((team, Word(email, line), team_id))

    def note_reviewers(self, block: Block, side: str) -> None:
        for word in block.words(side):
            self._reviewers.append((block, Word(word.text.lower(), word.line), side))

    def must_exist(self, block: Block, key: str, person: Word) -> None:
        self._must_exist("person", person.text, block, key, person.line)

    def note_called(self, block: Block, person: Word, team_id: str | None, team: str) -> None:
        """Somebody who is called for a team, `team` in words; without a `team_id` for every team."""
        self._called.append((block, person, team_id, team))

    def check_parts_played(self, bridge_and_admins: Iterable[str], side_of: Mapping[str, str]) -> None:
        """What can be told only when everything is read."""
        if not self._in_doubt:
            trusted = set(bridge_and_admins)
            self._check_fallbacks(trusted)
            self._check_called(trusted)
            self._check_idle_people(trusted)
            self._check_reviewers(trusted, side_of)

    def _check_fallbacks(self, trusted: set[str]) -> None:
        """A fallback has to be allowed to act for the team."""
        for team, person, team_id in self._fallbacks:
            if person.text not in trusted and self._team_of.get(person.text, (0, ""))[1] != team_id:
                team.problems.add(
                    person.line,
                    f"{person.text} cannot be the fallback of {team.what}. "
                    "Name somebody of the team, of the bridge or of the admins.",
                )

    def _check_called(self, trusted: set[str]) -> None:
        """Whoever is called has to be allowed to act for the team."""
        for block, person, team_id, team in self._called:
            if person.text in trusted or self._team_of.get(person.text, (0, ""))[1] == team_id:
                continue
            told = f"{team}. Name somebody of the team, of the bridge or of the admins."
            if team_id is None:
                told = "every team. Name somebody of the bridge or of the admins, or a step of one team."
            block.problems.add(person.line, f"{person.text} cannot be called for {told}")

    def _check_reviewers(self, trusted: set[str], side_of: Mapping[str, str]) -> None:
        """Who approves a side's words has to speak them; the bridge and admins belong to both."""
        for block, person, side in self._reviewers:
            team_id = self._team_of.get(person.text, (0, ""))[1]
            if person.text not in trusted and side_of.get(team_id, side) != side:
                block.problems.add(
                    person.line,
                    f'{person.text} is in the team "{team_id}" of the other side, so they cannot approve '
                    f"{_ROLE[side].removeprefix('a reviewer of ')}. "
                    "Name somebody of that side, or of the bridge.",
                )

    def _check_idle_people(self, trusted: set[str]) -> None:
        """Somebody without any part is a forgotten line: the bot would not know their side."""
        part = self._people_part
        for name in part.names() if part else ():
            if part and name.lower() not in self._team_of and name.lower() not in trusted:
                part.problems.add(
                    part.line_of(name),
                    f"{name} is in no team. Add the address to the members of a team, "
                    "to the bridge or to the admins, or take the person out.",
                )

    def _must_exist(self, kind: str, name: str, block: Block, key: str, line: int) -> None:
        known = self._known[kind]
        if not name or known is None or name in known:
            return
        self._in_doubt = self._in_doubt or kind == "person"
        advice = _near_person(name, known) if kind == "person" else did_you_mean(name, known)
        block.problems.add(
            line,
            f'{block.what} names "{name}" as {_ROLE.get(key, key)}, '
            f'but there is no such {kind} under "{_IN_THE_PLURAL[kind]}".{advice}',
        )


def _names(part: Block | None) -> frozenset[str] | None:
    return frozenset(name.lower() for name in part.names()) if part else None


def _near_person(email: str, known: frozenset[str]) -> str:
    """Compared by what stands before the @, since the rest is the same for everybody."""
    by_local_part = {address.partition("@")[0]: address for address in sorted(known)}
    near = difflib.get_close_matches(email.partition("@")[0], by_local_part, n=1, cutoff=0.6)
    return f' Did you mean "{by_local_part[near[0]]}"?' if near else ""
