"""Chains and targets of the company file, and their mistakes, each with the sentence that names it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.company import Company, parse_company
from bot.company.rota import CHAINS, TARGETS, Chains, ChainStep, Target, Targets
from bot.company.times import AT_ONCE, NEXT_MORNING, Level, Wait
from bot.company.waits import parse_wait
from tests.bot.test_company_mistakes import GOOD, problems_of

EXAMPLE = Path(__file__).parents[2] / "liaison.example.yaml"
HANDBOOK = Path(__file__).parents[2] / "docs" / "company-file.md"
MEMBERS = "    members: [lena@n.example]\n"
LAST = len(GOOD.splitlines())
IN_TEAM = GOOD[: GOOD.index(MEMBERS)].count("\n") + 1


def read(text: str) -> Company:
    return parse_company(text, "liaison.yaml")


def whole(section: str) -> str:
    """The section where it counts for every team; its first line is LAST + 1."""
    return GOOD + section


def of_team(section: str) -> str:
    """The same for the team "web" alone; its first line is IN_TEAM + 1."""
    indented = "".join(f"    {line}\n" for line in section.splitlines())
    return GOOD.replace(MEMBERS, MEMBERS + indented)


def chain(level: Level, *steps: str) -> str:
    return f"chains:\n  {level}:\n" + "".join(f"    - {step}\n" for step in steps)


def test_a_file_that_says_nothing_has_the_chains_and_targets_that_hold_anyway() -> None:
    company = read(GOOD + "chains:\ntargets:\n")
    assert (company.chains, company.targets) == (CHAINS, TARGETS)
    assert [(team.chains, team.targets) for team in company.teams] == [(CHAINS, TARGETS)] * 2


def test_a_step_is_written_as_people_say_it() -> None:
    steps = (
        "on call",
        "On Call after 1 minute",
        "lena@n.example after 90 minutes",
        "the second layer after 2 hours",
        "second layer after 4 working hours",
        "Whole team after 1 working day",
        "the bridge after 2 working days",
        "bridge the next morning",
        "the whole team next morning",
    )
    assert read(of_team(chain("normal", *steps))).team("web").chains.normal == (
        ChainStep("on_call", AT_ONCE),
        ChainStep("on_call", Wait(1, "minutes")),
        ChainStep("person", Wait(90, "minutes"), "lena@n.example"),
        ChainStep("second_layer", Wait(2, "hours")),
        ChainStep("second_layer", Wait(4, "working hours")),
        ChainStep("team", Wait(1, "working days")),
        ChainStep("bridge", Wait(2, "working days")),
        ChainStep("bridge", NEXT_MORNING),
        ChainStep("team", NEXT_MORNING),
    )


def test_the_file_s_chain_holds_for_every_team_but_the_one_that_has_its_own() -> None:
    shared = "chains: {low: [on call, bridge after 3 working days], high: [whole team]}\n"
    own = "chains: {low: [on call at once, priya@n.example at once, whole team at once]}\n"
    company = read(of_team(own) + shared)
    low = (ChainStep("on_call", AT_ONCE), ChainStep("bridge", Wait(3, "working days")))
    everywhere = replace(CHAINS, low=low, high=(ChainStep("team", AT_ONCE),))
    assert company.chains == company.team("brand").chains == everywhere
    at_once = (
        ChainStep("on_call", AT_ONCE),
        ChainStep("person", AT_ONCE, "priya@n.example"),
        ChainStep("team", AT_ONCE),
    )
    assert company.team("web").chains == replace(everywhere, low=at_once)


def test_a_team_s_target_keeps_what_it_does_not_name() -> None:
    shared = (
        "targets: {high: {next_word: none, solution: 3 working days}, low: {first_reply: next morning}}\n"
    )
    own = "targets: {high: {first_reply: 1 hour}}\n"
    company = read(of_team(own) + shared)
    first_reply = TARGETS.high.first_reply
    everywhere = replace(
        TARGETS,
        high=Target(first_reply, None, Wait(3, "working days")),
        low=replace(TARGETS.low, first_reply=NEXT_MORNING),
    )
    assert company.targets == company.team("brand").targets == everywhere
    high = Target(Wait(1, "hours"), None, Wait(3, "working days"))
    assert company.team("web").targets == replace(everywhere, high=high)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("30 minutes", Wait(30, "minutes")),
        ("1 Hour", Wait(1, "hours")),
        ("4  working hours", Wait(4, "working hours")),
        ("1 working day", Wait(1, "working days")),
        ("999 working days", Wait(999, "working days")),
        ("the next morning", NEXT_MORNING),
        ("next morning", NEXT_MORNING),
        ("0 minutes", None),
        ("1000 minutes", None),
        ("2 days", None),
        ("half an hour", None),
        ("-1 hours", None),
        ("1.5 hours", None),
        ("5minutes", None),
        ("", None),
    ],
)
def test_a_wait_has_a_whole_number_and_a_unit(text: str, wait: Wait | None) -> None:
    assert parse_wait(text) == wait


def uncommented(text: str, start: str) -> str:
    """The comments from this line on, as the lines that they would be."""
    lines = text[text.index(start) :].splitlines()
    commented = lines[: next(number for number, line in enumerate(lines) if not line.startswith("# "))]
    return "\n".join(line.removeprefix("# ") for line in commented) + "\n"


def test_what_the_example_shows_as_comments_is_what_holds_anyway() -> None:
    section = uncommented(EXAMPLE.read_text(encoding="utf-8"), "# chains:\n")
    other = "chains: {outage: [bridge], high: [bridge], normal: [bridge], low: [bridge]}\n"
    target = "{first_reply: 1 hour, next_word: 1 hour, solution: 1 hour}"
    other += "targets: {" + ", ".join(f"{level}: {target}" for level in ("outage", "high", "normal", "low"))
    indented = "".join(f"    {line}\n" for line in section.splitlines())
    company = read(GOOD.replace(MEMBERS, MEMBERS + indented) + other + "}\n")
    bridge = (ChainStep("bridge", AT_ONCE),)
    hour = Target(*[Wait(1, "hours")] * 3)
    assert (company.chains, company.targets) == (Chains(*[bridge] * 4), Targets(*[hour] * 4))
    assert (company.team("web").chains, company.team("web").targets) == (CHAINS, TARGETS)


NO_WHEN = (
    "does not say when. End it with `after 20 minutes`, `after 4 working hours`, `after 1 working day` or "
    "`the next morning`, or with nothing for at once."
)
NO_WHOM = "names nobody to ask. Begin with on call, second layer, whole team, bridge or an e-mail address."
MISTAKES: list[tuple[Level, tuple[str, ...], int, str]] = [
    (
        "normal",
        ("on call", "boss after 1 hour", "bridge after 2 hours"),
        1,
        f'"boss after 1 hour" {{}} {NO_WHOM}',
    ),
    *(
        ("normal", ("on call", step, "bridge after 900 hours"), 1, f'"{step}" {{}} {NO_WHEN}')
        for step in (
            "whole team soon",
            "whole team after soon",
            "whole team 20 minutes",
            "whole team after the next morning",
            "whole team after 0 minutes",
            "whole team after 1 day",
        )
    ),
    (
        "high",
        ("on call after 1 minute", "bridge after 1 hour"),
        0,
        '{} begins with "on call after 1 minute", but its first step should be at once, such as `on call`.',
    ),
    (
        "low",
        ("on call", "whole team after 3 working days", "bridge after 2 working days"),
        2,
        '"bridge after 2 working days" {} comes before a step above it. All times count from the arrival of '
        "the request, so write the steps from early to late.",
    ),
    (
        "low",
        ("on call", "whole team after 2 working hours", "bridge after 90 minutes"),
        2,
        '"bridge after 90 minutes" {} comes before a step above it. All times count from the arrival of '
        "the request, so write the steps from early to late.",
    ),
    (
        "low",
        ("on call", "on call after 1 working day", "bridge"),
        2,
        '"bridge" {} comes before a step above it. All times count from the arrival of '
        "the request, so write the steps from early to late.",
    ),
    (
        "low",
        ("on call", "whole team the next morning", "bridge after 2 working hours"),
        2,
        '"bridge after 2 working hours" {} stands below a step of the next morning, but counts from the '
        "arrival of the request. Count it in working days, or write `the next morning`.",
    ),
    *(
        (
            "outage",
            ("on call", step, "bridge after 900 hours"),
            1,
            f'"{step}" {{}} counts working time, but what is down is down at night, too. '
            "Write minutes or hours, such as `after 20 minutes`.",
        )
        for step in (
            "on call after 1 working hour",
            "on call after 1 working day",
            "on call the next morning",
        )
    ),
    (
        "outage",
        ("on call", "second layer after 5 minutes"),
        1,
        '{} ends with "second layer after 5 minutes", so it may end in nobody. Let the bridge or the whole '
        "team come last, such as `bridge after 30 minutes`.",
    ),
    (
        "normal",
        ("on call", "jonas@n.example after 1 hour"),
        1,
        '{} ends with "jonas@n.example after 1 hour", so it may end in nobody. Let the bridge or the whole '
        "team come last, such as `bridge the next morning`.",
    ),
]


@pytest.mark.parametrize(("level", "steps", "line", "sentence"), MISTAKES)
def test_each_mistake_in_a_chain_is_named_with_its_line(
    level: Level, steps: tuple[str, ...], line: int, sentence: str
) -> None:
    what = f'the chain "{level}" of the team "web"'
    told = sentence.format(what if sentence.startswith("{}") else f"in {what}")
    number = IN_TEAM + 3 + line
    assert problems_of(of_team(chain(level, *steps))) == [f"liaison.yaml line {number}: {told}"]


@pytest.mark.parametrize("section", ["chains: {low: []}\n", "chains:\n  low:\n"])
def test_an_empty_chain_is_refused(section: str) -> None:
    line = LAST + section.count("\n")
    assert problems_of(whole(section)) == [
        f'liaison.yaml line {line}: the chain "low" of the file has no steps. Write some, such as '
        "`[on call, bridge the next morning]`, or take the line out."
    ]


def test_somebody_who_is_not_there_cannot_be_a_step() -> None:
    assert problems_of(whole(chain("low", "lean@n.example", "bridge"))) == [
        f'liaison.yaml line {LAST + 3}: the list of chains of the file names "lean@n.example" as a step, but '
        'there is no such person under "people". Did you mean "lena@n.example"?'
    ]


def test_somebody_of_another_team_cannot_be_called_for_it() -> None:
    assert problems_of(of_team(chain("low", "mia@n.example", "bridge"))) == [
        f'liaison.yaml line {IN_TEAM + 3}: mia@n.example cannot be called for the team "web". '
        "Name somebody of the team, of the bridge or of the admins."
    ]


def test_whoever_is_called_for_every_team_is_of_the_bridge_or_an_admin() -> None:
    assert problems_of(whole(chain("low", "priya@n.example", "lena@n.example", "bridge"))) == [
        f"liaison.yaml line {LAST + 4}: lena@n.example cannot be called for every team. "
        "Name somebody of the bridge or of the admins, or a step of one team."
    ]


GOOD_TARGETS = """\
targets:
  outage: {first_reply: 10 minutes, next_word: 20 minutes}
  low:
    solution: none
