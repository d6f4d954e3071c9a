"""Whatever people do in whatever order: one text is live, at most one waits, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Refusal
from db.kinds import ConceptStatus, RevisionState
from glossary.keeping.history import history_of, roll_back
from glossary.keeping.looking_after import exclude, hand_over, restore, retire, still_right
from glossary.keeping.reviewing import approve, not_understood, reject, understand
from glossary.keeping.writer import Writer
from tests.glossary.keeping.scene import DEV, JONAS, LENA, MIA, OLGA, PRIYA, TOM, Scene, word

PEOPLE = (MIA, TOM, JONAS, DEV, LENA, PRIYA, OLGA)
DEEDS = (
    *("edit", "edit", "understand", "understand", "approve", "approve", "not clear", "reject"),
    *("back", "still right", "hand over", "retire", "exclude", "restore"),
)
_number = count()


def deed_of(scene: Scene, slug: str, deed: str, who: Writer, pick: int) -> Callable[[], Any]:
    with scene.ledger.read() as connection:
        texts = history_of(connection, slug)
    revision_id = texts[pick % len(texts)].revision.id
    base = texts[pick % len(texts)].revision
    changed = replace(base.entry, topic=f"topic {next(_number)}")
    deeds: dict[str, Callable[[], Any]] = {
        "edit": partial(scene.proposed, changed, who, based_on=base.id),
        "understand": partial(scene.do, understand, revision_id, who),
        "not clear": partial(scene.do, not_understood, revision_id, who, note="What is that?"),
        "approve": partial(scene.do, approve, revision_id, who),
        "reject": partial(scene.do, reject, revision_id, who, note="Nobody says so."),
        "back": partial(scene.do, roll_back, slug, revision_id, who),
        "still right": partial(scene.do, still_right, slug, who),
        "hand over": partial(scene.do, hand_over, slug, PEOPLE[pick % len(PEOPLE)], who),
        "retire": partial(scene.do, retire, slug, who),
        "exclude": partial(scene.do, exclude, slug, who),
        "restore": partial(scene.do, restore, slug, who),
    }
    return deeds[deed]


def hold_what_always_holds(scene: Scene, slug: str, was: tuple[int, int]) -> tuple[int, int]:
    """(version, how many texts) now; `was` is the same before the deed."""
    concept = scene.concept(slug)
    with scene.ledger.read() as connection:
        texts = [one.revision for one in history_of(connection, slug)]
    states = [one.state for one in texts]
    assert [one.n for one in texts] == list(range(len(texts), 0, -1))
    assert states.count(RevisionState.PROPOSED) <= 1
    approved = [one for one in texts if one.state is RevisionState.APPROVED]
    assert approved == ([concept.live] if concept.live else [])
    if concept.status is ConceptStatus.APPROVED:
        assert concept.live is not None
        assert concept.home == concept.live.entry.home
    if concept.status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
        assert RevisionState.PROPOSED not in states
    for one in texts:
        assert one.understood_by != one.author_id
        assert one.decided_by != OLGA.user_id
        new = one.n == 1 and one.state in (RevisionState.APPROVED, RevisionState.SUPERSEDED)
        assert not new or one.understood_by is not None
    assert concept.version >= was[0]
    assert len(texts) >= was[1]
    return concept.version, len(texts)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(DEEDS), st.sampled_from(PEOPLE), st.integers(0, 5)), min_size=5, max_size=25
    )
)
def test_what_always_holds_does_so_after_every_deed(
    scene: Scene, deeds: list[tuple[str, Writer, int]]
) -> None:
    slug = f"word-{next(_number)}"
    scene.proposed(word(slug), LENA)
    now = hold_what_always_holds(scene, slug, (0, 0))
    for deed, who, pick in deeds:
        before = now
        try:
            deed_of(scene, slug, deed, who, pick)()
            refused = False
        except Refusal:
            refused = True
        now = hold_what_always_holds(scene, slug, before)
        assert now == before if refused else now[0] > before[0]
