"""A rota written for the company file is the same rota when it is read there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.company import Span
from bot.company.rota import HandOver, Layer, Rhythm, Rota
from bot.company.rota_writing import rota_lines
from tests.bot.test_company_rota import ROTA, rota_of

PEOPLE = ("jonas@n.example", "lena@n.example", "priya@n.example")
NAMES = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def written(rota: Rota) -> str:
    return "".join(f"    {line}\n" for line in ("rota:", *(f"  {line}" for line in rota_lines(rota))))


@st.composite
def one_day(draw: st.DrawFn) -> tuple[Span, ...]:
    """Early to late; the last may end at midnight."""
    ends = sorted(draw(st.sets(TIMES.filter(lambda at: at != time()), max_size=6)))
    spans = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    return (*spans, Span(ends[-1], time())) if len(ends) % 2 else tuple(spans)


@st.composite
def hand_overs(draw: st.DrawFn) -> HandOver:
    at = draw(TIMES)
    days = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=7))))
    every = draw(st.integers(1, 52)) if len(days) < 2 else 1
    if not days:
        return HandOver("daily", at, days, every)
    rhythm: Rhythm = "days" if len(days) > 1 or (every == 1 and draw(st.booleans())) else "weekly"
    return HandOver(rhythm, at, days, every)


@st.composite
def layers(draw: st.DrawFn, number: int) -> Layer:
    hand_over = draw(hand_overs())
    first_day = draw(st.dates(date(2000, 1, 1), date(2100, 12, 1)))
    while hand_over.days and first_day.weekday() not in hand_over.days:
        first_day += timedelta(days=1)
    week = st.tuples(*[one_day()] * 7).filter(any)
    return Layer(
        id=f"{draw(st.from_regex('[a-z0-9][a-z0-9_-]{0,20}', fullmatch=True))}-{number}",
        name=draw(NAMES),
        people=tuple(draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))),
        hand_over=hand_over,
        first_day=first_day,
        hours=draw(st.none() | week),
    )


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    zone = draw(st.sampled_from(("Europe/London", "America/Argentina/Buenos_Aires", "UTC")))
    count = draw(st.integers(1, 3))
    return Rota(zone, tuple(draw(layers(number)) for number in range(count)))


@given(rota=rotas())
def test_whatever_a_rota_is_its_text_says_it(rota: Rota) -> None:
    assert rota_of(written(rota)) == rota


def test_the_text_is_one_that_people_would_write() -> None:
    assert rota_lines(rota_of(ROTA)) == [
        "zone: Europe/Berlin",
        "layers:",
        "  - id: days",
        "    name: Office hours",
        "    people: [jonas@n.example, lena@n.example]",
        "    hand_over: weekly",
        "    weekday: [mon]",
        '    at: "09:00"',
        "    every: 2",
        "    from: 2026-11-02",
        "    only:",
        "      mon-fri: 09:00-12:00, 13:00-17:30",
        "  - id: nachte-weekends",
        "    name: Nächte & weekends",
        "    people: [priya@n.example]",
        "    hand_over: daily",
        '    at: "17:30"',
        "    from: 2026-11-03",
        "    only:",
        "      mon-fri: 00:00-09:00, 17:30-24:00",
        "      sat-sun: 00:00-24:00",
    ]


def test_a_name_that_would_mean_something_else_stands_in_quotes() -> None:
    rota = rota_of(ROTA)
    layer = replace(rota.layers[0], name="null", id="1e3")
    lines = rota_lines(replace(rota, layers=(layer,)))
    assert lines[3] == "    name: 'null'"
    assert rota_of(written(replace(rota, layers=(layer,)))).layers == (layer,)
