"""`app.py try`, as a newcomer starts it: a week to look at, a clock to set forward, and it is all still there
the next time."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import ARTIFACTS, Window
from tests.world import ROOT

SHOTS = ARTIFACTS / "test_trying_it_out"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    return tmp_path_factory.mktemp("try")


@contextmanager
def tried(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Runs until the block ends; the address of the page that it prints."""
    port = free_port()
    command = [sys.executable, "app.py", "try", "--port", str(port), "--folder", str(folder)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    )
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if "Stop with Ctrl+C" in line:
            break
    try:
        assert process.poll() is None, "".join(told)
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    assert process.returncode == 0, rest
    assert "Traceback" not in "".join(told) + rest


@contextmanager
def seen_by(person: str, url: str, browser: Browser) -> Iterator[Window]:
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.goto(f"{url}?as=U0{person.upper()}")
    expect(page.get_by_test_id("channel-list")).to_be_visible()
    yield Window(page, person, SHOTS)
    page.context.close()


def test_the_first_start_opens_on_a_week_and_the_clock_can_be_set_forward(
    folder: Path, browser: Browser
) -> None:
    with tried(folder) as (url, _), seen_by("grace", url, browser) as grace:
        choose_a_person(browser, url)
        grace.go_home()
        expect(grace.home).to_contain_text("Your open requests")
        grace.shot("1-home-after-a-week")
        with seen_by("jonas", url, browser) as jonas:
            jonas.go_to("it-web")
            jonas.sees("price on the winter jackets page")
            jonas.shot("2-the-team-channel")
            jonas.press("I've got it", about="price on the winter jackets page")
            jonas.sees("Jonas from the Web Team has it", about="price on the winter jackets page")
            jonas.press("Done", about="price on the winter jackets page")
            jonas.sees("has the last word", about="price on the winter jackets page")
        with seen_by("mia", url, browser) as mia:
            mia.go_to("marketing")
            mia.clock.get_by_role("button", name="Jump to…").click()
            dialog = mia.page.get_by_role("dialog")
            dialog.get_by_label("Day and time").fill("2020-01-01T09:00")
            dialog.get_by_role("button", name="Jump").click()
            expect(dialog).to_contain_text("The clock only goes forward.")
            mia.shot("3-only-forward")
            dialog.get_by_label("Day and time").fill(in_ten_days())
            dialog.get_by_role("button", name="Jump").click()
            expect(dialog).to_be_hidden()
            mia.open_thread("price on the winter jackets page")
            mia.sees("I take it that all is well and close this one")
            mia.shot("4-after-the-jump")


def test_the_second_start_keeps_what_was_said_and_the_time(folder: Path, browser: Browser) -> None:
    kept = float((folder / "clock").read_text())
    with tried(folder) as (url, _), seen_by("mia", url, browser) as mia:
        mia.go_to("marketing")
        mia.open_thread("price on the winter jackets page")
        mia.sees("I take it that all is well and close this one")
        mia.write_in_thread("Thank you, Jonas")
        mia.sees("Thank you, Jonas")
        mia.press("Not quite", about="I take it that all is well")
        mia.sees("It's back with Jonas")
        newest = max(float(one) for one in stamps(mia.page))
        assert newest >= kept, "the clock went back"
        mia.shot("5-the-second-start")


def test_a_port_that_is_taken_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "app.py", "try", "--port", str(port), "--folder", str(tmp_path / "deep" / "er")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert ended.returncode == 1
    assert f"Port {port} could not be used" in ended.stdout
    assert f"python app.py try --port {port + 1}" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_a_fresh_start_deletes_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_text("precious")
    (tmp_path / "workspace.json").write_text(json.dumps({}))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        subprocess.run(
            [sys.executable, "app.py", "try", "--fresh", "--port", port, "--folder", str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
        )
    assert sorted(one.name for one in tmp_path.iterdir()) == ["holiday.jpg"]


def choose_a_person(browser: Browser, url: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.goto(url)
    expect(page.get_by_role("heading", name="Who do you want to be?")).to_be_visible()
    page.screenshot(path=SHOTS / "0-who-do-you-want-to-be.png")
    page.get_by_role("button", name=re.compile("Mia Tanaka")).click()
    expect(page.get_by_test_id("channel-list")).to_be_visible()
    page.context.close()


def in_ten_days() -> str:
    """Past whatever is due in the week, as the field wants it."""
    return (datetime.now(UTC) + timedelta(days=10)).strftime("%Y-%m-%dT09:00")


def stamps(page: Page) -> list[str]:
    messages = page.get_by_test_id("message").all()
    return [stamp for one in messages if (stamp := one.get_attribute("data-ts"))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
