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
from handlers.actions import digests as digest_lines
from handlers.actions import escalation as climbing
from handlers.actions import explain as words
from handlers.actions import (
    following,
    home,
    launches,
    lessons,
    lists,
    merging,
    numbers,
    questions,
    quiet,
    wishes,
)
from handlers.actions import glossary as entries
from handlers.actions import oncall as turns
from handlers.actions import promises as promised
from handlers.actions import requests as buttons
from handlers.actions import syncs as meetings
from handlers.answers import Answer
from handlers.commands.ask import ask
from handlers.commands.digest import digest
from handlers.commands.explain import explain
from handlers.commands.glossary import glossary
from handlers.commands.launch import launch
from handlers.commands.oncall import oncall
from handlers.commands.requests import requests
from handlers.commands.sync import sync
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
from handlers.submissions import launches as launch_forms
from handlers.submissions import oncall as turn_forms
from handlers.submissions import requests as forms
from handlers.submissions import syncs as meeting_forms
from handlers.submissions.escalation import outage_form
from handlers.submissions.explaining import same_as_form
from handlers.submissions.merging import tell_everybody_form
from handlers.submissions.promises import promise_form
from handlers.submissions.questions import answer_form

COMMANDS = {
    names.ASK: Entry(ask, "Ask IT for something, in your own words"),
    names.REQUESTS: Entry(requests, "What became of my requests, and what waits for me"),
    names.GLOSSARY: Entry(glossary, "The words of both sides: look round, look up, suggest, review"),
    names.SYNC: Entry(sync, "Recurring meetings of both sides: what comes, a new one, the next agenda"),
    names.EXPLAIN: Entry(explain, "What a word means, in my words: a word, a question, a pasted sentence"),
    names.LAUNCH: Entry(launch, "Tell IT early what is planned, and see what is coming"),
    names.DIGEST: Entry(digest, "What happened and what needs whom, at a time you choose: here or for me"),
    names.ONCALL: Entry(oncall, "Who is on call now and next; take a shift, swap, be away, change the rota"),
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
    names.PUT_ON_SYNC: Entry(
        shortcuts.put_on_sync, "Put this message on the agenda of the next sync", momentary=True
    ),
    names.EXPLAIN_MESSAGE: Entry(explain_jargon, "Explain the words of this message, to you alone"),
    names.ANNOUNCE_LAUNCH: Entry(
        launches.announce, "Tell IT early of what this message announces", again=launches.announced_before
    ),
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
    names.SAY_OUTAGE: Entry(
        climbing.say_outage, "This is an outage: one question, then somebody is called", momentary=True
    ),
    names.SAME_THING: Entry(merging.same_thing, "Same thing as another: one update reaches all"),
    names.TAKE_OUT: Entry(merging.take_out, "Something of its own after all: taken out again"),
    names.TELL_EVERYBODY: Entry(
        merging.tell_everybody, "One update for everybody who waits: a short form", momentary=True
    ),
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
    names.NUMBERS_WEEK: Entry(numbers.show_week, "The requests behind a week's figures", momentary=True),
    names.SYNC_NEW: Entry(meetings.new, "A new sync, with its next dates before it is saved", momentary=True),
    names.SYNC_OPEN: Entry(meetings.open_page, "One sync: its dates, its turns, what was not posted and why"),
    names.SYNC_EDIT: Entry(meetings.edit, "Change a sync: days, people, days off", momentary=True),
    names.SYNC_END: Entry(meetings.end, "No more of a sync"),
    names.SYNC_WHEN_FIELD: Entry(
        meeting_forms.redraw,
        "The next dates of a sync, while one fills in its form",
        momentary=True,
        concerns_us=meeting_forms.when_changed,
    ),
    names.SYNC_ADD: Entry(meetings.add, "Put something on the next agenda", momentary=True),
    names.SYNC_TOUCHES: Entry(meetings.say_who_is_touched, "What other department an item touches"),
    names.SYNC_DROP: Entry(meetings.drop, "Take an item off the agenda again"),
    names.SYNC_ONE: Entry(
        meetings.change_one, "Another time, name or facilitator for one meeting", momentary=True
    ),
    names.SYNC_CANCEL: Entry(meetings.cancel, "Cancel one meeting, not the others"),
    names.SYNC_RESTORE: Entry(meetings.restore, "Hold a meeting after all"),
    names.SYNC_SWAP: Entry(meetings.swap, "Ask somebody to facilitate in my place"),
    names.SYNC_SWAP_YES: Entry(meetings.swap_yes, "Facilitate in somebody's place"),
    names.SYNC_SWAP_NO: Entry(meetings.swap_no, "Not this time"),
    names.SYNC_SKIP: Entry(meetings.skip, "Nothing urgent: skip this meeting"),
    names.SYNC_HOLD: Entry(meetings.hold, "Hold it, though its agenda is empty"),
    names.SYNC_HOLIDAY: Entry(meetings.decide_holiday, "What becomes of a meeting on a day off"),
    names.SYNC_CLOSE: Entry(meetings.wrap_up, "Wrap up: what is done, what comes back", momentary=True),
    names.SYNC_AWAY: Entry(meetings.away, "On which days I am away: no turns, no reminders", momentary=True),
    names.SYNC_CALENDAR: Entry(
        meetings.show_calendar, "A sync, all of mine, or the road map, in my calendar"
    ),
    names.SYNC_NEW_ADDRESS: Entry(meetings.renew_calendar, "Another address, so that the old one ends"),
    names.SYNC_ACTION_DONE: Entry(meetings.action_done, "What somebody said they would do is done"),
    names.START_COURSE: Entry(home.start_course, "The list for new starters: a few words a day"),
    names.STOP_COURSE: Entry(home.stop_course, "No more of the list for new starters"),
    names.LAUNCH_NEW: Entry(launches.new, "Announce something: a short form", momentary=True),
    names.LAUNCH_CHANGE: Entry(launches.change, "Move or change what is planned", momentary=True),
    names.LAUNCH_CANCEL: Entry(launches.cancel, "Take it off the road map"),
    names.LAUNCH_ASK: Entry(launches.ask, "Ask IT for what a launch needs, filled in", momentary=True),
    names.LAUNCH_ADD_AREA: Entry(launches.add_area, "It also touches this area: its team gets a card"),
    names.LAUNCH_DROP_AREA: Entry(launches.drop_area, "This area isn't touched"),
    names.LAUNCH_CHOOSE: Entry(launches.choose, "Too near: a simple version by the day, or all of it later"),
    names.LAUNCH_NOTED: Entry(launches.note, "We have noted that launch"),
    names.LAUNCH_TALK: Entry(launches.talk, "We need to talk: it goes on the next sync"),
    names.LAUNCH_NOT_US: Entry(launches.not_us, "That launch doesn't touch us"),
    names.LAUNCH_NOTE_WORDS: Entry(
        launches.note_words_held, "Note news as a launch instead of a request", again=launches.noted_before
    ),
    names.LAUNCH_SAY_DAY: Entry(launches.say_day, "On which day it is: a short form", momentary=True),
    names.DIGEST_TAKE: Entry(digest_lines.take, "I've got it, from a line of a digest"),
    names.DIGEST_TOMORROW: Entry(digest_lines.tomorrow, "Tomorrow: digests here leave it out until then"),
    names.DIGEST_ON_SYNC: Entry(digest_lines.on_sync, "Put on the agenda of the next sync"),
    names.DIGEST_PREVIEW: Entry(digest_lines.preview, "What would be posted next, for my eyes only"),
    names.DIGEST_SEND: Entry(digest_lines.send, "Send a digest now"),
    names.DIGEST_PAUSE: Entry(digest_lines.pause, "Pause a digest"),
    names.DIGEST_RESUME: Entry(digest_lines.resume, "Let a paused digest go on"),
    names.DIGEST_STOP: Entry(digest_lines.stop, "Stop a digest"),
    names.DIGEST_FIGURES: Entry(digest_lines.show_figures, "The requests that a digest's chart counts"),
    names.PROMISE_STILL: Entry(promised.say_still, "Still on it, and by when there is news"),
    names.PROMISE_DAY: Entry(promised.say_day, "Still on it, with another day: a short form", momentary=True),
    names.ONCALL_WEEK: Entry(turns.show_week, "Seven days of a team's duty", momentary=True),
    names.ONCALL_TURN_WEEK: Entry(turns.show_week, "The week before or after", momentary=True),
    names.ONCALL_TEAM: Entry(turns.show_week, "Another team's week", momentary=True),
    names.ONCALL_TAKE: Entry(turns.take, "I take a shift: a short form", momentary=True),
    names.ONCALL_TAKE_GAP: Entry(turns.take_gap, "I take the time that nobody has"),
    names.ONCALL_UNDO: Entry(turns.undo, "Undo what was taken or swapped"),
    names.ONCALL_SWAP: Entry(turns.swap, "Ask somebody to swap a shift with me", momentary=True),
    names.ONCALL_SWAP_YES: Entry(turns.swap_yes, "Swap shifts with somebody"),
    names.ONCALL_SWAP_NO: Entry(turns.swap_no, "Not this time: they keep their shift"),
    names.ONCALL_SWAP_WITHDRAW: Entry(turns.swap_withdraw, "Take back what I asked"),
    names.ONCALL_SWAP_FIELD: Entry(
        turn_forms.redraw_swap, "Whose shift, and which in return", momentary=True
    ),
    names.ONCALL_AWAY: Entry(turns.away, "On which days I am away: no shifts, no turns", momentary=True),
    names.ONCALL_EDIT: Entry(turns.edit, "Change a rota, with its next shifts before saving", momentary=True),
    names.ONCALL_ROTA_FIELD: Entry(
        turn_forms.redraw_rota,
        "The next shifts of a rota, while one fills in its form",
        momentary=True,
        concerns_us=turn_forms.rota_changed,
    ),
    names.ONCALL_ADD_LAYER: Entry(turns.add_layer, "One more layer of a rota", momentary=True),
    names.ONCALL_DROP_LAYER: Entry(turns.drop_layer, "One layer less", momentary=True),
    names.ONCALL_RAISE_LAYER: Entry(turns.raise_layer, "This layer before the one above", momentary=True),
    names.ONCALL_BACK_TO_FILE: Entry(turns.back_to_file, "The company file's rota counts again"),
    names.ONCALL_CALENDAR: Entry(turns.show_calendar, "My shifts, or a rota, in my calendar"),
    names.ONCALL_NEW_ADDRESS: Entry(turns.renew_calendar, "Another address, so that the old one ends"),
    names.ONCALL_END_ADDRESS: Entry(turns.end_calendar, "No address any more"),
}

