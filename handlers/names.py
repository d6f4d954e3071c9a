"""Every name that Slack sends back to us, once.

They are a public interface: old messages keep their buttons for years. A name that is no longer used
stays in ALIASES, pointing to the one that took its place.
"""

from __future__ import annotations

from typing import Final

# Commands
ASK: Final = "/ask"
REQUESTS: Final = "/requests"
GLOSSARY: Final = "/glossary"
EXPLAIN: Final = "/explain"
SYNC: Final = "/sync"
DIGEST: Final = "/digest"
LAUNCH: Final = "/launch"
ONCALL: Final = "/oncall"

# Shortcuts
SEND_TO_IT: Final = "request.send_to_it"  # on a message
SEND_TO_ASKER: Final = "request.send_to_asker"  # on a message of a team's thread
NEW_REQUEST: Final = "request.new"  # from anywhere
EXPLAIN_MESSAGE: Final = "word.explain_message"  # on a message
PUT_ON_SYNC: Final = "sync.put_on"  # on a message
ANNOUNCE_LAUNCH: Final = "launch.announce"  # on a message

# Buttons and menus; the value is the request's id unless said otherwise
CLAIM: Final = "request.claim"
NOT_OURS: Final = "request.not_ours"
ASK_BACK: Final = "request.ask_back"
DONE: Final = "request.done"
HAND_TO: Final = "request.hand_to"  # a menu; option value: "request_id team_id"
SEND_ON: Final = (
    "request.send_on"  # the bridge's one-click guesses; value: "request_id area_id"; action id + "." + area
)
CHANGE: Final = "request.change"
CANCEL: Final = "request.cancel"
CHOOSE: Final = "request.choose"  # the asker's guesses; value: "request_id area_id"; action id + "." + area
NONE_OF_THESE: Final = "request.none_of_these"
PICK_DAY: Final = "request.pick_day"  # value: "request_id day", the day ISO or "none"; action id + "." + day
PLAN: Final = "request.plan"  # value: "request_id plan"; action id + "." + plan
ANYWAY: Final = "wish.anyway"  # held back, filed anyway; value: how to find the words again, see held.py
LET_GO: Final = "wish.let_go"
ME_TOO: Final = "wish.me_too"  # value: "request_id" and how to find the words again, see held.py
UNFOLLOW: Final = "request.unfollow"
SAY_OUTAGE: Final = "request.say_outage"
SAME_THING: Final = "request.same_thing"  # a menu; option value: its id and that of its parent
TAKE_OUT: Final = "request.take_out"  # a button, or a menu of the one that others were put to
TELL_EVERYBODY: Final = "request.tell_everybody"
PROMISE_STILL: Final = "request.still_on_it"  # a menu; option value: "request_id choice"
PROMISE_DAY: Final = "request.still_on_it_day"
ANSWER: Final = "request.answer"  # what is missing
LEAVE_OPEN: Final = "request.leave_open"
CONFIRM: Final = "request.confirm"
REOPEN: Final = "request.reopen"
SEND_NOTE: Final = "request.send_note"  # value: "channel_id ts"
OPEN_THREAD: Final = "request.open_thread"  # a link
NEW_FROM_HOME: Final = "home.new_request"
TURN_ACCURACY: Final = "accuracy.turn"  # value: "list number"; action id + "." + both
TAKE_LESSON_BACK: Final = "lesson.take_back"  # value: "lesson_id list number"; action id + "." + lesson
TURN_PAGE: Final = "list.turn"  # value: "which number words…"; action id + "." + number

