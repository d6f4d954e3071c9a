from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.llm import Model
from bot.toolkit import Toolkit
from tests.conftest import SettableClock
from tests.openai_server import OpenAIServer, line_to, says
from tests.scheduler.test_second_opinion.scene import Scene


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    return Scene(toolkit, clock, [])


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer(says("pages", "reports", missing=("page_url",))) as running:
        yield running


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[Model]:
    with line_to(server, OPENAI_MODEL="m-1") as line:
        yield line
