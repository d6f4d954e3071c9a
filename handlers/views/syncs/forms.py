"""The smaller forms of syncs: something for the agenda, one meeting, and the end of one.

Their metadata holds ids only; rights are checked again when they come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.company import Company
from bot.people import Colleague, People
from bot.syncs.actions import LONGEST_ACTION
from bot.syncs.agenda import must_decide
from bot.syncs.closing import Closing
from bot.syncs.items import LONGEST_ITEM
from bot.syncs.model import ActionItem, AgendaItem, Occurrence, Sync
from bot.syncs.syncs import LONGEST_NAME
from handlers.names import (
    SYNC_ACTION_FIELD,
    SYNC_ADD_FORM,
    SYNC_AWAY_FORM,
    SYNC_CLOSE_FORM,
    SYNC_DAY_FIELD,
    SYNC_DUE_FIELD,
    SYNC_ITEM_FIELD,
    SYNC_LEADER_FIELD,
    SYNC_NAME_FIELD,
    SYNC_ONE_FORM,
    SYNC_OWNER_FIELD,
    SYNC_REQUEST_FIELD,
    SYNC_TEXT_FIELD,
    SYNC_TIME_FIELD,
    SYNC_TOUCHES_FIELD,
    SYNC_UNTIL_FIELD,
)
from handlers.views.blocks import (
    MOST_OPTIONS,
    context,
    divider,
    field,
    header,
    modal,
    option,
    plain_text,
    section,
)
from handlers.views.message import Block
from handlers.views.syncs.spoken import name_of
from handlers.views.text import cut, escape, one_line
from handlers.views.wording import plain_name

View = dict[str, Any]

NOBODY = "-"  # the option for no other team, and for no owner
MOST_MATTERS = 30  # of one closing form, so that it stays below a hundred blocks
NEW_ACTIONS = 4
DECISIONS = {
    "carry": "Next time",
    "done": "Done",
    "drop": "Not any more",
    "request": "Make it a request to IT",
}
_LONGEST_LABEL = 200
_LONGEST_VALUE = 150


def add_form(
    sync: Sync, when: str, company: Company, *, text: str = "", about: Mapping[str, Any] | None = None
) -> View:
    """`when`: the meeting's day, escaped; `text`: what is known already."""
    entry = _entry(SYNC_TEXT_FIELD, "What is it about?", LONGEST_ITEM, initial=text, lines=True)
    teams = [option(cut(team.name, 75), team.id) for team in company.teams if len(team.id) <= _LONGEST_VALUE]
    menu = _select(SYNC_TOUCHES_FIELD, [option("Nobody else", NOBODY), *teams][:MOST_OPTIONS], initial=NOBODY)
    return modal(
        SYNC_ADD_FORM,
        "Put it on the agenda",
        "Add",
        [
            section(f"For *{escape(cut(one_line(sync.name), LONGEST_NAME))}*, {when}."),
            entry,
            field(SYNC_TOUCHES_FIELD, "What other department is touched?", menu),
        ],
        {"sync_id": sync.id, **(about or {})},
    )


def away_form(about: Mapping[str, Any]) -> View:
    """For all of the person's syncs. Left empty: they are back."""
    first: dict[str, Any] = {"type": "datepicker", "action_id": SYNC_DAY_FIELD}
    last: dict[str, Any] = {"type": "datepicker", "action_id": SYNC_UNTIL_FIELD}
    words = "No turns and no reminders of your syncs on these days; a turn that you miss is yours later."
    blocks = [
        section(words),
        field(SYNC_DAY_FIELD, "First day away", first, optional=True),
        field(
            SYNC_UNTIL_FIELD, "Last day away", last, optional=True, hint="Leave both empty when you're back."
        ),
    ]
    return modal(SYNC_AWAY_FORM, "I'm away", "Save", blocks, about)


def one_form(sync: Sync, one: Occurrence, able: Sequence[Colleague]) -> View:
    """One meeting moved, called something else or led by somebody else. `able`: who may facilitate."""
    day: dict[str, Any] = {
        "type": "datepicker",
        "action_id": SYNC_DAY_FIELD,
        "initial_date": one.starts.date().isoformat(),
    }
    time: dict[str, Any] = {
        "type": "timepicker",
        "action_id": SYNC_TIME_FIELD,
        "initial_time": f"{one.starts:%H:%M}",
    }
    named = cut(one_line(name_of(sync, one)), LONGEST_NAME)
    blocks = [
        field(SYNC_DAY_FIELD, "Which day?", day),
        field(SYNC_TIME_FIELD, "At what time?", time, hint=f"By the clock of {one.zone}."),
        _entry(SYNC_NAME_FIELD, "What is it called this time?", LONGEST_NAME, initial=named),
    ]
    people = [option(plain_name(person), person.user_id) for person in able][: MOST_OPTIONS - 1]
    if people:
        menu = _select(SYNC_LEADER_FIELD, people, initial=one.facilitator_id)
        blocks.append(field(SYNC_LEADER_FIELD, "Who facilitates?", menu, optional=True))
    blocks.append(context("Only this one changes; the others stay as they are."))
    return modal(SYNC_ONE_FORM, "Change this one", "Save", blocks, {"sync_id": sync.id, "key": one.key})


