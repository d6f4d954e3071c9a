"""Digests beside their channel: the Home tab, what is behind a chart, and Slack that takes no chart."""

from __future__ import annotations

from bot.people import note_home_opened
from bot.requests.posting import refresh_homes
from bot.requests.working import resolve
from db.kinds import NoticeKind
from glossary.unknown.counting import note_asked
from handlers.views.charts import CHART
from tests.handlers.digests.desk import Desk, texts
from tests.handlers.knocking import button
from tests.handlers.test_courier.conftest import DEV, JONAS, LENA, MIA


def home_of(desk: Desk, user_id: str) -> str:
    with desk.stage.toolkit.ledger.begin() as unit:
        note_home_opened(unit, user_id, desk.stage.clock.now)
    desk.scene.do(refresh_homes, {user_id})
    desk.say_all()
    view = desk.stage.workspace.person(user_id).home(wait=0)
    assert view is not None
    return texts({"blocks": view["blocks"]})


def test_the_home_tab_says_when_somebody_last_looked(desk: Desk) -> None:
    assert "Nobody has looked for digests yet. You have none of your own" in home_of(desk, MIA)
    desk.tick_at(11)
    assert "Last looked for digests: <!date^1773216000^" in home_of(desk, MIA)


def test_the_home_tab_has_ones_own_digests_and_what_became_of_the_last(desk: Desk) -> None:
    desk.type(MIA, "marketing for me")
    desk.tick_at(11, 9)  # in London
    told = home_of(desk, MIA)
    assert "• *Marketing digest*, for you, every weekday from Monday to Friday at 09:00 (London)." in told
    assert "Last: Wed 11 Mar, there was nothing to say." in told


def test_a_weekly_digest_of_it_carries_a_chart_and_leads_to_its_requests(desk: Desk) -> None:
    desk.type(JONAS, "it here weekly")
    request = desk.file()
    desk.file("A private wish for a page", kind="nowhere", channel_id=None)
    desk.scene.do(resolve, request.id, JONAS)
    desk.tick_at(16)
    message = desk.digest()
    chart = next(block for block in message["blocks"] if block["type"] == CHART)
    figures = {one["name"]: [p["value"] for p in one["data"]] for one in chart["chart"]["series"]}
    assert figures["In"] == [2, 0]
    assert figures["Done"] == [1, 0]
    desk.press(JONAS, "Which requests are these?", message)
    shown = texts({"blocks": desk.newest["blocks"]})
    assert "*Week of 9 Mar*" in shown
    assert "1 done: “The form is broken”" in shown
    assert desk.press(LENA, "Which requests are these?", message).startswith(
        "The requests behind the figures are shown to owners of teams"
    )


def test_whoever_may_not_read_a_request_does_not_find_it_behind_a_figure(desk: Desk) -> None:
    desk.type(JONAS, "it here weekly")
    desk.file("A private wish for a page", kind="nowhere", channel_id=None)
    desk.tick_at(16)
    for user_id, is_theirs in ((MIA, True), (JONAS, True), (DEV, False)):  # asked it, has it, neither
        desk.press(user_id, "Which requests are these?", desk.digest())
        shown = texts({"blocks": desk.newest["blocks"]})
        assert ("private wish" in shown) is is_theirs
        assert "1 in" in shown


def test_where_slack_takes_no_chart_a_table_has_the_same_figures(desk: Desk) -> None:
    desk.type(JONAS, "it here weekly")
    desk.file()
    refused = desk.stage.workspace.faults
    refused.slack_error("chat.postMessage", "invalid_blocks", holding="data_visualization", times=None)
    desk.tick_at(16)
    message = desk.digest()
    assert all(block["type"] != CHART for block in message["blocks"])
    assert "```" in texts(message)


def test_a_word_that_nobody_has_explained_is_defined_from_the_digest(desk: Desk) -> None:
    desk.type(JONAS, "words here")
    with desk.stage.toolkit.ledger.begin() as unit:
        for asker in ("one", "two", "three"):
            note_asked(unit, "CTR", asker, "it", desk.stage.clock.now)
    desk.tick_at(16)
    message = next(one for one in reversed(desk.stage.workspace.messages("#it-web")) if "CTR" in texts(one))
    assert "*CTR* · 3 people looked for it, nobody has explained it yet" in texts(message)
    desk.knocking.click(JONAS, button(message["blocks"], "Define"), "C0WEB")
    (opened,) = desk.scene.notices(NoticeKind.VIEW_DUE)
    assert "CTR" in str(opened["detail"]["view"])