# The glossary; a private list adds " private" to a revision's id, so that it can be drawn anew
TURN_GLOSSARY: Final = "glossary.turn"  # value: "list number words…"; action id + "." + what is shown
CHOOSE_TOPIC: Final = "glossary.topic"  # a menu; option value: the topic
OPEN_WORD: Final = "glossary.open"  # value: the slug; action id + "." + slug
OPEN_PROPOSAL: Final = "glossary.proposal"  # value: the revision's id; action id + "." + id
ADD_WORD: Final = "glossary.add"  # value: the word, or "-"
EDIT_WORD: Final = "word.edit"  # value: the slug, or "slug revision_id" to go on from that text
WORD_HISTORY: Final = "word.history"  # value: "slug number"; action id + "." + number
ROLL_BACK: Final = "word.roll_back"  # value: "slug revision_id"; action id + "." + revision
UNDERSTAND: Final = "word.understand"  # value: the revision's id, as for the next three
NOT_CLEAR: Final = "word.not_clear"
APPROVE: Final = "word.approve"
REJECT: Final = "word.reject"
STILL_RIGHT: Final = "word.still_right"  # value: the slug, as for the next three
HAND_OVER: Final = "word.hand_over"
RETIRE: Final = "word.retire"
RESTORE: Final = "word.restore"

# Explanations; values begin with "slug thread", the thread "-" where there is none
EXPLAIN_WORD: Final = "word.explain"  # action id + "." + slug
THANKS: Final = "word.thanks"
UNCLEAR: Final = "word.unclear"
ASK_OPENLY: Final = "word.ask_openly"
SHARE: Final = "word.share"
NOT_MEANT: Final = "word.not_meant"  # value: "slug thread words…"
WANT_WORD: Final = "word.want"  # value: the word that nobody has explained yet, as for the next two
WANT_OTHER: Final = "word.want_other"  # another meaning of it than those that are explained
TELL_ME: Final = "word.tell_me"
DEFINE: Final = "word.define"  # value: the key of that word, as for the next two
SAME_AS: Final = "word.same_as"
NOT_JARGON: Final = "word.not_jargon"

# Quiet help and people's own settings
QUIET_THANKS: Final = "quiet.thanks"  # value: "channel_id slugs…"
QUIET_MUTE: Final = "quiet.mute"  # value: "scope what", see MuteScope; action id + "." + scope
QUIET_UNMUTE: Final = "quiet.unmute"  # the same; also a menu
QUIET_NOT_JARGON: Final = "quiet.not_jargon"  # value: "slug channel_id"
START_COURSE: Final = "course.start"
STOP_COURSE: Final = "course.stop"
CHOOSE_SIDE: Final = "home.side"  # a menu; option value: the side
OPEN_GLOSSARY: Final = "home.glossary"
NUMBERS_WEEK: Final = "home.week"  # a menu; option value: the ISO day of its Monday

# Syncs; the value is "sync_id key", one meeting of a sync, unless said otherwise
SYNC_NEW: Final = "sync.new"
SYNC_OPEN: Final = "sync.open"  # value: the sync's id, as for the next two; action id + "." + id
SYNC_EDIT: Final = "sync.edit"
SYNC_END: Final = "sync.end"
SYNC_ADD: Final = "sync.add"
SYNC_TOUCHES: Final = "sync.touched"  # a menu; option value: "item_id team_id"
SYNC_DROP: Final = "sync.drop"  # value: the item's id
SYNC_ONE: Final = "sync.one"  # change one meeting; action id + "." + key, as for the next two
SYNC_CANCEL: Final = "sync.cancel"
SYNC_RESTORE: Final = "sync.restore"
SYNC_SWAP: Final = "sync.swap"  # a menu; option value: "sync_id key user_id"
SYNC_SWAP_YES: Final = "sync.swap_yes"  # value: "sync_id key asker_id", as for the next
SYNC_SWAP_NO: Final = "sync.swap_no"
SYNC_SKIP: Final = "sync.skip"  # nothing urgent
SYNC_HOLD: Final = "sync.hold"
SYNC_HOLIDAY: Final = "sync.holiday"  # value: "sync_id key policy"; action id + "." + policy
SYNC_CLOSE: Final = "sync.close"
SYNC_ACTION_DONE: Final = "sync.action_done"  # value: the action's id; action id + "." + id
SYNC_JOIN: Final = "sync.join"  # a link
SYNC_AWAY: Final = "sync.away"
SYNC_CALENDAR: Final = "sync.calendar"  # value: the sync's id, "mine" for all of one's own, or "road_map"
SYNC_NEW_ADDRESS: Final = "sync.new_address"  # the same

