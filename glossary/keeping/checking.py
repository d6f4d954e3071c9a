"""Is this text fit to be read by somebody else? Every refusal says what to do, in the words of the form."""

from __future__ import annotations

from db.errors import Unclear
from glossary.exchange.entries import LONGEST_LABEL, LONGEST_TEXT, mapping_from, read_entry
from glossary.model import LONGEST_LINE, Entry, Side, Wording
from glossary.words import fold, tokens

FEWEST_WORDS = 3  # of a line: "A rehearsal site." says something, "A site" does not
MOST_LABELS = 40
_FOR: dict[Side, str] = {"marketing": "for marketing", "it": "for IT"}


def checked(entry: Entry) -> Entry:
    """The entry as it will be kept. Raises Unclear for the first thing that is wrong with it."""
    _check_labels(entry)
    for side in ("marketing", "it"):
        _check_wording(entry, side, entry.wording_for(side))
    if entry.kind != "term" and not entry.questions:
        raise Unclear("Add at least one question, the way people ask it, or nobody will find this answer.")
    kept, problems = read_entry(mapping_from(entry))
    if kept is None:
        raise Unclear(problems[0])
    return kept


def checked_note(note: str, longest: int) -> str:
    """A reason or a remark, without the blanks around it. Raises Unclear when it is too long."""
    note = note.strip()
    if len(note) > longest:
        raise Unclear(f"Your note has {len(note)} characters, and {longest} fit. Say the main thing only.")
    return note


def needed_note(note: str, longest: int, what_for: str) -> str:
    """The same, where a decision without a reason helps nobody."""
    note = checked_note(note, longest)
    if not tokens(note):
        raise Unclear(f"Add one sentence that says {what_for}, so that the author can mend it.")
    return note


def _check_labels(entry: Entry) -> None:
    if not entry.labels or not fold(entry.preferred.text):
        raise Unclear("Write the word itself first, as people say it.")
    for label in entry.labels:
        if len(label.text) > LONGEST_LABEL:
            raise Unclear(
                f"“{label.text[:30]}…” has {len(label.text)} characters, and {LONGEST_LABEL} fit. "
                "Give the word alone; what it means goes into the line below it."
            )
        if not fold(label.text):
            raise Unclear(f"“{label.text}” has no letter or digit in it. Take that name out.")
    if len(entry.labels) > MOST_LABELS:
        raise Unclear(
            f"That's {len(entry.labels)} names for one thing, and {MOST_LABELS} fit. "
            "Keep those that people really say."
        )


def _check_wording(entry: Entry, side: Side, wording: Wording) -> None:
    term, line = entry.preferred.text, wording.line.strip()
    if not line:
        raise Unclear(f"Say {_FOR[side]} in one sentence what *{term}* is. That line is still empty.")
    words = [token.norm for token in tokens(line)]
    if len(words) < FEWEST_WORDS or set(words) <= set(fold(term).split()):
        raise Unclear(
            f"“{line}” says too little {_FOR[side]}. Write one plain sentence: what it is, or what it does."
        )
    if len(line) > LONGEST_LINE:
        raise Unclear(
            f"The line {_FOR[side]} has {len(line)} characters, and {LONGEST_LINE} fit. "
            "Keep what it is, and put the rest under “why it matters” or into the example."
        )
    for text, field in ((wording.why, "“Why it matters”"), (wording.example, "The example")):
        if len(text) > LONGEST_TEXT:
            raise Unclear(
                f"{field} {_FOR[side]} has {len(text)} characters, and {LONGEST_TEXT} fit. "
                "Keep the one thing that matters most."
            )
