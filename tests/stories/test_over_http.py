"""The first walk once more, with a bot that Slack calls by signed HTTP requests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Databases
from tests.stories.conftest import OpenWindow
from tests.stories.test_a_request_from_ask_to_answer import test_a_request_from_ask_to_answer
from tests.world import World

__all__ = ["test_a_request_from_ask_to_answer"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp(f"http-{request.param}")
    with World(folder, templates.planted(request.param, folder), http=True) as made:
        made.start_bot()
        yield made


def test_a_form_is_opened_in_time(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("marketing")
    mia.write("/ask")
    mia.form.get_by_label("What do you need?").fill("The shoes page needs a size filter for wide feet")
    mia.form.get_by_role("button", name="Send").click()
    mia.sees("I've passed this to Jonas from the Web Team", about="size filter")
    mia.shot("receipt")
