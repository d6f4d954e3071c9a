"""Many reports of one thing: what their cards say and offer, the lines about it, one update for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.company import Company
from bot.people import People
from bot.requests.children import Together
from bot.requests.merging import LONGEST_UPDATE
from bot.requests.model import Request
from db.kinds import WITH_TEAM, RequestState
from handlers.names import SAME_THING, TAKE_OUT, TELL_EVERYBODY, TELL_EVERYBODY_FORM, UPDATE_FIELD
from handlers.views.blocks import (
    actions,
    button,
    context,
    field,
    menu,
    modal,
    option,
    part,
    plain_text,
    section,
    words,
)
from handlers.views.message import Block, Message
from handlers.views.text import cut, fitted
from handlers.views.wording import first, keeper, keeper_name, passed_to, plain_name, title

_MOST_NAMES = 3
_MOST_TITLE = 600
_MOST_IN_MENU = 50
_MOST_TO_TAKE_OUT = 100  # options of one menu
_LONGEST_OPTION_VALUE = 150


def child_card(request: Request, together: Together, people: People, company: Company) -> Message:
    """Calm: the card of the one it was put to is where things are done."""
    sentence = _standing(request, together.parent, people, company)
    understood = title(request, company)
    rows = actions(take_out_button(request)) if request.state in WITH_TEAM else []
    text = f"{sentence} {fitted(understood, _MOST_TITLE)}"
    return Message(text, [section(sentence), words(part(understood, "italic")), *rows])


def take_out_button(request: Request) -> dict[str, Any]:
    return button(TAKE_OUT, "Take it out again", request.id)


def others_with_it(together: Together, people: People) -> list[Block]:
    """How many report the same, and who; nothing when nobody does."""
    count = len(together.children)
    if not count:
        return []
    names = [first(people.get(one.asked_by)) for one in together.children[:_MOST_NAMES]]
    if count > _MOST_NAMES:
        who = f"{', '.join(names)} and {count - _MOST_NAMES} more"
    else:
        who = " and ".join([", ".join(names[:-1]), names[-1]] if count > 1 else names)
    return [context(f"{'One other reports' if count == 1 else f'{count} others report'} the same: {who}.")]


def for_all(
    request: Request, together: Together, followers: int, people: People, company: Company
) -> list[Block]:
    """One update for everybody who waits, and one report taken out again."""
    tell = button(TELL_EVERYBODY, "Tell everybody", request.id) if together.children or followers else None
    children = [one for one in together.children if one.state in WITH_TEAM][:_MOST_TO_TAKE_OUT]
    apart = [option(_option(one, people, company), one.id) for one in children]
    return actions(tell, menu(TAKE_OUT, "Take one out…", apart))


def same_thing_menu(
    request: Request, together: Together, people: People, company: Company
) -> dict[str, Any] | None:
    """What it may be the same as."""
    same = [option(_option(one, people, company), f"{request.id} {one.id}") for one in together.same]
    fitting = [one for one in same if len(one["value"]) <= _LONGEST_OPTION_VALUE]
    return menu(SAME_THING, "Same thing as…", fitting)


def merged_line(request: Request, people: People, detail: Mapping[str, Any]) -> str:
    """`detail`: `parent_asker`, None where this asker may not know; `instead`: what it was put to at first
    was taken back."""
    who = _reporter(request, people, detail)
    if detail.get("instead"):
        gone = "What this was put together with has been taken back."
        return f"{gone} It goes on with what {who} reported, and you'll still hear with everybody."
    return f"It's the same thing as what {who} reported; you'll hear with everybody."


def apart_line(
    request: Request, people: People, company: Company, hear_back: str, detail: Mapping[str, Any]
) -> str:
    """`detail`: with `is_heir` it stands for itself because what it was put to was taken back."""
    has_it = f"👀 {keeper_name(request, people, company)} has it."
    where = f"It's with {passed_to(request, people, company)}." if request.is_unclaimed else has_it
    why = "This one turned out to be something of its own."
    if detail.get("is_heir"):
        gone = _reporter(request, people, detail)
        why = f"What {gone} reported has been taken back, so this goes on with yours."
    return f"{why} {where} {hear_back}"


def apart_line_for_team(calling: str, actor_name: str, detail: Mapping[str, Any]) -> str:
    if detail.get("is_heir"):
        return f"{calling}The report it was put together with was taken back, so this one counts now."
    return f"{actor_name} took it out again, so it stands for itself."


def update_form(request: Request, company: Company, count: int) -> dict[str, Any]:
    """`count`: how many hear it beside the first asker."""
    element = {
        "type": "plain_text_input",
        "action_id": UPDATE_FIELD,
        "multiline": True,
        "max_length": LONGEST_UPDATE,
        "placeholder": plain_text("We've found it and are putting it right. Please don't pay twice.", 150),
        "focus_on_load": True,
    }
    others = "one more person" if count == 1 else f"{count} more people"
    return modal(
        TELL_EVERYBODY_FORM,
        "Tell everybody",
        "Tell everybody",
        [
            words(part(title(request, company), "italic")),
            field(UPDATE_FIELD, "What should everybody know?", element),
            context(f"Goes to whoever asked first and to {others}, each in their own thread or messages."),
        ],
        {"request_id": request.id},
    )


def _standing(request: Request, parent: Request | None, people: People, company: Company) -> str:
    asker = first(people.get(request.asked_by))
    if request.state is RequestState.RESOLVED:
        return f"{keeper_name(request, people, company)} says it's done, {asker} has the last word."
    whose = first(people.get(parent.asked_by)) if parent else "somebody else"
    same = f"{asker} reports the same thing as {whose}, so the card of that one counts."
    person = keeper(parent, people) if parent and not parent.is_unclaimed else None
    return f"{same} 👀 {first(person)} has it." if person else same


def _reporter(request: Request, people: People, detail: Mapping[str, Any]) -> str:
    parent_asker = detail.get("parent_asker")
    if parent_asker is None:
        return "somebody else"
    return "you" if parent_asker == request.asked_by else first(people.get(parent_asker))


def _option(request: Request, people: People, company: Company) -> str:
    return (
        f"{cut(title(request, company), _MOST_IN_MENU)} ({cut(plain_name(people.get(request.asked_by)), 20)})"
    )


def askers(together: Together) -> Sequence[Request]:
    """Whose people a card may name."""
    parent = (together.parent,) if together.parent else ()
    return (*parent, *together.children, *together.same)
