"""Is there a wish in the words, and the line in which it is said back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.summary import understood
from bot.intake.wish import names_a_wish

NO_WISH = [
    "", "   ", "hi", "Hello there!", "help pls", "HELP!!!", "thanks!", "thx a lot", "ok", "ok cool",
    "ping", "yo", "👋", "🎫🎫", ":wave: :tada:", "?", "12345", "@Liaison", "@Liaison help please",
    "good morning everyone", "can you help me with something urgent??", "is anybody there?",
    "quick question", "I have an issue", "https://example.org/page", "see https://example.org",
    "www.example.org", "mia@example.org", "Bonjour, j'ai besoin d'aide svp", "merci beaucoup",
    "y a quelqu'un ?", "salut à tous", "Hallo, kannst du mir bitte helfen?",
    "Guten Morgen, eine Frage", "danke!", "ist jemand da?", "hola, necesito ayuda por favor",
    "buenos días", "muchas gracias", "¿hay alguien?", "oi, preciso de ajuda", "bom dia, tudo bem?",
    "obrigado pela ajuda",
]  # fmt: skip
WISH = [
    "site down", "new page", "password reset", "the checkout is broken", "hi, the form doesn't send",
    "help!! printer jam", "https://example.org/page typo",
    "our spring landing page form stopped sending leads", "la page d'accueil est vide",
    "Drucker kaputt", "la impresora no imprime", "o site caiu", "ウェブサイトが壊れています", "网站打不开了",
    "thanks, and the banner needs new colours",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_WISH)
def test_greetings_thanks_pings_and_lone_links_name_no_wish(text: str) -> None:
    assert not names_a_wish(text)


@pytest.mark.parametrize("text", WISH)
def test_two_words_that_mean_something_are_a_wish(text: str) -> None:
    assert names_a_wish(text)


@pytest.mark.parametrize(
    "text", ["broken!", "the printer", "https://example.org/page", "see www.example.org"]
)
def test_with_a_screenshot_one_word_or_a_link_is_enough(text: str) -> None:
    assert not names_a_wish(text)
    assert names_a_wish(text, has_files=True)


@pytest.mark.parametrize("text", ["", "help pls", "🎫", "hi"])
def test_a_screenshot_without_a_word_names_no_wish(text: str) -> None:
    assert not names_a_wish(text, has_files=True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Hi team! Could you please update the price on the boots page? It's wrong.",
            "Update the price on the boots page",
        ),
        (
            "Hello there,\nI hope you're well.\nWe need a new landing page for e.g. boots. Live 21 April.",
            "We need a new landing page for e.g. boots",
        ),
        ("please please, can someone add the pixel.", "Add the pixel"),
        ("Why does the form not work?", "Why does the form not work?"),
        ("Bonjour, pouvez-vous ajouter un pixel sur le site ?", "Ajouter un pixel sur le site"),
        ("Hallo zusammen, könnt ihr bitte die Startseite ändern?", "Die Startseite ändern"),
        ("Oil prices page needs an update", "Oil prices page needs an update"),
        ("Higher banner, please, on the homepage", "Higher banner, please, on the homepage"),
        ("new page\n\n  for   the boots", "New page"),
        ("hi", "Hi"),
        ("Can you please?", "Can you please?"),
        ("And also, could you give Leo a login?", "Give Leo a login"),
        ("Außerdem bitte den Kurzlink auf die Startseite legen", "Den Kurzlink auf die Startseite legen"),
        ("También hay que cambiar el banner", "Hay que cambiar el banner"),
        ("Plus sizes are missing on the boots page", "Plus sizes are missing on the boots page"),
        ("Second banner is missing", "Second banner is missing"),
        ("🎉", "🎉"),
        ("Version 2.0 of the app crashes. Always.", "Version 2.0 of the app crashes"),
    ],
)
def test_the_line_said_back_is_the_first_sentence_that_names_something(text: str, line: str) -> None:
    assert understood(text) == line


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "a new landing page for the boots " * 10
    line = understood(text)
    assert line.endswith("…")
    assert len(line) <= 140
    assert line[:-1] == ("A" + text[1:])[: len(line) - 1]
    assert text[len(line) - 1] == " "


@settings(max_examples=200, derandomize=True)
@given(st.text(max_size=300), st.integers(min_value=10, max_value=200))
def test_the_line_is_never_empty_never_too_long_and_one_line(text: str, limit: int) -> None:
    line = understood(text, limit)
    assert bool(line) == bool(text)
    assert len(line) <= limit
    assert "\n" not in line


@settings(max_examples=200, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_judged_and_a_file_never_speaks_against_it(text: str) -> None:
    assert names_a_wish(text, has_files=True) or not names_a_wish(text)


LONG = ["hi " * 50_000, "a" * 100_000, "please " * 30_000, "." * 100_000, ". " * 50_000]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_very_long_text_is_read_up_to_a_limit(text: str) -> None:
    assert not names_a_wish(text)
    assert len(understood(text)) <= 140