def close_form(sync: Sync, one: Occurrence, found: Closing, owners: Sequence[Colleague]) -> View:
    """What became of each item and each open action, and what somebody will do. `owners`: who may take an
    action."""
    matters = sorted(
        found.matters, key=lambda matter: not must_decide(matter)
    )  # those that cannot wait first
    shown = matters[:MOST_MATTERS]
    blocks: list[Block] = [header(cut(one_line(name_of(sync, one)), 120))]
    blocks += [_matter(number, matter) for number, matter in enumerate(shown)]
    if not matters:
        blocks.append(section("Nothing was put on this agenda, so there is nothing to go through."))
    if len(matters) > len(shown):
        blocks.append(context(f"{len(matters) - len(shown)} more go to the next agenda by themselves."))
    blocks += [divider(), section("*What will somebody do?* Leave empty what you don't need.")]
    for number in range(NEW_ACTIONS):
        blocks += _action(number, owners)
    about = {"sync_id": sync.id, "key": one.key, "items": [matter.id for matter in shown]}
    return modal(SYNC_CLOSE_FORM, "Wrap up", "Post the summary", blocks, about)


def _matter(number: int, matter: AgendaItem | ActionItem) -> Block:
    """What was carried often enough cannot wait: then nothing is chosen for them."""
    overdue = must_decide(matter)
    choices = {value: label for value, label in DECISIONS.items() if value != "carry" or not overdue}
    options = [option(label, value) for value, label in choices.items()]
    menu = _select(f"{SYNC_ITEM_FIELD}.{number}", options, initial=None if overdue else "carry")
    hints = ["Promised last time."] if isinstance(matter, ActionItem) else []
    if overdue:
        hints.append(f"Carried {matter.carried} times: somebody must decide now.")
    label = cut(one_line(matter.text), _LONGEST_LABEL)
    return field(f"{SYNC_ITEM_FIELD}.{number}", label, menu, hint=" ".join(hints))


def _action(number: int, owners: Sequence[Colleague]) -> list[Block]:
    entry = _entry(f"{SYNC_ACTION_FIELD}.{number}", f"Action {number + 1}", LONGEST_ACTION, optional=True)
    people = [option(plain_name(person), person.user_id) for person in owners][: MOST_OPTIONS - 1]
    owner = _select(f"{SYNC_OWNER_FIELD}.{number}", [option("Nobody yet", NOBODY), *people], initial=NOBODY)
    due: dict[str, Any] = {"type": "datepicker", "action_id": f"{SYNC_DUE_FIELD}.{number}"}
    request = {
        "type": "checkboxes",
        "action_id": f"{SYNC_REQUEST_FIELD}.{number}",
        "options": [option("Make it a request to IT", "yes")],
    }
    return [
        entry,
        field(f"{SYNC_OWNER_FIELD}.{number}", "Who?", owner, optional=True),
        field(f"{SYNC_DUE_FIELD}.{number}", "By when?", due, optional=True),
        field(f"{SYNC_REQUEST_FIELD}.{number}", "Or is it something for IT?", request, optional=True),
    ]


def _select(action_id: str, options: list[dict[str, Any]], *, initial: str | None) -> dict[str, Any]:
    menu: dict[str, Any] = {"type": "static_select", "action_id": action_id, "options": options}
    chosen = next((one for one in options if one["value"] == initial), None)
    return {**menu, "initial_option": chosen} if chosen else menu


def _entry(
    block_id: str, label: str, most: int, *, initial: str = "", lines: bool = False, optional: bool = False
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": block_id,
        "max_length": most,
        "multiline": lines,
        "placeholder": plain_text("One sentence is enough", 150),
    }
    if initial.strip():
        element["initial_value"] = cut(initial.strip(), most)
    return field(block_id, label, element, optional=optional)


def facilitators(able: Sequence[str], people: People) -> list[Colleague]:
    """Those of them who are here and may be asked, in the same order."""
    found = (people.get(user_id) for user_id in able)
    return [one for one in found if one.known and not one.deactivated and not one.outside]
