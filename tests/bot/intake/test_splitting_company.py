"""Several requests told apart with the router of the example company, as a reader uses it."""

from __future__ import annotations

from pathlib import Path

from bot.company import read_company
from bot.intake.splitting import Part, split
from bot.routing import Router

_FILE = Path(__file__).parent / "wishes_of_a_company.tsv"
_LINES = _FILE.read_text(encoding="utf-8").splitlines()
_ROWS = [line.replace("\\n", "\n").split("\t") for line in _LINES if not line.startswith("#")]
SEVERAL = [(text, set(areas.split())) for areas, text in _ROWS if " " in areas]
ONE = [text for areas, text in _ROWS if " " not in areas]

INCIDENT = "incident_outage"
ROUTER = Router(read_company(Path(__file__).parents[3] / "liaison.example.yaml"))


def likely(words: str) -> tuple[tuple[str, float], ...]:
    return tuple((guess.area_id, guess.p) for guess in ROUTER.rank(words).guesses)


def told_apart(text: str) -> tuple[Part, ...]:
    return split(text, ROUTER.point, decide=likely, never=INCIDENT)


def test_half_of_the_hard_texts_are_told_apart() -> None:
    found = [
        areas for text, areas in SEVERAL if len(areas.intersection(p.area_id for p in told_apart(text))) > 1
    ]

    assert len(found) >= 0.5 * len(SEVERAL)


def test_hardly_any_single_request_is_taken_for_two() -> None:
    wrong = [text for text in ONE if told_apart(text)]

    assert len(wrong) <= 0.04 * len(ONE)


def test_no_part_is_for_the_area_that_is_never_meant() -> None:
    parts = [part for text, _ in SEVERAL for part in told_apart(text)]

    assert parts
    assert INCIDENT not in {part.area_id for part in parts}


def test_who_decides_is_believed_where_words_point_at_two_areas() -> None:
    def point(words: str) -> tuple[tuple[str, float], ...]:
        if "page" in words and "login" in words:
            return (("web", 0.8), ("access", 0.7))
        return (("web", 0.6), ("files", 0.55)) if "page" in words else (("access", 0.7),)

    def decide(words: str) -> tuple[tuple[str, float], ...]:
        return (("files", 0.9), ("web", 0.05)) if "page" in words else (("access", 0.9),)

    parts = split("Please add the film to the page. Also Lea needs a login.", point, decide=decide)

    assert [part.area_id for part in parts] == ["files", "access"]


def test_a_text_that_points_at_one_area_is_looked_at_once() -> None:
    asked: list[str] = []

    def point(words: str) -> tuple[tuple[str, float], ...]:
        asked.append(words)
        return (("web", 0.8), ("access", 0.1))

    assert split("Please fix the page. Also please change the other page.", point) == ()
    assert len(asked) == 1