# Launches; the value is the launch's id unless said otherwise
LAUNCH_NEW: Final = "launch.new"
LAUNCH_CHANGE: Final = "launch.change"
LAUNCH_CANCEL: Final = "launch.cancel"
LAUNCH_ASK: Final = "launch.ask"  # also a menu; value: "launch_id area_id", as for the next two
LAUNCH_ADD_AREA: Final = "launch.add_area"  # a menu
LAUNCH_DROP_AREA: Final = "launch.drop_area"  # action id + "." + area
LAUNCH_CHOOSE: Final = "launch.choose"  # value: "launch_id area_id choice"; action id + "." + both
LAUNCH_NOTED: Final = "launch.noted"  # value: "launch_id team_id", as for the next two
LAUNCH_TALK: Final = "launch.talk"
LAUNCH_NOT_US: Final = "launch.not_us"
LAUNCH_NOTE_WORDS: Final = "wish.note_launch"  # held back, noted as a launch; value: see held.py
LAUNCH_SAY_DAY: Final = "launch.say_day"  # value: how to find the words again, see held.py
LAUNCH_FORM: Final = "launch.form"
LAUNCH_CHANGE_FORM: Final = "launch.change_form"
LAUNCH_NAME_FIELD: Final = "launch.name"
LAUNCH_KIND_FIELD: Final = "launch.kind"
LAUNCH_FIRST_FIELD: Final = "launch.first_day"
LAUNCH_LAST_FIELD: Final = "launch.last_day"
LAUNCH_CUSTOMERS_FIELD: Final = "launch.customers"

# Digests; the value is the digest's id unless said otherwise
DIGEST_TAKE: Final = "digest.take"  # value: "request_id digest_id", as for the next two
DIGEST_TOMORROW: Final = "digest.tomorrow"
DIGEST_ON_SYNC: Final = "digest.on_sync"
DIGEST_PREVIEW: Final = "digest.preview"
DIGEST_SEND: Final = "digest.send"
DIGEST_PAUSE: Final = "digest.pause"
DIGEST_RESUME: Final = "digest.resume"
DIGEST_STOP: Final = "digest.stop"
DIGEST_FIGURES: Final = "digest.figures"  # value: "digest_id period"

# Who is on call; the value is the team's id unless said otherwise
ONCALL_WEEK: Final = "oncall.week"  # opens the week view
ONCALL_TURN_WEEK: Final = "oncall.turn_week"  # value: "team_id day"; action id + "." + day
ONCALL_TEAM: Final = "oncall.team"  # a menu; option value: "team_id day", or the team's id alone
ONCALL_TAKE: Final = "oncall.take"
ONCALL_SWAP: Final = "oncall.swap"
ONCALL_SWAP_WITHDRAW: Final = "oncall.swap_withdraw"  # value: the swap's id
ONCALL_SWAP_YES: Final = "oncall.swap_yes"  # value: the swap's id, as for the next
ONCALL_SWAP_NO: Final = "oncall.swap_no"
ONCALL_UNDO: Final = "oncall.undo"  # value: the override's id; action id + "." + id
ONCALL_TAKE_GAP: Final = "oncall.take_gap"  # value: "team_id|starts|ends"; action id + "." + number
ONCALL_AWAY: Final = "oncall.away"
ONCALL_EDIT: Final = "oncall.edit"  # also a menu
ONCALL_BACK_TO_FILE: Final = "oncall.back_to_file"
ONCALL_CALENDAR: Final = "oncall.calendar"  # value: the team's id, or "mine" for one's own shifts
ONCALL_NEW_ADDRESS: Final = "oncall.new_address"  # the same, as for the next
ONCALL_END_ADDRESS: Final = "oncall.end_address"
ONCALL_ADD_LAYER: Final = "oncall.add_layer"  # in the form of a rota
ONCALL_DROP_LAYER: Final = "oncall.drop_layer"  # value: the layer's id; action id + "." + id, as for the next
ONCALL_RAISE_LAYER: Final = "oncall.raise_layer"

