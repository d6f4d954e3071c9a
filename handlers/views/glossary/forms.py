"""The forms of the glossary. Their metadata holds slugs and ids only; rights are checked again when they come
back.

The word's own field is told to us at each letter: `redrawn` then says what is there already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.people import Colleague
from glossary.browsing import NO_TOPIC, Near, near, topics
from glossary.exchange.entries import LONGEST_LABEL, LONGEST_TEXT
from glossary.keeping.deciding import LONGEST_NOTE
from glossary.model import LONGEST_LINE, Entry, Home, Side
from glossary.shelf import Words
from handlers.names import (
    ASKED_FIELD,
    CONFUSED_FIELD,
    ENDING_FIELD,
    EXAMPLE_FIELD,
    HAND_OVER_FORM,
    HOME_FIELD,
    KEEPER_FIELD,
    LINE_FIELD,
    NAMES_FIELD,
    NOT_CLEAR_FORM,
    NOTE_FIELD,
    PROPOSE_FORM,
    REJECT_FORM,
    RETIRE_FORM,
    SUCCESSOR_FIELD,
    TOPIC_FIELD,
    WHY_FIELD,
    WORD_FIELD,
)
from handlers.views.blocks import MOST_OPTIONS, context, field, modal, option
from handlers.views.glossary.filled import Fields, fields_of
from handlers.views.glossary.spoken import BOTH_SIDES, SIDES, look_up, quoted, term
from handlers.views.message import Block
from handlers.views.text import cut, length

View = dict[str, Any]

NEAR_BLOCK = "near"
NOTHING_NEAR = "I look, while you type, whether it's there already."
HOMES: dict[Home, str] = {"it": "IT's", "marketing": "Marketing's", "shared": "Both sides use it"}
ENDINGS = {
    "retired": "It isn't used any more",
    "excluded": "Everybody knows it, so nobody needs it explained",
}
_LONGEST_NAMES = 2000
_LINE_NEAR = 160
_LONGEST_VALUE = 150  # Slack's limit of an option's value


def propose_form(
    words: Words,
    reader: Side,
    *,
    text: str = "",
    home: Home | None = None,
    about: Mapping[str, Any] | None = None,
) -> View:
    """A new word. `text`: the word, if it is known; `home`: whose it probably is, else the reader's own.

    `about` is given back with the form: `channel_id` and `thread_ts` of where to answer, and `norm` of the
    unknown word that it defines.
    """
    fields: dict[str, str] = {HOME_FIELD: home or reader}
    if text.strip():
        fields[WORD_FIELD] = cut(text.strip(), LONGEST_LABEL)
    return _word_form(fields, words, near(words, text, reader), reader, dict(about or {}), focus=True)


def edit_form(
    entry: Entry, words: Words, *, based_on: str | None, about: Mapping[str, Any] | None = None
) -> View:
    """Another wording, with the text filled in. `based_on`: the revision whose text it is; None when nothing
    of it was ever approved and nothing waits."""
    meta = {**(about or {}), "slug": entry.slug, "based_on": based_on}
    if entry.kind != "term":
        meta["kind"] = entry.kind
    return _word_form(fields_of(entry, words), words, Near(), "marketing", meta, focus=False)


def redrawn(
    words: Words, reader: Side, fields: Fields, about: Mapping[str, Any], *, anyway: bool = False
) -> View | None:
    """The same form with what is near to the word as it stands now; None when that is nothing new, unless it
    is wanted `anyway`."""
    found = near(words, fields.get(WORD_FIELD) or "", reader, except_slug=about.get("slug"))
    if not anyway and list(found.slugs) == list(about.get("near") or ()):
        return None
    # Slack would take the keyboard back to the first field.
    return _word_form(fields, words, found, reader, dict(about), focus=False)


def moment_of(ts: str) -> tuple[int, ...]:
    """Slack's way to write when something was typed, as numbers to compare; nothing for what is none."""
    return tuple(int(part) for part in ts.split(".") if part.isdecimal())


def not_clear_form(revision_id: str, entry: Entry, about: Mapping[str, Any]) -> View:
    return modal(
        NOT_CLEAR_FORM,
        "Not clear yet",
        "Send",
        [
            _about_word(entry),
            _text(NOTE_FIELD, "What isn't clear?", _UNCLEAR_HINT, most=LONGEST_NOTE, lines=True),
        ],
        {**about, "revision_id": revision_id},
    )


