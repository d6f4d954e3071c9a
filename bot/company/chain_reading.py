"""The optional section `chains`, of the file or of a team: who is asked while nobody answers.

A step is written for people: `second layer after 4 working hours`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.company.blocks import Block, Word
from bot.company.checking import References
from bot.company.rota import Chain, Chains, ChainStep, Whom
from bot.company.times import AT_ONCE, LEVELS, Level, Wait
from bot.company.waits import parse_wait

_WHOM: Final[dict[str, Whom]] = {
    "on call": "on_call",
    "second layer": "second_layer",
    "whole team": "team",
    "bridge": "bridge",
}
_STEP = re.compile(rf"(?:the )?({'|'.join(_WHOM)}|\S+@\S+)(?: (.+))?")
_AT_ONCE = "at once"
# In one hour of the clock there is one working hour at most, so these can be told apart by their minutes.
_MINUTES = {"minutes": 1, "hours": 60, "working hours": 60}


@dataclass(frozen=True)
class _Read:
    step: ChainStep
    word: Word  # as it stands in the file


def read_chains(owner: Block, base: Chains, refs: References, team_id: str | None) -> Chains:
    """What the section says in place of `base`, level by level. `team_id` None: it is that of the file."""
    section = owner.block("chains", f"the list of chains of {owner.what}")
    if section is None:
        return base
    found = {level: _chain(section, level, owner, refs, team_id) or base.of(level) for level in LEVELS}
    section.done()
    return replace(base, **found)


def _chain(section: Block, level: Level, owner: Block, refs: References, team_id: str | None) -> Chain:
    """Empty where the file says nothing."""
    what = f'the chain "{level}" of {owner.what}'
    words = section.words(level)
    read = [step for word in words if (step := _step(section, word, what))]
    if section.has(level) and not words:
        section.problems.add(
            section.line_of(level),
            f"{what} has no steps. Write some, such as `[on call, {_sample_end(level)}]`, or take the line "
            "out.",
        )
    elif words and len(read) == len(words):
        for line, problem in _problems(read, level, what):
            section.problems.add(line, problem)
    for one in read:
        if one.step.person is not None:
            person = Word(one.step.person, one.word.line)
            refs.must_exist(section, "steps", person)
            refs.note_called(section, person, team_id, owner.what)
    return tuple(one.step for one in read)


def _step(section: Block, word: Word, what: str) -> _Read | None:
    match = _STEP.fullmatch(" ".join(word.text.lower().split()))
    if match is None:
        section.problems.add(
            word.line,
            f'"{word.text}" in {what} names nobody to ask. Begin with on call, second layer, whole team, '
            "bridge or an e-mail address.",
        )
        return None
    wait = _when(match[2] or _AT_ONCE)
    if wait is None:
        section.problems.add(
            word.line,
            f'"{word.text}" in {what} does not say when. End it with `after 20 minutes`, '
            "`after 4 working hours`, `after 1 working day` or `the next morning`, or with nothing for "
            "at once.",
        )
        return None
    person = None if match[1] in _WHOM else match[1]
    return _Read(ChainStep(_WHOM.get(match[1], "person"), wait, person), word)


def _when(text: str) -> Wait | None:
    if text == _AT_ONCE:
        return AT_ONCE
    wait = parse_wait(text.removeprefix("after "))
    counted = wait is not None and wait.unit != "morning"
    return wait if counted == text.startswith("after ") else None


def _problems(read: list[_Read], level: Level, what: str) -> Iterator[tuple[int, str]]:
    """What is wrong with steps that can be read each by itself."""
    first, last = read[0], read[-1]

    def can_stand(one: _Read) -> bool:
        return level != "outage" or not one.step.after.in_working_time

    if first.step.after != AT_ONCE:
        yield (
            first.word.line,
            f'{what} begins with "{first.word.text}", but its first step should be at once, such as '
            "`on call`.",
        )
    for number, one in enumerate(read):
        if not can_stand(one):
            yield (
                one.word.line,
                f'"{one.word.text}" in {what} counts working time, but what is down is down at night, too. '
                "Write minutes or hours, such as `after 20 minutes`.",
            )
        elif problem := _out_of_order(one, [other for other in read[:number] if can_stand(other)], what):
            yield one.word.line, problem
    if last.step.to not in ("team", "bridge"):
        yield (
            last.word.line,
            f'{what} ends with "{last.word.text}", so it may end in nobody. Let the bridge or the whole team '
            f"come last, such as `{_sample_end(level)}`.",
        )


def _out_of_order(one: _Read, above: list[_Read], what: str) -> str | None:
    """Times of the same kind can be compared; of others the bot keeps the order by itself."""
    wait = one.step.after
    if any(_is_before(wait, other.step.after) for other in above):
        return (
            f'"{one.word.text}" in {what} comes before a step above it. All times count from the arrival of '
            "the request, so write the steps from early to late."
        )
    after_a_morning = any(other.step.after.unit == "morning" for other in above)
    if after_a_morning and wait.unit in _MINUTES:
        return (
            f'"{one.word.text}" in {what} stands below a step of the next morning, but counts from the '
            "arrival of the request. Count it in working days, or write `the next morning`."
        )
    return None


def _is_before(wait: Wait, other: Wait) -> bool:
    if wait.unit in _MINUTES and other.unit in _MINUTES:
        return wait.amount * _MINUTES[wait.unit] < other.amount * _MINUTES[other.unit]
    if wait == AT_ONCE:
        return other != AT_ONCE
    return wait.unit == other.unit == "working days" and wait.amount < other.amount


def _sample_end(level: Level) -> str:
    return "bridge after 30 minutes" if level == "outage" else "bridge the next morning"
