"""The closed sets of words that rows are told apart by. Each has one meaning, given beside it."""

from __future__ import annotations

from enum import StrEnum


class RequestState(StrEnum):
    NEW = "new"  # filed, nobody has it yet
    MOVED = "moved"  # handed to another team, nobody there has it yet
    ACKNOWLEDGED = "acknowledged"  # a person of the owning team has it
    WAITING = "waiting"  # the owner asked something, the asker has the word
    RESOLVED = "resolved"  # the owner says it is done, the asker has not said so yet
    CLOSED = "closed"  # the asker said yes, or said nothing for three working days
    CANCELLED = "cancelled"  # the asker took it back


UNCLAIMED = (RequestState.NEW, RequestState.MOVED)
OPEN = (*UNCLAIMED, RequestState.ACKNOWLEDGED, RequestState.WAITING, RequestState.RESOLVED)
WITH_TEAM = (*UNCLAIMED, RequestState.ACKNOWLEDGED, RequestState.WAITING)


class Via(StrEnum):
    """The way in which a request was filed."""

    COMMAND = "command"
    FORM = "form"
    MENTION = "mention"
    DIRECT_MESSAGE = "direct_message"
    SHORTCUT = "shortcut"
    REACTION = "reaction"


class Mode(StrEnum):
    """Where the two sides talk."""

    SHARED = "shared"  # in the asker's thread, which both sides can read
    RELAY = "relay"  # in two threads, the bot carries words between them


class Change(StrEnum):
    """What happened to a request: one row of its history, one line in its thread."""

    FILED = "filed"
    CHOSEN = "chosen"  # the asker said what it is closest to
    CHANGED = "changed"
    PLANNED = "planned"  # by when, how urgent, a simple version or a later one
    DETAILED = "told"  # the asker said what was missing
    ACKNOWLEDGED = "acknowledged"
    MOVED = "moved"
    ASKED = "asked"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FOLLOWED = "followed"  # somebody needs the same and waits for it too
    CLIMBED = "climbed"  # nobody answered, so the next in the chain were asked
    LATE = "late"  # a promised time passed
    PROMISED = "promised"  # whoever has it said by when there will be news
    MERGED = "merged"  # it is about the same thing as another, whose news count
    UNMERGED = "unmerged"
    UPDATED = "updated"  # one update for everybody who waits for the same thing


class Taught(StrEnum):
    """How a request became a lesson for the router."""

    RESOLVED = "resolved"  # finished by the team it was with
    MOVED = "moved"  # somebody said whose it is


class ConceptStatus(StrEnum):
    """Where an entry of the glossary stands. What is live stays live while something newer is proposed."""

    PROPOSED = "proposed"  # nothing of it was approved yet
    APPROVED = "approved"
    RETIRED = "retired"  # no longer used; another one may have taken its place
    EXCLUDED = "excluded"  # seen and decided: no jargon, never to be suggested or noticed


class RevisionState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"  # was live until another was approved
    OVERTAKEN = "overtaken"  # a newer text came before anybody decided about it


class WordDecision(StrEnum):
    """What somebody decided about a proposal of another: what its author is told."""

    UNDERSTOOD = "understood"  # by the side that is to understand it
    UNCLEAR = "unclear"  # not understood yet, with what is missing
    APPROVED = "approved"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"  # a newer text took its place, or the entry was put away


class WordState(StrEnum):
    """What became of a word that nobody could explain."""

    COUNTED = "counted"  # asked by too few so far
    OPEN = "open"  # its card is with the side that should know
    PROMISED = "promised"  # somebody is defining it
    DEFINED = "defined"
    SAME = "same"  # another way of saying something known
    NOT_JARGON = "not_jargon"


class WordFeedback(StrEnum):
    """What readers say of an explanation."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    WRONG_MEANING = "wrong_meaning"
    NOT_JARGON = "not_jargon"


class MuteScope(StrEnum):
    """What somebody does not want to have explained any more."""

    ALL = "all"
    WORD = "word"
    CHANNEL = "channel"


class OccurrenceState(StrEnum):
    """Where one meeting of a sync stands."""

    PLANNED = "planned"
    CANCELLED = "cancelled"  # by a person
    HOLIDAY = "holiday"  # skipped: somebody has the day off
    EMPTY = "empty"  # skipped: nothing to talk about
    HELD = "held"


class HolidayPolicy(StrEnum):
    """What becomes of a meeting on a day off."""

    SKIP = "skip"
    MOVE = "move"  # to the next day on which all calendars work
    KEEP = "keep"
    ASK = "ask"  # the facilitator, two working days ahead


class EmptyPolicy(StrEnum):
    """What becomes of a meeting without agenda when the agenda closes."""

    ASK = "ask"  # the facilitator: skip it?
    SKIP = "skip"
    HOLD = "hold"


class ItemState(StrEnum):
    """What became of an item of an agenda. One that is carried stays open, on the next agenda."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    REQUESTED = "requested"  # turned into a request


