"""The optional section `targets`, of the file or of a team: by when an asker hears, and has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.company.blocks import Block
from bot.company.rota import Target, Targets
from bot.company.times import LEVELS, Wait
from bot.company.waits import parse_wait

_NO_TARGET = "none"
_GOOD = "such as 30 minutes, 4 hours, 4 working hours, 2 working days or the next morning"


def read_targets(owner: Block, base: Targets) -> Targets:
    """What the section says in place of `base`; what it leaves out stays."""
    section = owner.block("targets", f"the list of targets of {owner.what}")
    if section is None:
        return base
    found = {level: _target(section, level, base.of(level), owner) for level in LEVELS}
    section.done()
    return replace(base, **found)


def _target(section: Block, level: str, base: Target, owner: Block) -> Target:
    block = section.block(level, f'the target "{level}" of {owner.what}')
    if block is None:
        return base
    read = Target(
        first_reply=_wait(block, "first_reply", base.first_reply) or base.first_reply,
        next_word=_wait(block, "next_word", base.next_word),
        solution=_wait(block, "solution", base.solution),
    )
    block.done()
    return read


def _wait(
    block: Block, name: Literal["first_reply", "next_word", "solution"], base: Wait | None
) -> Wait | None:
    text = block.optional(name)
    if not text:
        return base
    may_be_none = name != "first_reply"
    if may_be_none and text.lower() == _NO_TARGET:
        return None
    wait = parse_wait(text)
    if wait is None:
        block.problems.add(
            block.line_of(name),
            f'{name} of {block.what} is "{text}", but it should be a time {_GOOD}'
            f"{', or none' if may_be_none else ''}.",
        )
    return wait or base