# Modals
ONCALL_TAKE_FORM: Final = "oncall.take_form"
ONCALL_SWAP_FORM: Final = "oncall.swap_form"
ONCALL_AWAY_FORM: Final = "oncall.away_form"
ONCALL_ROTA_FORM: Final = "oncall.rota_form"
SYNC_FORM: Final = "sync.form"
SYNC_ADD_FORM: Final = "sync.add_form"
SYNC_ONE_FORM: Final = "sync.one_form"
SYNC_AWAY_FORM: Final = "sync.away_form"
SYNC_CLOSE_FORM: Final = "sync.close_form"
PROPOSE_FORM: Final = "word.propose_form"
SAME_AS_FORM: Final = "word.same_as_form"
NOT_CLEAR_FORM: Final = "word.not_clear_form"
REJECT_FORM: Final = "word.reject_form"
HAND_OVER_FORM: Final = "word.hand_over_form"
RETIRE_FORM: Final = "word.retire_form"
ASK_FORM: Final = "request.ask_form"
CHANGE_FORM: Final = "request.change_form"
ASK_BACK_FORM: Final = "request.ask_back_form"
ANSWER_FORM: Final = "request.answer_form"
PROMISE_FORM: Final = "request.still_on_it_form"
OUTAGE_FORM: Final = "request.outage_form"
TELL_EVERYBODY_FORM: Final = "request.tell_everybody_form"

# Input blocks of the modals: block id and action id are the same word
TEXT_FIELD: Final = "text"
PURPOSE_FIELD: Final = "purpose"  # what it does for customers
AREA_FIELD: Final = "area"
QUESTION_FIELD: Final = "question"
ANSWER_FIELD: Final = "answer"  # + "." + number of the question
BROKEN_FIELD: Final = "broken"  # what people cannot do
UPDATE_FIELD: Final = "update"  # what everybody who waits should know
DAY_FIELD: Final = "day"
URGENCY_FIELD: Final = "urgency"
WORD_FIELD: Final = "word.term"  # told to us at each letter
HOME_FIELD: Final = "word.home"
TOPIC_FIELD: Final = "word.topic"
LINE_FIELD: Final = "word.line"  # + "." + side, as for the next two
WHY_FIELD: Final = "word.why"
EXAMPLE_FIELD: Final = "word.example"
NAMES_FIELD: Final = "word.names"
CONFUSED_FIELD: Final = "word.confused"
ASKED_FIELD: Final = "word.asked"  # the questions that a rule answers
NOTE_FIELD: Final = "word.note"
KEEPER_FIELD: Final = "word.keeper"
ENDING_FIELD: Final = "word.ending"
SUCCESSOR_FIELD: Final = "word.successor"
SAME_AS_FIELD: Final = "word.same_as"
# Of a sync; those of SYNC_WHEN_FIELD are told to us at each change, since the next dates follow from them
SYNC_WHEN_FIELD: Final = "sync.when"  # + "." + line, every, weekdays, nth, time, zone, first, until …
SYNC_CHANNEL_FIELD: Final = "sync.channel"
SYNC_NAME_FIELD: Final = "sync.name"
SYNC_MINUTES_FIELD: Final = "sync.minutes"
SYNC_PEOPLE_FIELD: Final = "sync.people"
SYNC_EMPTY_FIELD: Final = "sync.empty"
SYNC_LINK_FIELD: Final = "sync.address"
SYNC_TEXT_FIELD: Final = "sync.text"
SYNC_TOUCHES_FIELD: Final = "sync.touches"
SYNC_UNTIL_FIELD: Final = "sync.until"  # the last day away; its first is in SYNC_DAY_FIELD
SYNC_DAY_FIELD: Final = "sync.day"
SYNC_TIME_FIELD: Final = "sync.time"
SYNC_LEADER_FIELD: Final = "sync.leader"
SYNC_ITEM_FIELD: Final = "sync.item"  # + "." + number of the item
SYNC_ACTION_FIELD: Final = "sync.action"  # + "." + number, as for the next three
SYNC_OWNER_FIELD: Final = "sync.owner"
SYNC_DUE_FIELD: Final = "sync.due"
SYNC_REQUEST_FIELD: Final = "sync.request"
# Of duty; those of ONCALL_ROTA_FIELD are told to us at each change, since the next shifts follow from them
ONCALL_ROTA_FIELD: Final = "oncall.rota"  # + "." + zone, or + "." + layer + "." + name, people, rhythm …
ONCALL_SWAP_FIELD: Final = "oncall.swapping"  # + "." + shift, person, back; told to us, too
ONCALL_TEAM_FIELD: Final = "oncall.which_team"
ONCALL_PERSON_FIELD: Final = "oncall.person"
ONCALL_FIRST_FIELD: Final = "oncall.first_day"
ONCALL_FROM_FIELD: Final = "oncall.from_time"
ONCALL_LAST_FIELD: Final = "oncall.last_day"
ONCALL_UNTIL_FIELD: Final = "oncall.until_time"