"""


@pytest.mark.parametrize(
    ("good", "bad", "line", "sentence"),
    [
        (
            "10 minutes",
            "soon",
            2,
            'first_reply of the target "outage" of the file is "soon", but it should be a time such as '
            "30 minutes, 4 hours, 4 working hours, 2 working days or the next morning.",
        ),
        (
            "10 minutes",
            "none",
            2,
            'first_reply of the target "outage" of the file is "none", but it should be a time such as '
            "30 minutes, 4 hours, 4 working hours, 2 working days or the next morning.",
        ),
        (
            "solution: none",
            "solution: 2 days",
            4,
            'solution of the target "low" of the file is "2 days", but it should be a time such as '
            "30 minutes, 4 hours, 4 working hours, 2 working days or the next morning, or none.",
        ),
        (
            "solution: none",
            "solutions: none",
            4,
            '"solutions" is not known in the target "low" of the file. Did you mean "solution"?',
        ),
        ("low:", "lov:", 3, '"lov" is not known in the list of targets of the file. Did you mean "low"?'),
        (
            "{first_reply: 10 minutes, next_word: 20 minutes}",
            "10 minutes",
            2,
            'the target "outage" of the file should be a block of lines, but here stands a single value.',
        ),
    ],
)
def test_each_mistake_in_a_target_is_named_with_its_line(
    good: str, bad: str, line: int, sentence: str
) -> None:
    assert GOOD_TARGETS.count(good) == 1
    told = problems_of(whole(GOOD_TARGETS.replace(good, bad)))
    assert told == [f"liaison.yaml line {LAST + line}: {sentence}"]


def test_a_chain_for_an_unknown_urgency_is_told() -> None:
    assert problems_of(whole("chains:\n  outages: [on call, bridge after 1 hour]\n")) == [
        f'liaison.yaml line {LAST + 2}: "outages" is not known in the list of chains of the file. '
        'Did you mean "outage"?'
    ]


def test_what_the_handbook_shows_can_be_written_into_the_example() -> None:
    shown = re.findall(r"```yaml\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.DOTALL)
    rota, chains, targets = shown
    members = "      - lena@northwind.example\n      - emre@northwind.example\n"
    text = EXAMPLE.read_text(encoding="utf-8")
    assert text.count(members) == 1
    company = read(text.replace(members, members + rota) + chains + targets)
    web = company.team("web-team")
    assert web.rota is not None
    assert [layer.id for layer in web.rota.layers] == ["office-hours", "nights-and-weekends"]
    assert web.chains == CHAINS  # the handbook shows one of those that hold anyway
    assert web.targets == replace(TARGETS, high=replace(TARGETS.high, first_reply=Wait(1, "working hours")))
