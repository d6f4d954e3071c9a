"""What is missing: the message that asks for it, its form, and what the card says is known and still open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.company import Company, Question
from bot.intake.missing.kinds import kind_of
from bot.people import People
from bot.requests.asking import LONGEST_ANSWER
from bot.requests.model import Request
from bot.requests.questions import asked, awaited, find_question, is_day, is_known, still_open
from db.kinds import WITH_TEAM
from handlers.names import ANSWER, ANSWER_FIELD, ANSWER_FORM, LEAVE_OPEN
from handlers.views.blocks import actions, bullets, button, context, field, modal, part, quote, section
from handlers.views.message import Block, Message
from handlers.views.plans import today_of
from handlers.views.text import cut, escape, fitted, on_day, one_line
from handlers.views.wording import first, keeper, team_name, team_of, title

_LONGEST_ASK = 300
_LONGEST_ANSWER_SHOWN = 200
_LONGEST_LABEL = 40
_LONGEST_ID = 80  # of a question: it travels with the form
_MOST_IN_TEXT = 1000
_NUMBERS = {1: "One", 2: "Two", 3: "Three"}
# What a kind of question is called in a list; all others by their own word.
_LABELS = {
    "address_from": "address",
    "address_to": "where it leads",
    "app_platform": "kind of phone",
    "approved_wording": "approved wording",
    "assets": "images",
    "change": "what changes",
    "consent_basis": "consent",
    "consent_category": "kind of cookie",
    "cost": "who pays",
    "destination": "where it goes",
    "every_page": "pages",
    "expected": "what it should be",
    "form_dest": "where the answers go",
    "from_system": "source",
    "go_live": "date",
    "group": "who it's for",
    "manager_ok": "manager's OK",
    "permanent": "for how long",
    "personal_data": "kind of data",
    "records": "DNS records",
    "reg_fields": "registration fields",
    "run": "run dates",
    "shown": "where it's shown",
    "since": "since when",
    "symptom": "what happens",
    "to_system": "target",
    "tool_site": "the tool's website",
    "until": "until when",
    "volume": "how many",
}

View = dict[str, Any]


def questions(request: Request, people: People, company: Company, now: datetime) -> Message:
    """As it is now: what is asked, what was answered, what is left open."""
    today = today_of(request, people, now)
    waits = awaited(request, company)
    sentence = _sentence(request, people, company)
    lines = _lines(request, company, _day(request, today))
    blocks = [section(sentence), *([bullets(lines)] if lines else [])]
    if waits:
        blocks.append(context("Not sure yet? Just say so, I'll leave it open. You can also answer here."))
        blocks += actions(
            button(ANSWER, "Answer", request.id, style="primary"),
            button(LEAVE_OPEN, "Not sure yet", request.id),
        )
    asks = " ".join(fitted(one_line(question.ask), _LONGEST_ASK) for question in waits)
    return Message(f"{sentence} {asks}".strip(), blocks)


def answer_form(request: Request, company: Company, *, where: dict[str, str | None]) -> View:
    """One field a question, none of them a must. `where`: ids of the place where it was called."""
    shown = [question for question in asked(request, company) if len(question.id) <= _LONGEST_ID]
    meta = {
        "request_id": request.id,
        "questions": [question.id for question in shown],
        "known": [number for number, question in enumerate(shown) if is_known(request, question)],
        **where,
    }
    blocks = [
        quote(cut(title(request, company), 300)),
        *(_field(request, question, number) for number, question in enumerate(shown)),
        context("Half an answer is fine. What you leave empty stays open."),
    ]
    return modal(ANSWER_FORM, "What's missing", "Send", blocks, meta)


def known_and_open(request: Request, company: Company) -> list[Block]:
    """What the team may count on, and what nobody knows yet."""
    known = [
        f"{_label(id_, request, company)}: {fitted(one_line(words), _LONGEST_ANSWER_SHOWN)}"
        for id_, words in request.answers.items()
        if words
    ]
    open_ = [_label(question.id, request, company) for question in still_open(request, company)]
    told = [f"*Known:* {'; '.join(known)}"] if known else []
    told += [f"*Still open:* {', '.join(open_)}"] if open_ and request.state in WITH_TEAM else []
    return [section("\n".join(told))] if told else []


def labels(ids: list[str], request: Request, company: Company) -> str:
    return ", ".join(_label(id_, request, company) for id_ in ids)


def asks_and_words(apart: dict[str, str], request: Request, company: Company) -> str:
    """Plain: each question with what was answered to it."""
    found = ((find_question(id_, request, company), words) for id_, words in apart.items())
    return "\n".join(f"{one_line(known.ask)} {words}" if known else words for known, words in found)


def _sentence(request: Request, people: People, company: Company) -> str:
    waits, open_ = awaited(request, company), still_open(request, company)
    known = any(request.answers.values())
    who = _keeper(request, people, company)
    if waits:
        number = _NUMBERS.get(len(waits), str(len(waits)))
        things = "thing" if len(waits) == 1 else "things"
        if known:
            return f"Thanks, noted. {number} more {things} so {who} can start:"
        return f"{number} quick {things} so {who} can start:"
    if request.state not in WITH_TEAM or not asked(request, company):
        return "Thanks, noted." if known else "Nothing more is needed here."
    if open_:
        said = "Thanks, noted. The rest stays open." if known else "All right, I'll leave it open."
        return f"{said} Just write it here once you know."
    return f"Thanks, that's all {who} needs to start."


def _keeper(request: Request, people: People, company: Company) -> str:
    person = keeper(request, people)
    return first(person) if person else team_name(team_of(request, company))


def _lines(request: Request, company: Company, day: str) -> list[list[dict[str, Any]]]:
    """Those of the present area; a request that is out of the team's hands shows only what was said."""
    lines = []
    for question in asked(request, company):
        words = request.answers.get(question.id) or (day if is_day(question) else "")
        if words or request.state in WITH_TEAM:
            line = [part(cut(one_line(question.ask), _LONGEST_ASK))]
            answer = cut(one_line(words), _LONGEST_ANSWER_SHOWN)
            lines.append([*line, part(" "), part(answer, "bold")] if answer.strip() else line)
    return lines


def _day(request: Request, today: Any) -> str:
    return on_day(request.due_on, today) if request.due_on else ""


def _field(request: Request, question: Question, number: int) -> Block:
    name = f"{ANSWER_FIELD}.{number}"
    if is_day(question):
        element: dict[str, Any] = {"type": "datepicker", "action_id": name}
        if request.due_on:
            element["initial_date"] = request.due_on.isoformat()
    else:
        element = {
            "type": "plain_text_input",
            "action_id": name,
            "multiline": True,
            "max_length": LONGEST_ANSWER,
        }
        words = request.answers.get(question.id, "")
        if words.strip():
            element["initial_value"] = cut(words, LONGEST_ANSWER)
    return field(name, question.ask, element, optional=True)


def _label(id_: str, request: Request, company: Company) -> str:
    question = find_question(id_, request, company)
    kind = kind_of(question) if question else None
    plain = _LABELS.get(kind, kind) if kind else id_
    return escape(cut(one_line(plain.replace("_", " ")), _LONGEST_LABEL))
