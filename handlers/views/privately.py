"""What only the person who filed is told at once: who has it, and what was left out of their words."""

from __future__ import annotations

from bot.company import Company
from bot.people import People
from bot.requests.model import Request
from bot.requests.opening import Filed
from handlers.views.blocks import section
from handlers.views.message import Message
from handlers.views.receipt import thanks, thanks_for_several, with_whom
from handlers.views.wording import keeper_name, title_in_bold

_LONGEST_TITLE = 120
_MOST_SHOWN = 8
_CAREFUL = {
    "secret": "Careful, that looked like a password or a key. I haven't kept it: please delete the message "
    "and change the password.",
    "card": "Careful, that looked like a card number. I haven't kept it: please delete the message.",
    "account": "Careful, that looked like a bank account. I haven't kept it: please delete the message.",
    "person_data": "There were people's details in there. I've left them out: please delete the message, put "
    "the list in the safe folder, and send only the link.",
}


def privately(filed: Filed, people: People, company: Company) -> Message:
    sentences = [thanked(filed, people, company), *left_out(filed.first, people, company)]
    return Message(" ".join(sentences), [section(sentence) for sentence in sentences])


def thanked(filed: Filed, people: People, company: Company) -> str:
    """Who has it; of several, who has which."""
    if len(filed.requests) == 1:
        return thanks(filed.first, people, company)
    shown = [
        f"• {title_in_bold(one, company, _LONGEST_TITLE)}: {with_whom(one, people, company)}"
        for one in filed.requests[:_MOST_SHOWN]
    ]
    return "\n".join((thanks_for_several(filed.requests, people), *shown))


def with_care(message: Message, found: tuple[str, ...]) -> Message:
    """The same, after a warning about what stood in their words."""
    careful = _careful(found)
    return Message(f"{careful} {message.text}", [section(careful), *message.blocks]) if careful else message


def left_out(request: Request, people: People, company: Company) -> list[str]:
    """Empty when nothing was."""
    if not request.found:
        return []
    who = keeper_name(request, people, company)
    return [f"{_careful(request.found)} I've told {who} what you need, without it."]


def _careful(found: tuple[str, ...]) -> str:
    return " ".join(_CAREFUL[kind] for kind in found if kind in _CAREFUL)
