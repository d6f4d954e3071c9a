"""Who writes, reads and decides. A writer is worked out anew at each click: a button that can be seen is no
permission, and who has left a team decides nothing in its name any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from db.errors import NotAllowed
from glossary.model import Home, Side, other_side

SPOKEN: dict[Home, str] = {"it": "IT", "marketing": "marketing", "shared": "both sides"}


@dataclass(frozen=True)
class Writer:
    """One person, at the moment at which they write or decide something."""

    user_id: str
    side: Side | None  # None: of neither (the bridge, an admin), or nobody who may write at all
    is_reviewer: bool  # approves what belongs to their own side
    is_overseer: bool  # the bridge and admins: approve what belongs to either side
    name_of: Callable[[str | None], str] = field(
        default=lambda _: "Somebody", compare=False
    )  # user id -> first name

    @property
    def is_of_this_company(self) -> bool:
        return self.side is not None or self.is_overseer

    def called(self, user_id: str | None) -> str:
        """How a sentence to this writer calls a person: "You", or the first name. No person: it was us."""
        if not user_id:
            return "Liaison"
        return "You" if user_id == self.user_id else self.name_of(user_id)


PROGRAM = Writer("", None, is_reviewer=False, is_overseer=False)
"""In whose name an import or a draft is proposed that no person has written."""


def may_review(who: Writer, home: Home) -> bool:
    """Approves, puts away and brings back what belongs to this home."""
    return who.is_overseer or (who.is_reviewer and home in (who.side, "shared"))


def reading_side(home: Home, author_side: Side | None) -> Side | None:
    """Who is to say that they understand it: the side whose word it is not. None: whichever side.

    Of a shared word it is the side that did not write it.
    """
    not_theirs = author_side if home == "shared" else home
    return other_side(not_theirs) if not_theirs else None


def require_colleague(who: Writer) -> None:
    if not who.is_of_this_company:
        raise NotAllowed("Only people of this company can change the glossary. Ask one of them to do it.")


def require_reviewer(who: Writer, home: Home, doing: str) -> None:
    """`doing` ends the sentence: "approve this"."""
    require_colleague(who)
    if not may_review(who, home):
        whose = "either side's" if home == "shared" else f"{_possessive(home)}"
        raise NotAllowed(
            f"That's for {whose} reviewers to decide, so you can't {doing}. "
            "`/glossary` with the word shows its text; there you can suggest a better wording."
        )


def _possessive(home: Home) -> str:
    return f"{SPOKEN[home]}'s"
