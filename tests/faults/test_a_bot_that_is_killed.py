"""Killed (SIGKILL) at every point of two requests' lives, started again, and nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import Databases
from tests.faults.stage import staged
from tests.faults.walk import check, walk

COMMITS = 70  # of the walk; a few more come and go with the relay's timing
DELIVERIES = 38
AT_A_TIME = 4

# A commit is the delivery of a command, a click or a message, a claim, or the settling of a notice. So
# "before" covers a bot that dies before it knows of a wish, and one that has posted and not noted it;
# "after" one that has noted a wish and not acknowledged it, and one that has claimed and not posted.
ON_SQLITE = [
    *(f"before-commit:{number}" for number in range(1, COMMITS + 1, 2)),
    *(f"after-commit:{number}" for number in range(1, COMMITS + 1, 4)),
]
ON_POSTGRESQL = [
    *(f"before-commit:{number}" for number in range(2, COMMITS + 1, 16)),
    *(f"after-commit:{number}" for number in range(1, COMMITS + 1, 16)),
    *(f"before-delivery:{number}" for number in range(1, DELIVERIES + 1, 12)),
    *(f"after-delivery:{number}" for number in range(1, DELIVERIES + 1, 5)),
]
POINTS = [*(("sqlite", die) for die in ON_SQLITE), *(("postgresql", die) for die in ON_POSTGRESQL)]
Walked = Callable[[str, str], int]


def walk_and_die(database_url: str, folder: Path, die: str) -> int:
    """How often the bot died."""
    armed = folder / "armed"
    with staged(folder, database_url) as stage:
        stage.start("--hurried", "--die", die, "--armed", str(armed))
        armed.touch()
        walk(stage)
        check(stage)
        return stage.deaths


@pytest.fixture(scope="module")
def walked(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    """The walks of all chosen points, a few at a time: they mostly wait."""
    ours = [item for item in request.session.items if item.path == request.path]
    chosen = [item.callspec.params for item in ours if hasattr(item, "callspec")]
    wanted = [(one["kind"], one["die"]) for one in chosen if "die" in one]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        walks: dict[tuple[str, str], Future[int]] = {}
        for kind, die in wanted:
            folder = tmp_path_factory.mktemp("killed")
            url = templates.planted(kind, folder)
            walks[kind, die] = pool.submit(walk_and_die, url, folder, die)
        yield lambda kind, die: walks[kind, die].result()
        pool.shutdown(wait=True, cancel_futures=True)
    templates.take_back()


@pytest.mark.parametrize(("kind", "die"), POINTS)
def test_after_a_death_everything_goes_on_as_if_nothing_had_happened(
    kind: str, die: str, walked: Walked
) -> None:
    assert walked(kind, die) == 1


def test_the_points_above_reach_to_the_end_of_the_walk(database_url: str, tmp_path: Path) -> None:
    armed = tmp_path / "armed"
    with staged(tmp_path, database_url) as stage:
        stage.start("--hurried", "--armed", str(armed))
        armed.touch()
        walk(stage)
        check(stage)
    passed = Counter(armed.read_text(encoding="utf-8").split())
    assert COMMITS <= passed["after-commit"] <= COMMITS + 10
    assert DELIVERIES <= passed["after-delivery"] <= DELIVERIES + 6