class DeliveryState(StrEnum):
    """What became of something that fell due."""

    SAID = "said"  # its notice was written
    SKIPPED = "skipped"  # with a reason that people can see
    SILENT = "silent"  # there was nothing to say


class LaunchKind(StrEnum):
    """What stands on the road map."""

    LAUNCH = "launch"
    FREEZE = "freeze"
    MIGRATION = "migration"
    RENEWAL = "renewal"
    OTHER = "other"


class LaunchState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class LaunchAnswer(StrEnum):
    """What a team said of a launch that touches one of its areas."""

    UNANSWERED = "unanswered"
    NOTED = "noted"
    TALK = "talk"  # it stands on the next sync
    NOT_US = "not_us"


class DigestKind(StrEnum):
    MARKETING = "marketing"  # what happened to your requests
    IT = "it"  # what needs whom
    LEADERS = "leaders"  # monthly, in eight lines
    WORDS = "words"  # the glossary's week


class FeedKind(StrEnum):
    PERSON = "person"  # all syncs of a person
    SYNC = "sync"
    ROAD_MAP = "road_map"
    ROTA = "rota"  # of a team: who is on call
    SHIFTS = "shifts"  # of a person: when they are on call


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by whoever asked, or because the shifts changed meanwhile


class StepReason(StrEnum):
    """Why somebody is asked."""

    UNCLAIMED = "unclaimed"  # nobody has acknowledged
    SILENT = "silent"  # somebody has, and then said nothing past the promised time


class StepState(StrEnum):
    """What became of a step of a chain."""

    WAITING = "waiting"
    TAKEN = "taken"  # those it names were asked
    MERGED = "merged"  # missed, and taken together with a later one
    STOPPED = "stopped"  # somebody has acknowledged, or it moved, or ended


class ClockKind(StrEnum):
    FIRST_REPLY = "first_reply"  # until a person has it
    NEXT_WORD = "next_word"  # until the owner says something again
    SOLUTION = "solution"  # until it is done


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"  # the asker has the word
    MET = "met"
    MISSED = "missed"
    OFF = "off"  # the request has ended, or has no such target any more