FORMS = {
    names.ASK_FORM: Entry(forms.ask_form, "A new request"),
    names.CHANGE_FORM: Entry(forms.change_form, "Other words, or another area"),
    names.ASK_BACK_FORM: Entry(forms.ask_back_form, "A question to the asker"),
    names.ANSWER_FORM: Entry(answer_form, "What was missing"),
    names.PROMISE_FORM: Entry(promise_form, "By when there will be news"),
    names.OUTAGE_FORM: Entry(outage_form, "What people can't do right now, so that somebody is called"),
    names.TELL_EVERYBODY_FORM: Entry(tell_everybody_form, "What everybody who waits should know"),
    names.PROPOSE_FORM: Entry(entry_forms.propose_form, "A new word, or a better wording"),
    names.NOT_CLEAR_FORM: Entry(entry_forms.not_clear_form, "What isn't clear in a proposed text"),
    names.REJECT_FORM: Entry(entry_forms.reject_form, "Why a proposed text is rejected"),
    names.HAND_OVER_FORM: Entry(entry_forms.hand_over_form, "Who looks after a word from now on"),
    names.RETIRE_FORM: Entry(entry_forms.retire_form, "What takes a word's place"),
    names.SYNC_FORM: Entry(meeting_forms.sync_form, "A new sync, or a changed one"),
    names.SYNC_ADD_FORM: Entry(meeting_forms.add_form, "Something for an agenda"),
    names.SYNC_ONE_FORM: Entry(meeting_forms.one_form, "One meeting, changed"),
    names.SYNC_AWAY_FORM: Entry(meeting_forms.away_form, "The days on which somebody is away"),
    names.SYNC_CLOSE_FORM: Entry(meeting_forms.close_form, "What was decided, and who does what"),
    names.SAME_AS_FORM: Entry(same_as_form, "What a word is another name of"),
    names.ONCALL_TAKE_FORM: Entry(turn_forms.take_form, "Who is on call, from when until when"),
    names.ONCALL_SWAP_FORM: Entry(turn_forms.swap_form, "Which shifts change hands"),
    names.ONCALL_AWAY_FORM: Entry(turn_forms.away_form, "The days on which somebody is away"),
    names.ONCALL_ROTA_FORM: Entry(turn_forms.rota_form, "A changed rota"),
    names.LAUNCH_FORM: Entry(
        launch_forms.launch_form, "A new entry of the road map", again=launch_forms.noted_before
    ),
    names.LAUNCH_CHANGE_FORM: Entry(launch_forms.change_form, "Another day, name or purpose of a launch"),
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
