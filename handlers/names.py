"""Every name that Slack sends back to us, once.

They are a public interface: old messages keep their buttons for years. A name that is no longer used
stays in ALIASES, pointing to the one that took its place.
"""

from __future__ import annotations

from typing import Final

# Commands
ASK: Final = "/ask"
REQUESTS: Final = "/requests"

# Shortcuts
SEND_TO_IT: Final = "request.send_to_it"  # on a message
SEND_TO_ASKER: Final = "request.send_to_asker"  # on a message of a team's thread
NEW_REQUEST: Final = "request.new"  # from anywhere

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

# Modals
ASK_FORM: Final = "request.ask_form"
CHANGE_FORM: Final = "request.change_form"
ASK_BACK_FORM: Final = "request.ask_back_form"
ANSWER_FORM: Final = "request.answer_form"

# Input blocks of the modals: block id and action id are the same word
TEXT_FIELD: Final = "text"
AREA_FIELD: Final = "area"
QUESTION_FIELD: Final = "question"
ANSWER_FIELD: Final = "answer"  # + "." + number of the question
DAY_FIELD: Final = "day"
URGENCY_FIELD: Final = "urgency"

NOT_SURE: Final = "not_sure"  # the option of the area menu that leaves the choice to us

# Reactions, without colons
TICKET: Final = "ticket"
LOOKING: Final = "eyes"
FINISHED: Final = "white_check_mark"

ALIASES: Final[dict[str, str]] = {}  # old name -> name of today


def today(name: str) -> str:
    """The present name for one that may be old; "request.send_on.web_pages" stands for "request.send_on"."""
    name = ALIASES.get(name, name)
    for prefix in (SEND_ON, CHOOSE, PICK_DAY, PLAN, TURN_PAGE, TURN_ACCURACY, TAKE_LESSON_BACK):
        if name.startswith(prefix + "."):
            return prefix
    return name