def reject_form(revision_id: str, entry: Entry, about: Mapping[str, Any]) -> View:
    return modal(
        REJECT_FORM,
        "Reject it",
        "Reject",
        [_about_word(entry), _text(NOTE_FIELD, "Why not?", _REJECT_HINT, most=LONGEST_NOTE, lines=True)],
        {**about, "revision_id": revision_id},
    )


def hand_over_form(entry: Entry, able: Sequence[Colleague], about: Mapping[str, Any]) -> View | None:
    """`able`: those who may keep it, the likeliest first; None when there is nobody."""
    options = [option(person.name or "someone", person.user_id) for person in able][:MOST_OPTIONS]
    if not options:
        return None
    menu = {"type": "static_select", "action_id": KEEPER_FIELD, "options": options}
    return modal(
        HAND_OVER_FORM,
        "Hand it over",
        "Hand over",
        [
            _about_word(entry),
            field(KEEPER_FIELD, "Who looks after it from now on?", menu, hint=_KEEPER_HINT),
        ],
        {**about, "slug": entry.slug},
    )


def retire_form(entry: Entry, about: Mapping[str, Any], *, may_exclude: bool) -> View:
    """`may_exclude`: may say that it is no jargon at all."""
    options = [option(label, value) for value, label in ENDINGS.items() if value != "excluded" or may_exclude]
    choice = {
        "type": "radio_buttons",
        "action_id": ENDING_FIELD,
        "options": options,
        "initial_option": options[0],
    }
    return modal(
        RETIRE_FORM,
        "Put it away",
        "Put away",
        [
            _about_word(entry),
            field(ENDING_FIELD, "Why?", choice),
            _text(
                SUCCESSOR_FIELD,
                "What takes its place?",
                "Another word of the glossary; whoever looks for this one finds that. Or leave it empty.",
                most=LONGEST_LABEL,
                optional=True,
            ),
        ],
        {**about, "slug": entry.slug},
    )


_UNCLEAR_HINT = "One sentence that tells the author what is missing or which word you don't know."
_REJECT_HINT = "One sentence for the author, so that they can mend it. What is explained now stays."
_KEEPER_HINT = "They are told, and asked now and then whether it is still right."


def _word_form(
    fields: Fields, words: Words, found: Near, reader: Side, meta: dict[str, Any], *, focus: bool
) -> View:
    is_edit = "slug" in meta
    meta["near"] = list(found.slugs)
    blocks = [
        _term_field(fields, focus=focus),
        *([] if is_edit and not found.slugs else [_near_block(found, reader)]),
        _home_field(fields),
        *(_edited_wordings(fields) if is_edit else _new_wordings(fields)),
        *([_asked_field(fields)] if meta.get("kind") else []),
        _text(
            NAMES_FIELD,
            "Other names people use",
            "One in each line, or with commas between them: abbreviations, what the others call it.",
            fields,
            most=_LONGEST_NAMES,
            lines=True,
            optional=True,
        ),
        _text(
            CONFUSED_FIELD,
            "Not to be confused with",
            "Words of the glossary that sound like it and mean something else.",
            fields,
            most=_LONGEST_NAMES,
            optional=True,
            lines=True,
        ),
        *_topic_field(fields, words),
        *([_note_field(fields)] if is_edit else []),
    ]
    name, submit = ("A better wording", "Suggest it") if is_edit else ("Explain a word", "Suggest it")
    return modal(PROPOSE_FORM, name, submit, blocks, meta)


def _near_block(found: Near, reader: Side) -> Block:
    return {**context(_near(found, reader)), "block_id": NEAR_BLOCK}


def _near(found: Near, reader: Side) -> str:
    """In front of the eyes while one types, so short."""
    said = [
        f"{term(entry)} is there already: {_line(entry, reader)} If you mean that, close this and write "
        f"{look_up(entry)}; there you can suggest a better wording."
        for entry in found.same
    ]
    if found.is_waiting:
        said.append("Somebody has suggested this word already, and it waits to be read.")
    if found.close:
        near_ones = "\n".join(f"• {term(entry)}: {_line(entry, reader)}" for entry in found.close)
        said.append(f"Perhaps it's there under another name:\n{near_ones}")
    return "\n".join(said) or NOTHING_NEAR