NOT_SURE: Final = "not_sure"  # the option of the area menu that leaves the choice to us

# Reactions, without colons
TICKET: Final = "ticket"
LOOKING: Final = "eyes"
FINISHED: Final = "white_check_mark"
BOOK: Final = "book"  # the one mark of quiet help

ALIASES: Final[dict[str, str]] = {}  # old name -> name of today


_NUMBERED = (SEND_ON, CHOOSE, PICK_DAY, PLAN, TURN_PAGE, TURN_ACCURACY, TAKE_LESSON_BACK)
_NUMBERED_WORDS = (TURN_GLOSSARY, OPEN_WORD, OPEN_PROPOSAL, WORD_HISTORY, ROLL_BACK, EXPLAIN_WORD)
_NUMBERED_QUIETLY = (QUIET_MUTE, QUIET_UNMUTE)
_NUMBERED_OF_LAUNCHES = (LAUNCH_DROP_AREA, LAUNCH_CHOOSE)
_NUMBERED_OF_SYNCS = (
    *(SYNC_OPEN, SYNC_EDIT, SYNC_END, SYNC_ONE, SYNC_CANCEL, SYNC_RESTORE),
    *(SYNC_HOLIDAY, SYNC_ACTION_DONE, SYNC_WHEN_FIELD),
)
_NUMBERED_OF_DUTY = (
    *(ONCALL_TURN_WEEK, ONCALL_DROP_LAYER, ONCALL_RAISE_LAYER),
    *(ONCALL_UNDO, ONCALL_TAKE_GAP),
    *(ONCALL_ROTA_FIELD, ONCALL_SWAP_FIELD),
)


def today(name: str) -> str:
    """The present name for one that may be old; "request.send_on.web_pages" stands for "request.send_on"."""
    name = ALIASES.get(name, name)
    for prefix in (
        *(*_NUMBERED, *_NUMBERED_WORDS, *_NUMBERED_QUIETLY),
        *(*_NUMBERED_OF_SYNCS, *_NUMBERED_OF_LAUNCHES, *_NUMBERED_OF_DUTY),
    ):
        if name.startswith(prefix + "."):
            return prefix
    return name
