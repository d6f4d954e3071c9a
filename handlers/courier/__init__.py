"""The courier: one way of saying each kind of notice in Slack.

It loads the request afresh, asks a view for the blocks, and calls Slack. What Slack answers becomes
`Said`, `NotYet` (the channel is paced), `Outage` (it waits) or `Undeliverable` (never); what follows
from that is decided where the notice is settled.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import ClassVar

from slack_sdk import WebClient

from bot.requests.posting import Said
from bot.settings import Settings
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from db.outbox import Notice
from handlers.courier import (
    digests,
    escalation,
    explaining,
    glossary,
    launches,
    messages,
    oncall,
    promises,
    quiet,
    requests,
    syncs,
    to_one,
)
from handlers.courier.pacing import Pacing
from handlers.courier.satchel import Found, Satchel
from handlers.courier.slack import TIMEOUT, Slack

Saying = Callable[[Satchel, Notice], Said]


class Courier:
    SAYING: ClassVar[Mapping[NoticeKind, Saying]] = {
        NoticeKind.REQUEST_FILED: requests.request_filed,
        NoticeKind.REQUEST_ARRIVED: requests.request_arrived,
        NoticeKind.RECEIPT_CHANGED: requests.receipt_changed,
        NoticeKind.CARD_CHANGED: requests.card_changed,
        NoticeKind.CARD_LEFT: requests.old_card_left,
        NoticeKind.CHANGE_TOLD: requests.change_told,
        NoticeKind.QUESTION_SETTLED: requests.question_settled,
        NoticeKind.QUESTIONS_ASKED: requests.questions_asked,
        NoticeKind.QUESTIONS_CHANGED: requests.questions_changed,
        NoticeKind.MESSAGE_COPIED: messages.message_copied,
        NoticeKind.COPY_CHANGED: messages.copy_changed,
        NoticeKind.COPY_DELETED: messages.copy_deleted,
        NoticeKind.COPY_FAILED: messages.told_that_copy_failed,
        NoticeKind.TEAM_NOTE_SEEN: messages.team_note_seen,
        NoticeKind.MESSAGE_WANTED: messages.message_wanted,
        NoticeKind.PERSON_TOLD: to_one.person_told,
        NoticeKind.FOLLOWER_TOLD: to_one.follower_told,
        NoticeKind.VIEW_DUE: to_one.view_due,
        NoticeKind.HOME_CHANGED: to_one.home_changed,
        NoticeKind.LIST_TURNED: to_one.list_turned,
        NoticeKind.VIEW_CHANGED: glossary.view_changed,
        NoticeKind.WORD_PROPOSED: glossary.word_proposed,
        NoticeKind.WORD_CARD_CHANGED: glossary.word_card_changed,
        NoticeKind.WORD_DECIDED: glossary.word_decided,
        NoticeKind.WORD_HANDED_OVER: glossary.word_handed_over,
        NoticeKind.WORD_REVIEW_DUE: glossary.word_review_due,
        NoticeKind.WORDS_WAITING: glossary.words_waiting,
        NoticeKind.WORDS_NOTICED: quiet.words_noticed,
        NoticeKind.COURSE_DUE: quiet.course_due,
        NoticeKind.WORD_SHARED: explaining.word_shared,
        NoticeKind.WORD_UNCLEAR: explaining.word_unclear,
        NoticeKind.WORD_WANTED: explaining.word_wanted,
        NoticeKind.WORD_WANTED_CHANGED: explaining.word_wanted_changed,
        NoticeKind.WORD_FOUND: explaining.word_found,
        NoticeKind.LAUNCH_OPENED: launches.launch_opened,
        NoticeKind.LAUNCH_CHANGED: launches.launch_changed,
        NoticeKind.LAUNCH_ARRIVED: launches.launch_arrived,
        NoticeKind.LAUNCH_CARD_CHANGED: launches.launch_card_changed,
        NoticeKind.LAUNCH_TOLD: launches.launch_told,
        NoticeKind.SYNC_ANNOUNCED: syncs.sync_announced,
        NoticeKind.SYNC_CHANGED: syncs.sync_changed,
        NoticeKind.SYNC_REMINDED: syncs.sync_reminded,
        NoticeKind.SYNC_STARTED: syncs.sync_started,
        NoticeKind.SYNC_ASKED: syncs.sync_asked,
        NoticeKind.SYNC_CLOSED: syncs.sync_closed,
        NoticeKind.SYNC_TOLD: syncs.sync_told,
        NoticeKind.STEP_TAKEN: escalation.step_said,
        NoticeKind.PERSON_CALLED: escalation.person_called,
        NoticeKind.DUTY_TOLD: oncall.duty_told,
        NoticeKind.SWAP_ASKED: oncall.swap_asked,
        NoticeKind.SHIFT_HANDED_OVER: oncall.shift_handed_over,
        NoticeKind.GAPS_FOUND: oncall.gaps_found,
        NoticeKind.GROUP_DUE: oncall.group_due,
        NoticeKind.PROMISE_TOLD: promises.promise_said,
        NoticeKind.DIGEST_DUE: digests.digest_due,
        NoticeKind.DIGEST_CHANGED: digests.digest_changed,
    }

    def __init__(
        self,
        client: WebClient,
        toolkit: Toolkit,
        *,
        found: Found,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`found` files a message that was pointed at; `client` must not repeat calls by itself."""
        slack = Slack(client, toolkit.identity, Pacing(monotonic))
        self._satchel = Satchel(slack, toolkit, found)

    def deliver(self, notice: Notice) -> Said:
        return self.SAYING[notice.kind](self._satchel, notice)


def build_client(settings: Settings) -> WebClient:
    """Without the SDK's retries: it would repeat a post that Slack may have taken."""
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=TIMEOUT,
        retry_handlers=[],
    )
