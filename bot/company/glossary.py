"""The optional section `glossary`: who looks after the words that both sides explain to each other."""

from __future__ import annotations

from bot.company.blocks import Block
from bot.company.checking import References
from bot.company.model import Glossary


def read_glossary(root: Block, refs: References) -> Glossary:
    """Without the section, cards go to the bridge and the owners of teams approve."""
    section = root.block("glossary", "the glossary")
    if section is None:
        return Glossary()
    channels = section.block("channels", "the glossary's channels")
    reviewers = section.block("reviewers", "the glossary's list of reviewers")
    read = Glossary(
        marketing_channel=_channel(channels, "marketing", refs),
        it_channel=_channel(channels, "it", refs),
        marketing_reviewers=_reviewers(reviewers, "marketing", refs),
        it_reviewers=_reviewers(reviewers, "it", refs),
        quiet_in=_quiet_in(section, refs),
    )
    for block in (channels, reviewers, section):
        if block is not None:
            block.done()
    return read


def _channel(block: Block | None, side: str, refs: References) -> str | None:
    """It may be a team's own channel, or the same for both sides."""
    if block is None:
        return None
    if block.has(side) and not block.words(side):
        block.problems.add(
            block.line_of(side),
            f"the glossary has an empty channel for {side}. What follows a # is a comment, so put the name "
            f'in quotes: `{side}: "#marketing"`. Or take the line out: then the cards go to the bridge.',
        )
    named = block.words(side)
    if len(named) > 1:
        block.problems.add(
            block.line_of(side), f"the glossary has several channels for {side}. Keep one of them."
        )
    return refs.channel(block, named[0], shared=True) or None if named else None


def _reviewers(block: Block | None, side: str, refs: References) -> tuple[str, ...]:
    if block is None or not block.words(side):
        return ()
    refs.note_reviewers(block, side)
    return refs.people(block, side)


def _quiet_in(section: Block, refs: References) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for word in section.words("quiet_in"):
        channel = refs.channel(section, word, shared=True)
        if channel in found:
            section.problems.add(
                word.line, f"{channel} stands twice in quiet_in of the glossary. Keep one of them."
            )
        elif channel:
            found[channel] = word.line
    return tuple(found)
