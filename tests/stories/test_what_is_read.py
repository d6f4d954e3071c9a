"""Sentences as people write them: each finds its team, and what must not be kept is nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import MetaData, create_engine, select

from tests.stories.conftest import OpenWindow, Window
from tests.stories.test_every_way_of_filing import PIXEL
from tests.world import World

# Who, where, in which words, a piece of the words that is said back, and where they belong.
SENTENCES = (
    ("mia", "marketing", "Hi team! Could you please swap the banner on the thank-you page of our quiz?",
     "swap the banner", "it-web"),
    ("daniel", "growth", "please put the TikTok pixel on the hiking boots page",
     "TikTok pixel", "it-martech"),
    ("ava", "growth", "our newsletters land in the spam folder of everybody with a gmail address",
     "land in the spam folder", "it-infra"),
    ("grace", "growth", "GA4 and HubSpot show different numbers of sign-ups for the fair",
     "different numbers", "it-data"),
    ("leo", "launches", "Hallo, könnt ihr bitte für winter.northwind.example eine Weiterleitung einrichten?",
     "Weiterleitung", "it-infra"),
    ("leo", "launches", "Der Drucker im zweiten Stock druckt nur noch leere Seiten",
     "Drucker im zweiten Stock", "it-workplace"),
    ("oliver", "marketing", "Notre nouvelle stagiaire a besoin d'un accès à HubSpot, s'il vous plaît",
     "nouvelle stagiaire", "it-workplace"),
    ("tom", "launches", "Il nous faut une liste des clients inactifs pour la relance",
     "liste des clients inactifs", "it-data"),
    ("sofia", "marketing", "Hola, ¿podéis subir el vídeo nuevo a la página de mochilas?",
     "subir el vídeo nuevo", "it-web"),
    ("tom", "growth", "Precisamos de conectar o formulário da feira ao HubSpot",
     "conectar o formulário", "it-martech"),
)  # fmt: skip
OWNERS = {
    "it-web": "Jonas from the Web Team",
    "it-martech": "Hannah from MarTech Platform",
    "it-infra": "Anke from Infrastructure & Network",
    "it-data": "Carlos from Data & Analytics",
    "it-workplace": "Ben from Workplace IT",
}
PASSWORD = "Kiefernzapfen!4711"
CAREFUL = "Careful, that looked like a password or a key. I haven't kept it"
THANKS = "thank you all so much for the quick help yesterday, the party was lovely"
NOT_IT = "That one's not for IT, I think, so I haven't filed it. Shall I still pass it on?"


@pytest.fixture
def of(window: OpenWindow) -> dict[str, Window]:
    """One window a person, opened when it is first wanted."""

    class Opened(dict[str, Window]):
        def __missing__(self, person: str) -> Window:
            self[person] = window(person)
            return self[person]

    return Opened()


def test_ten_sentences_in_five_languages_find_their_teams(of: dict[str, Window], world: World) -> None:
    for number, (person, channel, words, said_back, place) in enumerate(SENTENCES):
        asker = of[person]
        asker.go_to(channel)
        asker.write(f"/ask {words}")
        receipt = asker.sees(f"I've passed this to {OWNERS[place]}", about=said_back)
        expect(receipt).to_contain_text("I read this as:")
        expect(receipt).to_contain_text("because you wrote")
        asker.shot(f"{number}-{person}")
    for place in OWNERS:
        jonas = of["jonas"]
        jonas.go_to(place)
        for *_, said_back, team in SENTENCES:
            if team == place:
                jonas.sees(re.compile("A new one for you"), about=said_back)
        jonas.shot(f"cards-{place}")


def test_with_a_picture_of_what_is_wrong(of: dict[str, Window], tmp_path: Path) -> None:
    picture = tmp_path / "price-box.png"
    picture.write_bytes(PIXEL)
    grace, jonas = of["grace"], of["jonas"]
    jonas.go_to("it-web")
    grace.go_to_messages_with_the_app()
    grace.page.set_input_files("input[type=file]", picture)
    grace.write("the price box on the tents page is cut off, see the picture")
    grace.open_thread("price box on the tents page")
    grace.sees("I've passed this to Jonas from the Web Team")
    grace.sees("price-box.png", about="I've passed this")
    grace.shot("receipt")
    jonas.sees("price-box.png", about="price box on the tents page")
    jonas.shot("card")


def test_a_pasted_password_is_kept_nowhere(of: dict[str, Window], world: World) -> None:
    sofia, ben = of["sofia"], of["ben"]
    ben.go_to("it-workplace")
    sofia.go_to("launches")
    sofia.write(f"@Liaison I can't sign in to the asset library, my password is {PASSWORD}, could you check?")
    careful = sofia.told_privately(CAREFUL)
    expect(careful).to_contain_text("please delete the message and change the password")
    expect(careful).to_contain_text("I've told Ben from Workplace IT what you need, without it.")
    sofia.shot("1-told-privately")
    sofia.open_thread("sign in to the asset library")
    sofia.sees("password left out", about="I've passed this to Ben from Workplace IT")
    sofia.shot("2-the-receipt")
    ben.sees("password left out", about="asset library")
    ben.shot("3-the-card")

    sofia.go_to("marketing")
    sofia.write(f"/ask please renew my login for the survey tool, user sofia, password: {PASSWORD}")
    sofia.told_privately(CAREFUL)
    sofia.does_not_see(PASSWORD)
    sofia.shot("4-by-command")
    assert_nowhere(PASSWORD, world)
    said_by_the_bot = [
        one
        for channel in ("#launches", "#marketing", "#it-workplace", "#marketing-it-bridge")
        for one in world.workspace.messages(channel)
        if PASSWORD in str(one)
    ]
    assert [one["user"] for one in said_by_the_bot] == ["U0SOFIA"], "only her own message holds it"


def test_a_thank_you_opens_nothing_until_somebody_wants_it(of: dict[str, Window], world: World) -> None:
    oliver, priya = of["oliver"], of["priya"]
    priya.go_to("marketing-it-bridge")
    oliver.go_to("general")
    before = len(world.workspace.messages("#general"))
    oliver.write(f"/ask {THANKS}")
    oliver.told_privately(NOT_IT)
    oliver.shot("1-not-for-it")
    oliver.press("No, leave it", about=NOT_IT)
    oliver.told_privately("All right, nothing was filed.")
    oliver.does_not_see(NOT_IT)
    assert len(world.workspace.messages("#general")) == before

    oliver.write(f"/ask {THANKS}, really")
    oliver.told_privately(NOT_IT)
    oliver.press("Pass it on anyway", about=NOT_IT)
    oliver.sees("Got it, thanks Oliver.", about="the party was lovely")
    oliver.does_not_see(NOT_IT)
    oliver.shot("2-passed-on-anyway")
    oliver.sees("so Priya sends it to the right person.", about="the party was lovely")
    priya.sees("Whose is this?", about="the party was lovely")
    priya.shot("3-the-bridge")


def test_one_click_says_what_words_that_could_mean_several_things_are_closest_to(
    of: dict[str, Window],
) -> None:
    words = "the picture thing for the partners"
    mia, jonas = of["mia"], of["jonas"]
    jonas.go_to("it-web")
    mia.go_to("marketing")
    mia.write(f"/ask {words}")
    receipt = mia.sees("Which of these is it closest to?", about=words)
    expect(receipt.get_by_role("button", name="None of these")).to_be_visible()
    for team in OWNERS.values():
        expect(receipt).not_to_contain_text(team.split(" from ")[1])
    mia.shot("1-which-of-these")
    mia.press("Putting a picture, video or file online", about=words)
    mia.sees("Jonas from the Web Team", about=words)
    expect(mia.message(words)).not_to_contain_text("Which of these")
    mia.shot("2-chosen")
    jonas.sees("A new one for you.", about=words)
    jonas.shot("3-the-card")


def assert_nowhere(words: str, world: World) -> None:
    """Not in a row of the database, nor in any file of the bot: database, write-ahead log, spool, log."""
    engine = create_engine(world.database_url)
    tables = MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        assert tables.tables["requests"].columns, "there are rows to look through"
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                assert words not in str(tuple(row)), f"a row of {table.name} holds it"
    engine.dispose()
    files = [file for file in world.folder.rglob("*") if file.is_file()]
    assert any(file.name == "bot.log" for file in files)
    for file in files:
        assert words.encode() not in file.read_bytes(), f"{file.name} holds it"
