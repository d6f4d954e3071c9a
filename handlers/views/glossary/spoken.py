"""How entries, sides and days are called in the glossary's sentences. All results are mrkdwn, escaped."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.people import People
from glossary.concepts import Concept
from glossary.model import Entry, Home, Side, Wording
from handlers.names import GLOSSARY
from handlers.views.blocks import button
from handlers.views.text import cut, escape, fitted, on_day, one_line
from handlers.views.wording import first

SIDES: dict[Side, str] = {"marketing": "marketing", "it": "IT"}
BOTH_SIDES: tuple[Side, Side] = ("marketing", "it")
WHOSE: dict[Home, str] = {
    "it": "A word of IT",
    "marketing": "A word of marketing",
    "shared": "A word of both sides",
}
MOST_LINE = 400  # characters of one piece of a wording, escaped
_LONGEST_NAME = 80
_MOST_NAMES = 10
_LONGEST_SPOKEN = 75  # Slack's limit of an accessibility label
_NO_TYPE = str.maketrans("", "", "*`~")


def plain_term(entry: Entry) -> str:
    return cut(one_line(entry.preferred.text), _LONGEST_NAME)


def term(entry: Entry) -> str:
    """In bold."""
    return f"*{bare(entry.preferred.text)}*"


def bare(plain: str, most: int = _LONGEST_NAME) -> str:
    """Without signs that would end a bold or code span."""
    return fitted(one_line(plain).translate(_NO_TYPE), most) or "…"


def look_up(entry: Entry) -> str:
    """What to type to see it."""
    return f"`{GLOSSARY} {bare(entry.preferred.text)}`"


def other_names(entry: Entry) -> str:
    """ "" when it has none that are shown."""
    names = [label.text for label in entry.labels[1:] if label.kind != "hidden"]
    shown = ", ".join(bare(name) for name in names[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{shown}{more}"


def wording(worded: Wording, *, of: Side) -> str:
    """A paragraph: for whom, what it is, why it matters, an example."""
    said = [f"*For {SIDES[of]}:* {fitted(one_line(worded.line), MOST_LINE) or '…'}"]
    if worded.why.strip():
        said.append(f"Why it matters: {fitted(one_line(worded.why), 2 * MOST_LINE)}")
    if worded.example.strip():
        said.append(f"For example: {fitted(one_line(worded.example), 2 * MOST_LINE)}")
    return "\n".join(said)


def person(people: People, user_id: str | None) -> str:
    """The first name, to begin a sentence with; of nobody it was us."""
    if not user_id:
        return "Liaison"
    name = first(people.get(user_id))
    return name[:1].upper() + name[1:]


def checked(concept: Concept, today: date) -> str:
    """ "checked on Tue 3 Mar"."""
    return f"checked on {on_day(concept.checked_on, today)}" if concept.checked_on else "not checked yet"


def kept_by(concept: Concept, people: People, user_id: str | None = None) -> str:
    """Who looks after it, as a sentence. `user_id`: the reader."""
    if concept.keeper_id and concept.keeper_id == user_id:
        return "You look after it"
    if concept.keeper_id:
        return f"{person(people, concept.keeper_id)} looks after it"
    side = (
        "Both sides look"
        if concept.home == "shared"
        else f"{'IT' if concept.home == 'it' else 'Marketing'} looks"
    )
    return f"{side} after it"


def named_button(action_id: str, label: str, value: str, entry: Entry) -> dict[str, Any]:
    """One of several with the same label; whoever has them read aloud hears which word each belongs to."""
    spoken = cut(f"{label}: {plain_term(entry)}", _LONGEST_SPOKEN)
    return {**button(action_id, label, value), "accessibility_label": spoken}


def quoted(plain: str, most: int = MOST_LINE) -> str:
    return f"“{escape(cut(one_line(plain), most))}”"
