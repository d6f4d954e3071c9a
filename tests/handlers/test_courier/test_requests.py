from __future__ import annotations

from bot.requests.posting import Said
from tests.handlers.test_courier.conftest import MIA, Stage


def test_a_request_of_a_public_channel_gets_a_receipt_there_and_a_card_with_its_team(stage: Stage) -> None:
    request = stage.filed()
    (receipt,) = stage.workspace.messages("C0MARKETING")
    (card,) = stage.workspace.messages("C0WEB")
    assert (request.home_channel, request.home_ts, request.receipt_ts) == (
        "C0MARKETING",
        receipt["ts"],
        receipt["ts"],
    )
    assert (request.card_channel, request.card_ts) == ("C0WEB", card["ts"])
    print(receipt, card)
