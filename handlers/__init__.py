"""Everything that speaks Slack, in both directions.

This is the page of contents: surface → listener → help line.

Bolt tries its listeners one after the other, gathering for each try all that a listener may ask for. So it
has none of ours: the door stands at the end of its middleware, with these tables behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.context.ack import Ack
from slack_bolt.middleware import Middleware

from bot.toolkit import Toolkit
from handlers import names, shortcuts
from handlers.actions import explain as words
from handlers.actions import following, home, lessons, lists, questions, quiet, wishes
from handlers.actions import glossary as entries
from handlers.actions import requests as buttons
from handlers.answers import Answer
from handlers.commands.ask import ask
from handlers.commands.explain import explain
from handlers.commands.glossary import glossary
from handlers.commands.requests import requests
from handlers.door import Door, Entry
from handlers.events import messages, people, reactions
from handlers.explaining import explain_jargon
from handlers.reading import (
    Click,
    Command,
    Deleted,
    Edited,
    Happening,
    Heard,
    HomeOpened,
    PersonChanged,
    Reacted,
    Shortcut,
    Submission,
)
from handlers.submissions import glossary as entry_forms
from handlers.submissions import requests as forms
from handlers.submissions.explaining import same_as_form
from handlers.submissions.questions import answer_form

COMMANDS = {
    names.ASK: Entry(ask, "Ask IT for something, in your own words"),
    names.REQUESTS: Entry(requests, "What became of my requests, and what waits for me"),
    names.GLOSSARY: Entry(glossary, "The words of both sides: look round, look up, suggest, review"),
    names.EXPLAIN: Entry(explain, "What a word means, in my words: a word, a question, a pasted sentence"),
}

SHORTCUTS = {
    names.SEND_TO_IT: Entry(
        shortcuts.send_to_it, "Turn this message into a request to IT", again=shortcuts.sent_before
    ),
    names.SEND_TO_ASKER: Entry(
        shortcuts.send_note_to_asker, "Send this message of your team's thread to the asker"
    ),
    names.NEW_REQUEST: Entry(
        shortcuts.new_request, "Ask IT for something, with a short form", momentary=True
    ),
    names.EXPLAIN_MESSAGE: Entry(explain_jargon, "Explain the words of this message, to you alone"),
}

BUTTONS = {
    names.CLAIM: Entry(buttons.claim, "I've got it"),
    names.NOT_OURS: Entry(buttons.not_ours, "Not ours: to the bridge, without explanation"),
    names.HAND_TO: Entry(buttons.hand_to, "Hand to another team"),
    names.SEND_ON: Entry(buttons.send_on, "The bridge's one-click guesses"),
    names.ASK_BACK: Entry(buttons.ask_back, "Ask the asker something", momentary=True),
    names.DONE: Entry(buttons.done, "It's done"),
    names.CHANGE: Entry(buttons.change, "Change what was asked", momentary=True),
    names.CANCEL: Entry(buttons.take_back, "Take the request back"),
    names.CHOOSE: Entry(wishes.choose, "What it is closest to: straight to the right person"),
    names.NONE_OF_THESE: Entry(wishes.none_of_these, "None of the guesses: a person decides"),
    names.PICK_DAY: Entry(wishes.pick_day, "Which day was meant"),
    names.PLAN: Entry(wishes.plan, "A simple version by the day, or all of it a bit later"),
    names.ANYWAY: Entry(
        wishes.anyway, "Pass it on, though it may not be for IT", again=wishes.passed_on_before
    ),
    names.LET_GO: Entry(wishes.let_go, "Leave it then"),
    names.ME_TOO: Entry(following.me_too, "Me too: wait for what somebody has asked for already"),
    names.UNFOLLOW: Entry(following.stop_following, "Hear no more of what somebody else asked for"),
    names.ANSWER: Entry(questions.answer, "What is missing: a short form", momentary=True),
    names.LEAVE_OPEN: Entry(questions.leave_open, "Not sure yet: it stays open"),
    names.CONFIRM: Entry(buttons.looks_right, "It looks right, thanks"),
    names.REOPEN: Entry(buttons.not_quite, "Not quite: back to the same owner"),
    names.SEND_NOTE: Entry(buttons.send_note, "Send this message to the asker"),
    names.NEW_FROM_HOME: Entry(
        buttons.new_from_home, "Ask IT for something, from the Home tab", momentary=True
    ),
    names.TURN_ACCURACY: Entry(lessons.turn, "Another page of how requests find their way", momentary=True),
    names.TAKE_LESSON_BACK: Entry(lessons.take_back, "Take back what was learnt from a request"),
    names.TURN_PAGE: Entry(lists.turn, "Another page, or another list", momentary=True),
    names.TURN_GLOSSARY: Entry(entries.turn, "Another page of the glossary, or another list", momentary=True),
    names.CHOOSE_TOPIC: Entry(entries.choose_topic, "The glossary's words about one topic", momentary=True),
    names.OPEN_WORD: Entry(entries.open_word, "One word of the glossary, whole", momentary=True),
    names.OPEN_PROPOSAL: Entry(entries.open_proposal, "A proposed text, to look at", momentary=True),
    names.ADD_WORD: Entry(entries.add_word, "Explain a word that isn't there yet", momentary=True),
    names.WORD_FIELD: Entry(
        entries.show_near,
        "What is there already, while one types",
        momentary=True,
        concerns_us=entries.near_typed,
    ),
    names.EDIT_WORD: Entry(entries.edit_word, "A better wording, with the text filled in", momentary=True),
    names.WORD_HISTORY: Entry(entries.show_history, "Every text a word ever had", momentary=True),
    names.ROLL_BACK: Entry(entries.go_back, "Back to an older text of a word"),
    names.UNDERSTAND: Entry(entries.understand, "I understand this text, though it's not my side's word"),
    names.NOT_CLEAR: Entry(entries.not_clear, "Not clear yet, and what is missing", momentary=True),
    names.APPROVE: Entry(entries.approve, "Approve a text: everybody reads it"),
    names.REJECT: Entry(entries.reject, "Reject a text, with the reason", momentary=True),
    names.STILL_RIGHT: Entry(entries.still_right, "A word I look after is still explained right"),
    names.HAND_OVER: Entry(entries.hand_over, "Somebody else looks after a word", momentary=True),
    names.RETIRE: Entry(entries.retire, "Put a word away, and what takes its place", momentary=True),
    names.RESTORE: Entry(entries.restore, "Bring a word back that was put away"),
    names.EXPLAIN_WORD: Entry(words.explain_word, "Another word's explanation"),
    names.THANKS: Entry(words.thanks, "That explanation helped"),
    names.UNCLEAR: Entry(words.unclear, "Still unclear: whoever keeps the entry hears of it, without a name"),
    names.ASK_OPENLY: Entry(words.ask_openly, "Ask for other words, where everybody can read it"),
    names.SHARE: Entry(words.share, "Share an explanation where I am"),
    names.NOT_MEANT: Entry(words.not_meant, "Not what I meant: what else it may mean"),
    names.WANT_WORD: Entry(words.want_word, "Ask the other side to define a word, without my name"),
    names.WANT_OTHER: Entry(words.want_other, "Ask the other side for another meaning of a word"),
    names.TELL_ME: Entry(words.tell_me, "Tell me when a word is explained"),
    names.DEFINE: Entry(words.define, "Define a word that nobody has explained yet", momentary=True),
    names.SAME_AS: Entry(words.same_as, "It's another name of something known", momentary=True),
    names.NOT_JARGON: Entry(words.not_jargon, "A word that nobody needs to have explained"),
    names.QUIET_THANKS: Entry(quiet.thanks, "What the book explained helped"),
    names.QUIET_MUTE: Entry(quiet.mute, "Don't explain this again: a word, a channel, everything"),
    names.QUIET_UNMUTE: Entry(quiet.unmute, "Explain it again"),
    names.QUIET_NOT_JARGON: Entry(quiet.not_jargon, "Not jargon here: one voice of this channel"),
    names.CHOOSE_SIDE: Entry(home.choose_side, "In whose words I have things explained"),
    names.OPEN_GLOSSARY: Entry(home.open_glossary, "What's in the glossary, from the Home tab"),
    names.START_COURSE: Entry(home.start_course, "The list for new starters: a few words a day"),
    names.STOP_COURSE: Entry(home.stop_course, "No more of the list for new starters"),
}

FORMS = {
    names.ASK_FORM: Entry(forms.ask_form, "A new request"),
    names.CHANGE_FORM: Entry(forms.change_form, "Other words, or another area"),
    names.ASK_BACK_FORM: Entry(forms.ask_back_form, "A question to the asker"),
    names.ANSWER_FORM: Entry(answer_form, "What was missing"),
    names.PROPOSE_FORM: Entry(entry_forms.propose_form, "A new word, or a better wording"),
    names.NOT_CLEAR_FORM: Entry(entry_forms.not_clear_form, "What isn't clear in a proposed text"),
    names.REJECT_FORM: Entry(entry_forms.reject_form, "Why a proposed text is rejected"),
    names.HAND_OVER_FORM: Entry(entry_forms.hand_over_form, "Who looks after a word from now on"),
    names.RETIRE_FORM: Entry(entry_forms.retire_form, "What takes a word's place"),
    names.SAME_AS_FORM: Entry(same_as_form, "What a word is another name of"),
}

# By what happened; docs/commands.md lists them, the manifest subscribes to exactly these.
EVENTS: dict[type[Happening], Entry] = {
    Heard: Entry(
        messages.message, "A message to us, or in a request's thread", concerns_us=messages.concerns_us
    ),
    Edited: Entry(messages.edit, "A message was edited", concerns_us=messages.correction_concerns_us),
    Deleted: Entry(messages.delete, "A message was deleted", concerns_us=messages.correction_concerns_us),
    Reacted: Entry(
        reactions.reaction,
        "🎫 files, 👀 takes, ✅ says it's done, 📖 explains",
        concerns_us=reactions.concerns_us,
    ),
    HomeOpened: Entry(people.home_opened, "Somebody opened the Home tab"),
    PersonChanged: Entry(people.person_changed, "Somebody joined, left or changed their name or zone"),
}
EVENT_NAMES = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "team_join",
    "user_change",
)


def find(happening: Happening) -> Entry | None:
    """The entry that a happening belongs to; None for names that nobody answers to any more."""
    match happening:
        case Command(name=name):
            return COMMANDS.get(name)
        case Click(name=name):
            return BUTTONS.get(name)
        case Submission(name=name):
            return FORMS.get(name)
        case Shortcut(name=name):
            return SHORTCUTS.get(name)
    return EVENTS.get(type(happening))


class Doorway(Middleware):
    """The last of Bolt's middleware: by then a delivery is known to be Slack's and not our own doing."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def process(self, *, req: BoltRequest, **_: Any) -> BoltResponse:
        return acknowledge(Ack(), self._door.take(req.body))  # type: ignore[no-untyped-call]


def register(app: App, toolkit: Toolkit, last_word: Callable[[Happening, str], None]) -> Door:
    """Hooks the door into Bolt."""
    door = Door(toolkit, find, last_word)

    def broke(error: Exception, body: dict[str, Any]) -> BoltResponse:
        return acknowledge(Ack(), door.broke(body, error))  # type: ignore[no-untyped-call]

    app.use(Doorway(door))
    app.error(broke)
    return door


def acknowledge(ack: Ack, answer: Answer) -> BoltResponse:
    if answer.errors:
        return ack(response_action="errors", errors=answer.errors)
    if answer.blocks:
        return ack(
            text=answer.text or "", blocks=answer.blocks, response_type="ephemeral", unfurl_links=False
        )
    if answer.text:
        return ack(text=answer.text, response_type="ephemeral", unfurl_links=False)
    return ack()
