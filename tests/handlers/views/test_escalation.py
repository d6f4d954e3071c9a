"""What is read when nobody answers, and at night: calm, honest, with names and times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.company.rota import Whom
from bot.escalation.asked import Asked
from bot.escalation.watching import Auditor
from bot.requests.model import Request
from db.kinds import Change, RequestState, StepReason
from handlers.views.card import card
from handlers.views.escalation.calling import called
from handlers.views.escalation.climbing import Climb, call_settled, climb_from, step_at_bridge, step_taken
from handlers.views.escalation.waking import being_called, outage_form
from handlers.views.escalation.watching import last_look
from handlers.views.home import home
from handlers.views.lines import line
from handlers.views.message import Message
from handlers.views.receipt import receipt
from tests.handlers.views.values import (
    ADA,
    BOARD,
    COMPANY,
    DEV,
    JONAS,
    LENA,
    MIA,
    NOW,
    PEOPLE,
    PRIYA,
    for_the_bridge,
    labels,
    read,
    request,
)

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE = (Asked((JONAS,), NOW - timedelta(minutes=10), "on_call", 0),)
NIGHT = datetime(2026, 3, 24, 22, 0, tzinfo=UTC)
LUNCH_ON_SUNDAY = datetime(2026, 3, 22, 12, 0, tzinfo=UTC)
MORNING = "<!date^1774425600^{date_short_pretty} at {time}|Wed 25 Mar, 09:00 (Europe/Berlin)>"
MORNING_FOR_MIA = "<!date^1774425600^{date_short_pretty} at {time}|Wed 25 Mar, 08:00 (Europe/London)>"


def calling(climb: Climb, *before: Asked, of: Request | None = None, who: str = LENA) -> Message:
    one = of or request()
    person = PEOPLE.get(who)
    return called(one, climb, before, person, PEOPLE, COMPANY, NOW, card_link="https://slack.example/p1")


def under_card(climb: Climb, *before: Asked, of: Request | None = None) -> str:
    return step_taken(of or request(), climb, before, PEOPLE, NOW, BERLIN).text


def at_home(to: Whom, *user_ids: str, of: Request | None = None, **detail: Any) -> str:
    told = {"change": Change.CLIMBED, "side": "home", "to": to, "user_ids": [*user_ids], **detail}
    return line(of or request(), PEOPLE, COMPANY, NOW, told).text


@pytest.mark.parametrize(
    ("to", "before", "sentence"),
    [
        ("on_call", (), "You're on call for the Web Team, and this one is for you."),
        (
            "on_call",
            BEFORE,
            "Nobody has picked this up yet. You're on call for the Web Team, and this one is for you.",
        ),
        (
            "second_layer",
            BEFORE,
            "Nobody has picked this up yet. You come next for the Web Team, could you have a look?",
        ),
        (
            "team",
            BEFORE,
            "Nobody has picked this up yet, so I'm asking everybody in the Web Team. Could you take it?",
        ),
        (
            "bridge",
            BEFORE,
            "Nobody has picked this up yet; it's with the Web Team. Could you see who can take it?",
        ),
        (
            "person",
            BEFORE,
            "Nobody has picked this up yet, and you're the one to ask next for the Web Team. "
            "Could you have a look?",
        ),
    ],
)
def test_whoever_is_called_reads_why_it_is_them(to: Whom, before: tuple[Asked, ...], sentence: str) -> None:
    shown = calling(Climb(to, (LENA,), number=1), *before)
    assert shown.text.startswith(sentence)
    assert labels(shown) == ["I've got it", "Not ours", "Open the thread"]


def test_whoever_is_called_again_reads_that_it_is_the_second_time() -> None:
    shown = calling(Climb("on_call", (JONAS,), number=1), *BEFORE, who=JONAS)
    assert shown.text.startswith("Nobody has picked this up yet, so I'm asking you once more")


def test_a_call_says_who_asked_when_who_was_asked_before_and_what_was_promised() -> None:
    shown = read(calling(Climb("second_layer", (LENA,), number=2), *BEFORE))
    assert "From Mia Tanaka, Brand, asked <!date^1774342800^" in shown
    assert "Asked before: Jonas (<!date^1774345800^" in shown
    assert "Reply promised by <!date^1774357200^" in shown
    assert "The campaign starts Monday" in shown, "in their own words"


def test_an_outage_says_so_first_and_a_bridge_of_its_own_has_nobody_to_hand_it_back_to() -> None:
    assert calling(Climb("on_call", (LENA,)), of=request(urgency="outage")).text.startswith(
        "🔥 Something is down. You're on call for the Web Team"
    )
    assert labels(calling(Climb("on_call", (PRIYA,)), of=for_the_bridge(), who=PRIYA)) == [
        "I've got it",
        "Open the thread",
    ]


def test_where_the_owner_is_silent_nobody_is_blamed_and_the_asker_is_told_kindly() -> None:
    held = request(RequestState.ACKNOWLEDGED)
    climb = Climb("second_layer", (LENA,), StepReason.SILENT)
    assert calling(climb, of=held).text.startswith(
        "Jonas has this, and it's been quiet for longer than promised."
    )
    assert under_card(climb, of=held).startswith(
        f"<@{LENA}> It's been quiet here for longer than promised. Could you see whether Jonas needs a hand?"
    )
    told = at_home("second_layer", LENA, of=held, why="silent")
    assert told == "It's been quiet here for too long. I've asked Lena to have a look, too."
    bridge = step_at_bridge(held, replace(climb, to="bridge"), (), PEOPLE, COMPANY, NOW, card_link=None)
    assert bridge.text.startswith(
        f"<@{LENA}> Jonas said nothing more in time. Could you see who can take it?"
    )


def test_under_the_card_the_first_one_is_greeted_and_the_next_ones_learn_who_was_asked() -> None:
    assert under_card(Climb("on_call", (JONAS,))).startswith(
        f"<@{JONAS}> This one is for you, nobody has it yet."
    )
    second = under_card(Climb("second_layer", (LENA,), number=2), *BEFORE)
    assert second.startswith(
        f"<@{LENA}> Nobody has picked this up yet. Could you have a look? Asked before: Jonas"
    )
    team = under_card(Climb("team", (JONAS, LENA), number=3), *BEFORE)
    assert team.startswith(f"<@{JONAS}> <@{LENA}> Nobody has picked this up yet. Could one of you take it?")


def test_one_message_calls_twelve_at_most_and_never_a_channel() -> None:
    many = tuple(f"U0N{chr(65 + number)}" for number in range(20))
    said = under_card(Climb("team", many))
    assert said.count("<@") == 12
    assert "<!" not in said.replace("<!date^", "")


def test_each_person_asked_before_is_named_once_with_the_last_time() -> None:
    twice = (*BEFORE, Asked((JONAS,), NOW - timedelta(minutes=5), "on_call", 1))
    shown = read(calling(Climb("second_layer", (LENA,), number=2), *twice))
    assert "Asked before: Jonas (<!date^1774346100^" in shown
    assert shown.count("Jonas") == 1


def test_what_comes_late_says_since_when_nobody_was_asked_and_why() -> None:
    since, until = NOW - timedelta(hours=3), NOW - timedelta(minutes=1)
    detail = {"to": "bridge", "user_ids": [PRIYA], "late": True, "silent_since": since.isoformat()}
    late = under_card(climb_from(detail))
    assert "This comes late: nobody was asked since <!date^1774335600^" in late
    down = climb_from({**detail, "down": [since.isoformat(), until.isoformat()]})
    assert "This comes late: I was down from <!date^1774335600^" in under_card(down)
    assert "This comes late: I couldn't ask anybody for a while." in under_card(Climb("team", (), late=True))


@pytest.mark.parametrize(
    ("to", "called", "whom"),
    [
        ("on_call", (JONAS,), "Jonas"),
        ("second_layer", (LENA,), "Lena"),
        ("team", (JONAS, LENA), "everybody in the Web Team"),
        ("bridge", (PRIYA,), "Priya from the bridge between marketing and IT"),
        ("person", (DEV,), "Dev"),
        ("bridge", (PRIYA, ADA), "Priya and Ada from the bridge between marketing and IT"),
        ("person", (DEV, ADA, LENA, JONAS), "Dev, Ada, Lena and 1 more"),
        ("person", (), "somebody else"),
    ],
)
def test_the_asker_reads_whom_i_asked(to: Whom, called: tuple[str, ...], whom: str) -> None:
    assert at_home(to, *called) == f"Nobody has picked this up yet, so I've asked {whom}."


def test_whoever_is_on_call_is_no_second_one_and_none_of_the_bridge_where_steps_were_missed() -> None:
    for to in ("second_layer", "bridge"):
        missed = Climb(to, (JONAS, LENA), late=True, number=3, on_call=JONAS)
        asked = Asked((JONAS,), NOW - timedelta(hours=3), "on_call", 0)
        assert "asking you once more: you're on call for the Web Team." in read(
            calling(missed, asked, who=JONAS)
        )
        assert "you're on call" not in read(calling(missed, asked))
    sentence = at_home("bridge", JONAS, PRIYA, asked_before=[JONAS], on_call=JONAS)
    assert sentence.endswith("I've asked Priya from the bridge between marketing and IT, and Jonas too.")
    alone = at_home("bridge", PRIYA, on_call=PRIYA)
    assert alone.endswith("I've asked Priya from the bridge between marketing and IT.")


def test_the_asker_reads_whether_somebody_was_asked_again_or_somebody_else_too() -> None:
    nobody = "Nobody has picked this up yet, so I've asked"
    assert at_home("on_call", JONAS, asked_before=[JONAS]) == f"{nobody} Jonas again."
    assert at_home("second_layer", LENA, asked_before=[JONAS]) == f"{nobody} Lena too."
    assert at_home("team", JONAS, LENA, asked_before=[JONAS]) == f"{nobody} everybody in the Web Team."


def test_whoever_is_woken_reads_what_people_cannot_do() -> None:
    woken = request(urgency="outage", urgency_why="because you said: Nobody can pay")
    assert "Nobody can pay" in read(calling(Climb("on_call", (JONAS,)), of=woken)).splitlines()
    read_so = request(urgency="outage", urgency_why="because you wrote *is down*")
    assert "because" not in read(calling(Climb("on_call", (JONAS,)), of=read_so))


def test_the_asker_reads_an_apology_where_it_comes_late() -> None:
    assert at_home("team", late=True).startswith(
        "I couldn't ask anybody for a while, sorry. Nobody has picked"
    )


def test_the_bridge_can_take_it_or_hand_it_on_and_sees_when_whom_i_asked() -> None:
    shown = step_at_bridge(
        request(),
        Climb("bridge", (PRIYA,), number=4),
        BEFORE,
        PEOPLE,
        COMPANY,
        NOW,
        card_link="https://slack.example/p1",
        unreached=JONAS,
    )
    assert shown.text.startswith(f"<@{PRIYA}> Nobody has picked this up yet; it's with the Web Team.")
    assert labels(shown) == ["I've got it", "Open the card"]
    assert "I couldn't write to Jonas. Asked before: Jonas (<!date^" in read(shown)


def test_a_call_becomes_calm_once_somebody_has_it() -> None:
    taken = call_settled(request(RequestState.ACKNOWLEDGED), PEOPLE, COMPANY)
    assert (taken.text.split(".")[0], labels(taken)) == ("👀 Jonas has it", [])
    moved = call_settled(request(team_id="data"), PEOPLE, COMPANY, moved=True)
    assert moved.text.startswith("It has moved to the Data Team, so there's nothing to do here.")
    for state in (RequestState.CLOSED, RequestState.CANCELLED):
        assert call_settled(request(state), PEOPLE, COMPANY).text.startswith("That's settled")


# The night


def at_night(now: datetime = NIGHT, of: Request | None = None, **values: Any) -> Message:
    one = of or request(**({"asked_at": now, "reply_by": now + timedelta(hours=15)} | values))
    return card(one, PEOPLE, COMPANY, now, home_link=None)


@pytest.mark.parametrize("now", [NIGHT, LUNCH_ON_SUNDAY])
def test_outside_their_hours_the_card_calls_nobody_and_says_when_they_are_back(now: datetime) -> None:
    said = at_night(now).text
    assert said.startswith("A new one for Jonas, when the Web Team is back: <!date^")
    assert "<@" not in said


def test_the_card_says_when_in_the_teams_own_words() -> None:
    assert f"is back: {MORNING}." in at_night().text
    assert "A new one for when the Web Team is back" in at_night(owner_id=None).text
    bridge = at_night(of=for_the_bridge(asked_at=NIGHT)).text
    assert bridge.startswith("Whose is this? I'll ask Priya when the day begins: <!date^")
    assert at_night(of=for_the_bridge(owner_id=None)).text.startswith(
        "Whose is this? I'll ask the bridge when"
    )


def test_what_is_down_calls_at_any_hour() -> None:
    assert at_night(urgency="outage").text.startswith(f"<@{JONAS}> A new one for you.")


def test_once_somebody_has_it_the_night_is_no_matter() -> None:
    assert at_night(of=request(RequestState.ACKNOWLEDGED)).text.startswith(
        "👀 Jonas from the Web Team has it."
    )


def said_back(now: datetime = NIGHT, **values: Any) -> Message:
    usual = {"asked_at": now, "reply_by": NIGHT + timedelta(hours=15)}
    return receipt(request(**(usual | values)), PEOPLE, COMPANY, now)


def test_the_receipt_says_honestly_when_people_are_back_and_offers_the_one_button() -> None:
    shown = said_back()
    assert f"The Web Team is back {MORNING_FOR_MIA}; you'll hear by <!date^1774443600^" in read(shown)
    assert labels(shown)[-1] == "This is an outage"


def test_the_receipt_of_an_outage_or_in_working_hours_has_no_such_button() -> None:
    assert "This is an outage" not in labels(said_back(urgency="outage"))
    assert "This is an outage" not in labels(said_back(NOW))
    taken = receipt(request(RequestState.ACKNOWLEDGED), PEOPLE, COMPANY, NIGHT)
    assert "This is an outage" not in labels(taken)


def test_a_promise_that_passed_offers_it_at_any_hour() -> None:
    late = said_back(NOW, reply_by=NOW - timedelta(hours=1))
    assert labels(late)[-1] == "This is an outage"
    night = read(said_back(reply_by=NIGHT - timedelta(hours=1)))
    assert "You should have heard by" in night
    assert "Sorry for the wait. The Web Team is back <!date^" in night


def test_the_home_tab_offers_it_to_the_asker_only() -> None:
    def drawn(reader: str, **lists: Any) -> list[str]:
        empty: dict[str, Any] = {"mine": (), "waiting": (), "team": ()}
        return labels(home(PEOPLE.get(reader), BOARD, COMPANY, NIGHT, **(empty | lists)))

    assert "This is an outage" in drawn(MIA, mine=(request(),))
    assert "This is an outage" not in drawn(JONAS, team=(request(),))


def test_the_form_asks_one_question_and_names_who_is_called() -> None:
    form = outage_form(request(), PEOPLE, BOARD, NIGHT, seen=True)
    assert [block["label"]["text"] for block in form["blocks"] if block["type"] == "input"] == [
        "What can people not do right now?"
    ]
    assert form["submit"]["text"] == "Call Jonas"
    assert "When you send this I call Jonas, who is on call for the Web Team." in read(form)


def test_the_answer_names_who_is_called_and_by_when_one_hears() -> None:
    said = being_called(request(), PEOPLE, COMPANY, PEOPLE.get(MIA), NOW)
    assert said.startswith("I'm calling Jonas now. You'll hear by <!date^1774357200^")
    assert being_called(request(owner_id=None, reply_by=None), PEOPLE, COMPANY, PEOPLE.get(MIA), NOW) == (
        "I'm calling the Web Team now."
    )


def test_both_sides_read_that_somebody_says_it_is_an_outage() -> None:
    detail = {"change": Change.PLANNED, "actor_id": MIA, "urgency": "outage", "calls": JONAS}
    for side in ("home", "team"):
        told = line(request(), PEOPLE, COMPANY, NIGHT, {**detail, "side": side, "words": "Nobody can pay"})
        assert told.text.startswith("Mia says: something is down. I'm calling Jonas now.")
        assert "Nobody can pay" in read(told)


# Who watches


def test_the_home_tab_says_how_long_ago_somebody_looked() -> None:
    def shown(auditor: Auditor) -> str:
        return str(last_look(auditor, BERLIN, NOW))

    fresh = shown(Auditor(NOW - timedelta(seconds=20)))
    assert "Last look for unanswered requests 20 s ago, <!date^1774346380^" in fresh
    assert "Nobody has looked for unanswered requests since <!date^" in shown(
        Auditor(NOW - timedelta(hours=1))
    )
    assert "Nobody has looked for unanswered requests yet." in shown(Auditor(None))
