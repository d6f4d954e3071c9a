"""What the keeping of the glossary has said in Slack, and what each notice carries.

The courier draws each from the rows of the moment in which it says it; who it is for is decided there too,
where people and channels are known. All about one entry stand in one lane, so that a card is drawn anew
only after it was posted.

WORD_PROPOSED: revision_id, step, side
    The card. `step` is "understand" (for those who are to say that they understand it) or "approve" (for the
    reviewers); `side` is the side in whose channel it is posted (the channel of the company file's section,
    else the bridge's; `target` "bridge" when Slack refused that one). Nothing is posted when the revision is
    no longer proposed, nor for "understand" once it was understood. After posting, the relay keeps where it
    stands with `note_card`: `card_*` of the revision for "understand", `review_*` for "approve".
WORD_CARD_CHANGED: revision_id
    Draws those of its two cards anew that stand, by the revision's `card_*` and `review_*`. Losable.
WORD_DECIDED: revision_id, decision, user_id, actor_id, note
    To `user_id`, the author, by direct message: one WordDecision by `actor_id` (None: by the program).
    `note` is the reason where one was given. Never about what somebody decided on their own text.
WORD_HANDED_OVER: slug, user_id, actor_id
    To `user_id` by direct message: `actor_id` asks them to look after this entry.
WORD_REVIEW_DUE: slug, user_id
    To `user_id` by direct message: is it still right? With `Still right`, `Edit`, `Hand over`, `Retire`.
    Nothing is said when the entry is not due any more, or somebody else keeps it by then.
WORDS_WAITING: side, why, slugs, count
    One message in the side's channel (`target` as above). `why` is "review" (due, and nobody answers for
    them) or "import" (proposed by an import, nobody has read them yet). `slugs` holds up to MOST_NAMED of
    them, `count` says how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import update

from db.engine import Unit
from db.glossary_tables import revisions
from db.kinds import NoticeKind, WordDecision
from db.outbox import enqueue
from glossary.concepts import Revision
from glossary.model import Side

Step = Literal["understand", "approve"]
Why = Literal["review", "import"]

MOST_NAMED = 10  # entries named in one message; a longer list nobody reads


def lane_of(concept_id: str) -> str:
    return f"word:{concept_id}"


def show_card(unit: Unit, revision: Revision, step: Step, side: Side, now: datetime) -> None:
    enqueue(
        unit,
        NoticeKind.WORD_PROPOSED,
        lane=lane_of(revision.concept_id),
        now=now,
        revision_id=revision.id,
        step=step,
        side=side,
    )


def draw_anew(unit: Unit, revision: Revision, now: datetime) -> None:
    """Its cards. Nothing is superseded by it: the lane holds the cards of other revisions too."""
    enqueue(
        unit,
        NoticeKind.WORD_CARD_CHANGED,
        lane=lane_of(revision.concept_id),
        now=now,
        revision_id=revision.id,
    )


def note_card(unit: Unit, revision_id: str, step: Step, channel_id: str, ts: str) -> None:
    """The card stands there now. What was decided while it was on its way follows it in its lane."""
    where = (
        {"card_channel": channel_id, "card_ts": ts}
        if step == "understand"
        else {"review_channel": channel_id, "review_ts": ts}
    )
    unit.execute(update(revisions).where(revisions.c.id == revision_id).values(**where))


def tell_author(
    unit: Unit,
    revision: Revision,
    decision: WordDecision,
    actor_id: str | None,
    now: datetime,
    note: str = "",
) -> None:
    """Once for each decision; nobody is told of what they did themselves."""
    if not revision.author_id or revision.author_id == actor_id:
        return
    enqueue(
        unit,
        NoticeKind.WORD_DECIDED,
        lane=f"person:{revision.author_id}",
        now=now,
        revision_id=revision.id,
        decision=decision,
        user_id=revision.author_id,
        actor_id=actor_id,
        note=note,
    )


def tell_new_keeper(unit: Unit, slug: str, user_id: str, actor_id: str, now: datetime) -> None:
    enqueue(
        unit,
        NoticeKind.WORD_HANDED_OVER,
        lane=f"person:{user_id}",
        now=now,
        slug=slug,
        user_id=user_id,
        actor_id=actor_id,
    )


def ask_keeper(unit: Unit, slug: str, user_id: str, now: datetime) -> None:
    enqueue(unit, NoticeKind.WORD_REVIEW_DUE, lane=f"person:{user_id}", now=now, slug=slug, user_id=user_id)


def tell_side(unit: Unit, side: Side, why: Why, slugs: Sequence[str], now: datetime) -> None:
    """One message, however many there are."""
    enqueue(
        unit,
        NoticeKind.WORDS_WAITING,
        lane=f"words:{side}",
        now=now,
        side=side,
        why=why,
        slugs=list(slugs[:MOST_NAMED]),
        count=len(slugs),
    )
