"""People in real browser windows, the bot as a real process, both databases."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import app
from bot.company import read_company
from handlers.manifest import manifest
from tests.conftest import Databases
from tests.world import COMPANY, ROOT, World, next_working_moment
from trying import APP_TOKEN, BOT_TOKEN, TravelClock, seed_of, settings_for
from workspace.server import Workspace

ARTIFACTS = ROOT / "tests" / "artifacts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a browser makes ready behind each window costs more than the page in it: what drops down from
# the address bar is two pages of its own, and a spare process waits for a page that never comes.
UNSEEN = (
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
# Chromium heeds one list only, the last: what Playwright leaves out stays left out.
LEFT_OUT_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
# The machine may have no way out to the internet: the browser is not to ask for anything by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*UNSEEN, *LEFT_OUT_BY_PLAYWRIGHT))}",
)
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Inhabited:
    """A workspace to open windows on, wherever its bot lives."""

    workspace: Workspace


@contextmanager
def travelling(database_url: str, clock: TravelClock) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on a clock that can be set forward."""
    company = read_company(COMPANY)
    space = Workspace(
        seed=seed_of(company),
        manifest=manifest(),
        clock=clock.now,
        travel=clock,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
    )
    with ExitStack() as stack:
        stack.enter_context(space)
        settings = settings_for(space.api_url, database_url=database_url)
        bot = app.compose(settings, company, now=clock.moment, paced_by=clock.now)
        clock.bot = bot
        bot.start()
        stack.callback(bot.stop)
        stack.callback(app.close_quietly, app.connected(bot, APP_TOKEN))
        yield Inhabited(space)


class Window:
    """One person's window, used the way a person would: by what it says, not by how it is built."""

    def __init__(self, page: Page, person: str, shots: Path) -> None:
        self.page = page
        self.person = person
        self._shots = shots

    def go_to(self, channel: str) -> None:
        self.page.get_by_test_id(f"channel-{channel}").click()
        expect(self.page.get_by_test_id("composer")).to_be_visible()

    def write(self, text: str) -> None:
        composer = self.page.get_by_test_id("composer")
        composer.fill(text)
        composer.press("Enter")

    def write_in_thread(self, text: str) -> None:
        composer = self.page.get_by_test_id("thread-composer")
        composer.fill(text)
        composer.press("Enter")

    def message(self, words: str | re.Pattern[str]) -> Locator:
        """The newest message in view that says this."""
        return self.page.get_by_test_id("message").filter(has_text=words).last

    def sees(self, words: str | re.Pattern[str], *, about: str = "") -> Locator:
        """`about`: other words of the same message, such as those of the wish on a card."""
        found = self.page.get_by_test_id("message").filter(has_text=about).filter(has_text=words).last
        expect(found).to_be_visible()
        return found

    def press(self, label: str, *, about: str | re.Pattern[str]) -> None:
        """The button on the newest message that says `about`."""
        self.message(about).get_by_role("button", name=label, exact=True).click()

    def open_thread(self, about: str | re.Pattern[str]) -> None:
        self.message(about).get_by_role("button", name=re.compile("repl(y|ies)")).first.click()
        expect(self.page.get_by_test_id("thread-panel")).to_be_visible()

    @property
    def thread(self) -> Locator:
        return self.page.get_by_test_id("thread-panel")

    @property
    def form(self) -> Locator:
        return self.page.get_by_test_id("modal")

    @property
    def clock(self) -> Locator:
        return self.page.get_by_role("region", name="Workspace clock")

    @property
    def home(self) -> Locator:
        return self.page.get_by_test_id("home")

    def go_home(self) -> None:
        self.page.get_by_test_id("app").click()
        self.page.get_by_role("tab", name="Home").click()
        expect(self.home).to_be_visible()

    def go_to_messages_with_the_app(self) -> None:
        self.page.get_by_test_id("app").click()
        self.page.get_by_role("tab", name="Messages").click()
        expect(self.page.get_by_test_id("composer")).to_be_visible()

    def start_thread(self, about: str | re.Pattern[str], text: str) -> None:
        message = self.message(about)
        message.hover()
        message.get_by_role("button", name="Reply in thread").click()
        self.write_in_thread(text)

    def react(self, name: str, *, about: str | re.Pattern[str]) -> None:
        message = self.message(about)
        message.hover()
        message.get_by_role("button", name=f"React with {name}").click()

    def choose_from_menu(self, item: str, *, about: str | re.Pattern[str]) -> None:
        """What ⋯ on a message offers."""
        message = self.message(about)
        message.hover()
        message.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{re.escape(item)}")).click()

    def edit(self, about: str, to: str) -> None:
        self.choose_from_menu("Edit", about=about)
        box = self.page.get_by_label("Edit the message")
        box.fill(to)
        box.press("Enter")
        expect(box).to_be_hidden()

    def delete(self, about: str) -> None:
        self.choose_from_menu("Delete", about=about)
        self.page.get_by_test_id("confirm").get_by_role("button", name="Delete").click()

    def told_privately(self, words: str | re.Pattern[str]) -> Locator:
        """Something that only this person sees."""
        only = self.page.get_by_test_id("message").filter(has_text="Only visible to you")
        found = only.filter(has_text=words).last
        expect(found).to_be_visible()
        return found

    def does_not_see(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_test_id("message").filter(has_text=words)).to_have_count(0)

    def shot(self, name: str) -> None:
        self.page.screenshot(path=self._shots / f"{name}.png")


OpenWindow = Callable[[str], Window]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with the last story: while Playwright runs, no other test can have an event loop of its own."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            "The browser stories need Chromium. Install it, for example: sudo apt-get install chromium"
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One bot and one workspace for the stories of a file; each story asks for something of its own.

    It is always a working hour of everybody: at night the bot calls nobody.
    """
    folder = tmp_path_factory.mktemp(f"story-{request.param}")
    url = templates.planted(request.param, folder)
    with World(folder, url, forked=True, at=next_working_moment()) as made:
        made.start_bot()
        yield made


@pytest.fixture
def window(
    world: World | Inhabited, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[OpenWindow]:
    """`window("mia")` opens a window as that person. Screenshots are kept, one folder a story."""
    shots = ARTIFACTS / re.sub(r"[^\w-]+", "_", request.node.name)
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    pages: list[Page] = []

    def open_window(person: str) -> Window:
        page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
        pages.append(page)
        page.goto(f"{world.workspace.url}?as=U0{person.upper()}")
        expect(page.get_by_test_id("channel-list")).to_be_visible()
        return Window(page, person, shots)

    yield open_window
    for number, page in enumerate(pages):
        page.screenshot(path=shots / f"end-{number}.png")
        page.context.close()
