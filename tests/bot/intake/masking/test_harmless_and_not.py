"""Nothing of what is harmless is left out, everything of what is not: in five languages, tidy or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.intake.masking import Masked, mask
from glossary.model import Entry
from glossary.starter import load_starter
from tests.bot.intake.masking import harmless, harmless_again, holding_secrets, holding_untidily


def sentences_of(entry: Entry) -> Iterator[str]:
    yield from entry.questions
    for side in ("marketing", "it"):
        wording = entry.wording_for(side)
        yield from (wording.line, wording.why, wording.example)
        yield " ".join((wording.line, wording.why, wording.example))


def test_the_words_that_come_with_the_program_hold_nothing_to_leave_out() -> None:
    sentences = [one for entry in load_starter() for one in sentences_of(entry)]
    assert len(sentences) > 4_000
    assert [one for one in sentences if mask(one) != Masked(one, ())] == []


@pytest.mark.parametrize("text", harmless.SENTENCES + harmless_again.SENTENCES)
def test_whoever_speaks_of_secrets_without_telling_one_is_left_alone(text: str) -> None:
    assert mask(text) == Masked(text, ())


@pytest.mark.parametrize("row", holding_secrets.SENTENCES + holding_untidily.SENTENCES)
def test_every_secret_goes_however_it_is_written(row: tuple[str, ...]) -> None:
    text, *gone = row
    masked = mask(text)
    assert all(piece in text for piece in gone)
    assert [piece for piece in gone if piece in masked.text] == []
    assert masked.found
    assert mask(masked.text) == Masked(masked.text, ())


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "keytoken",
            "passwordis",
            "password ",
            "login ",
            "pw:",
            "key=",
            "code: ",
            "log ",
            "clave ",
            "datos ",
        ),
        *(
            "the password is ",
            "password to ",
            "access: a / ",
            "log in with ",
            "a (at) ",
            "u: a p: ",
            "<token>",
        ),
        *("senha é ", "mot de passe ", "passwort auf ", "iban de 12 ", "password from a to ", "1 2 3 4 5 "),
    ],
)
@pytest.mark.parametrize("end", ["", "\nthe password is Moonlight77!"])
def test_a_long_text_of_nothing_but_naming_words_is_taken_and_hides_no_password(piece: str, end: str) -> None:
    once = mask((piece * 40_000)[:39_900] + end)
    assert "Moonlight77" not in once.text
    assert mask(once.text) == Masked(once.text, ())