def _line(entry: Entry, reader: Side) -> str:
    return quoted(entry.wording_for(reader).line, _LINE_NEAR)


def _new_wordings(fields: Fields) -> list[Block]:
    hint = "One plain sentence. If the same words do for both sides, fill in one of the two."
    return [
        *(
            _text(
                f"{LINE_FIELD}.{side}",
                f"For {SIDES[side]}: what is it?",
                hint,
                fields,
                most=LONGEST_LINE,
                lines=True,
                optional=True,
            )
            for side in BOTH_SIDES
        ),
        _why_field(WHY_FIELD, "Why does it matter to the other side?", fields),
        _example_field(EXAMPLE_FIELD, "An example of their day, if you have one", fields),
    ]


def _edited_wordings(fields: Fields) -> list[Block]:
    blocks = []
    for side in BOTH_SIDES:
        name = SIDES[side]
        hint = "One plain sentence: what it is."
        label = f"For {name}: what is it?"
        line = f"{LINE_FIELD}.{side}"
        blocks += [
            _text(line, label, hint, fields, most=LONGEST_LINE, lines=True, optional=True),
            _why_field(f"{WHY_FIELD}.{side}", f"For {name}: why does it matter?", fields),
            _example_field(f"{EXAMPLE_FIELD}.{side}", f"For {name}: an example", fields),
        ]
    return blocks


def _why_field(block: str, label: str, fields: Fields) -> Block:
    return _text(block, label, "", fields, most=LONGEST_TEXT, lines=True, optional=True)


def _example_field(block: str, label: str, fields: Fields) -> Block:
    return _text(block, label, "", fields, most=LONGEST_TEXT, lines=True, optional=True)


def _asked_field(fields: Fields) -> Block:
    hint = "One question in each line, the way people ask it. They are how this answer is found."
    return _text(ASKED_FIELD, "The questions it answers", hint, fields, most=3000, lines=True)


def _note_field(fields: Fields) -> Block:
    hint = "For those who read it: one sentence is enough."
    return _text(NOTE_FIELD, "What is better now?", hint, fields, most=LONGEST_NOTE, optional=True)


def _term_field(fields: Fields, *, focus: bool) -> Block:
    block = _text(WORD_FIELD, "The word, as people say it", "", fields, most=LONGEST_LABEL)
    block["dispatch_action"] = True
    block["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    if focus:
        block["element"]["focus_on_load"] = True
    return block


def _home_field(fields: Fields) -> Block:
    options = [option(label, home) for home, label in HOMES.items()]
    chosen = next((one for one in options if one["value"] == fields.get(HOME_FIELD)), options[0])
    element = {
        "type": "radio_buttons",
        "action_id": HOME_FIELD,
        "options": options,
        "initial_option": chosen,
    }
    return field(HOME_FIELD, "Whose word is it?", element)


def _topic_field(fields: Fields, words: Words) -> list[Block]:
    """Among the topics that there are. Slack's menus hold a hundred."""
    present = fields.get(TOPIC_FIELD) or ""
    known = [name for name, _ in topics(words) if name != NO_TOPIC and length(name) <= _LONGEST_VALUE]
    names = list(dict.fromkeys([*([present] if present else []), *known]))[:MOST_OPTIONS]
    if not names or length(present) > _LONGEST_VALUE:
        return []
    options = [option(name, name) for name in names]
    element: dict[str, Any] = {"type": "static_select", "action_id": TOPIC_FIELD, "options": options}
    if present:
        element["initial_option"] = next(one for one in options if one["value"] == present)
    return [field(TOPIC_FIELD, "Topic", element, optional=True, hint="Under which people find it.")]


def _about_word(entry: Entry) -> Block:
    return context(f"About {term(entry)}: {_line(entry, 'marketing')}")


def _text(
    block_id: str,
    label: str,
    hint: str,
    fields: Fields | None = None,
    *,
    most: int,
    lines: bool = False,
    optional: bool = False,
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": lines,
        "max_length": most,
    }
    initial = (fields or {}).get(block_id) or ""
    if initial.strip():
        element["initial_value"] = cut(initial, most)
    return field(block_id, label, element, optional=optional, hint=hint)