class NoticeKind(StrEnum):
    """What must be said in Slack. handlers/courier has one way of saying each."""

    REQUEST_FILED = "request_filed"  # the receipt, in the asker's thread
    REQUEST_ARRIVED = "request_arrived"  # the card, in the owning team's channel
    RECEIPT_CHANGED = "receipt_changed"  # the receipt, drawn anew
    CARD_CHANGED = "card_changed"  # the card, drawn anew
    CARD_LEFT = "card_left"  # the card of a team that no longer has the request
    CHANGE_TOLD = "change_told"  # one line about one change, in one of the two threads
    QUESTIONS_ASKED = "questions_asked"  # what is missing, in the asker's thread
    QUESTIONS_CHANGED = "questions_changed"  # the same message, drawn anew
    QUESTION_SETTLED = "question_settled"  # "Does it look right?" loses its buttons
    MESSAGE_COPIED = "message_copied"  # a person's words, carried to the other thread
    COPY_CHANGED = "copy_changed"
    COPY_DELETED = "copy_deleted"
    COPY_FAILED = "copy_failed"  # "not delivered", beside the words that were not
    TEAM_NOTE_SEEN = "team_note_seen"  # only its writer: stays with the team, unless sent
    PERSON_TOLD = "person_told"  # a sentence for one person only
    FOLLOWER_TOLD = "follower_told"  # what became of a request, to whoever waits for it too
    VIEW_DUE = "view_due"  # a modal to open while its trigger is young
    HOME_CHANGED = "home_changed"  # somebody's Home tab, drawn anew
    MESSAGE_WANTED = "message_wanted"  # fetch a message that was pointed at, then file it
    LIST_TURNED = "list_turned"  # a private list, another page of it
    VIEW_CHANGED = "view_changed"  # an open form, drawn anew while somebody fills it in
    # What each of these carries stands in glossary/keeping/notices.py.
    WORD_PROPOSED = "word_proposed"  # the card of a proposed entry, with the side that has the next word
    WORD_CARD_CHANGED = "word_card_changed"  # its cards, drawn anew
    WORD_DECIDED = "word_decided"  # one decision, to the author of what it was about
    WORD_HANDED_OVER = "word_handed_over"  # to the person who is to look after an entry from now on
    WORD_REVIEW_DUE = "word_review_due"  # is this entry still right? To the person who looks after it
    WORDS_WAITING = "words_waiting"  # entries that wait for a side's reviewers, all in one message
    WORDS_NOTICED = "words_noticed"  # a message that may get the book of quiet help; see bot/quiet
    COURSE_DUE = "course_due"  # a screen of the list for new starters, to one person
    WORD_SHARED = "word_shared"  # an explanation, or a question about one, where everybody there reads it
    WORD_UNCLEAR = "word_unclear"  # somebody did not understand an explanation; to whoever looks after it
    WORD_WANTED = (
        "word_wanted"  # the card of a word that nobody has explained yet, with the side it may be of
    )
    WORD_WANTED_CHANGED = "word_wanted_changed"  # the same card, drawn anew
    WORD_FOUND = "word_found"  # the word is explained now; to whoever wanted to hear
    # What each of these carries stands beside its services in bot/syncs, bot/launches and bot/digests.
    SYNC_ANNOUNCED = "sync_announced"  # the next meeting with its agenda, in the sync's channel
    SYNC_CHANGED = "sync_changed"  # that message, drawn anew
    SYNC_REMINDED = "sync_reminded"  # to one attendee, shortly before, in their own zone
    SYNC_STARTED = "sync_started"  # it begins: the link and who facilitates, in the channel
    SYNC_ASKED = "sync_asked"  # something only the facilitator decides: skip it? hold it on a holiday?
    SYNC_CLOSED = "sync_closed"  # what was decided, in the meeting's thread
    SYNC_TOLD = "sync_told"  # one change (made, moved, cancelled, not held), in the channel
    LAUNCH_OPENED = "launch_opened"  # the launch with its last good days, where it was spoken of
    LAUNCH_CHANGED = "launch_changed"  # that message, drawn anew
    LAUNCH_ARRIVED = "launch_arrived"  # the quiet card of a team that it touches
    LAUNCH_CARD_CHANGED = "launch_card_changed"
    LAUNCH_TOLD = "launch_told"  # one change or one reminder, to those concerned
    DIGEST_DUE = "digest_due"  # one digest, where it was wanted
    DIGEST_CHANGED = "digest_changed"  # a line of it was dealt with
    # What each of these carries stands beside its services in bot/oncall and bot/escalation.
    STEP_TAKEN = (
        "step_taken"  # nobody answered: the next ones are asked, under the team's card or at the bridge
    )
    PERSON_CALLED = "person_called"  # one of them, in their direct messages
    PROMISE_TOLD = "promise_told"  # a promised time comes near, or has passed: to whoever has the request
    DUTY_TOLD = "duty_told"  # one change of who is on call: to the team's channel, or to one person
    SWAP_ASKED = "swap_asked"  # to the person who is asked to swap
    SHIFT_HANDED_OVER = "shift_handed_over"  # from the leaving to the coming person, in the team's channel
    GAPS_FOUND = "gaps_found"  # nobody, or two, on call in the coming fortnight: to the team
    GROUP_DUE = "group_due"  # Slack's user group, made equal to the rota


class NoticeState(StrEnum):
    DUE = "due"
    CLAIMED = "claimed"  # one relay is saying it, until its lease ends
    POSTED = "posted"
    PARKED = "parked"  # Slack will never take it; an admin sees it
    DROPPED = "dropped"  # no longer worth saying


class InboxState(StrEnum):
    DONE = "done"
    FAILED = "failed"  # kept with its payload, to be finished by the sweep
    GIVEN_UP = "given_up"  # failed too often; an admin sees it


class PostRole(StrEnum):
    """What a message in Slack is to its request."""

    RECEIPT = "receipt"
    CARD = "card"
    LINE = "line"
    QUESTION = "question"  # the line that asks whether it looks right
    ASKED = "asked"  # the message that asks what is missing
    CALL = "call"  # asks somebody to take it; its buttons go once somebody has
    COPY = "copy"
    SPOKEN = "spoken"  # a person's message in one of the request's threads; its words are not kept
    SENT = "sent"  # spoken in the team's thread and then sent to the asker
    SOURCE = "source"  # the message a request was filed on
