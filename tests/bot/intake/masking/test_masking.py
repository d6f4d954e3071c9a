"""What must not be kept is left out, and what is needed stays."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.masking import Masked, mask, without_marks
from bot.intake.masking.accounts import mod_97
from bot.intake.masking.cards import luhn
from tests.bot.intake.masking import numbers_and_people as people
from tests.bot.intake.masking import secrets_and_keys as keys

SENTENCES = ("{}", "please use {} for the ads, thanks", "here you go:\n{}\nand tell me when it's done")


def left_out(text: str, gone: str, kind: str) -> Masked:
    masked = mask(text)
    assert gone not in masked.text
    assert masked.found == (kind,)
    assert mask(masked.text) == Masked(masked.text, ())
    return masked


@pytest.mark.parametrize(("text", "gone"), keys.PASSWORDS + keys.CODES + keys.NAMED_KEYS)
def test_a_named_password_code_or_key_is_left_out(text: str, gone: str) -> None:
    left_out(text, gone, "secret")


@pytest.mark.parametrize("key", keys.KEYS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_key_that_gives_itself_away_is_left_out_whole(sentence: str, key: str) -> None:
    masked = left_out(sentence.format(key), key[4:12], "secret")
    assert masked.text == sentence.format("[key left out]")


@pytest.mark.parametrize(("link", "gone", "stays"), keys.LINKED)
def test_of_a_link_only_what_opens_a_door_is_left_out(link: str, gone: str, stays: str) -> None:
    assert stays in left_out(f"see {link} for it", gone, "secret").text


@pytest.mark.parametrize("closed", [True, False])
def test_a_private_key_is_left_out_as_a_block(closed: bool) -> None:
    lines = "\n".join(["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"] * 3)
    end = "\n-----END RSA PRIVATE" + " KEY-----" if closed else ""
    text = f"for the server:\n-----BEGIN RSA PRIVATE KEY-----\n{lines}{end}\nplease put it in place"
    assert left_out(text, "MIIE", "secret").text == "for the server:\n[key left out]\nplease put it in place"


@pytest.mark.parametrize("card", people.CARDS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_card_is_left_out_with_its_date_and_check_value(sentence: str, card: str) -> None:
    masked = left_out(sentence.format(card), card[5:12], "card")
    assert masked.text == sentence.format("[card number left out]")


@pytest.mark.parametrize(("text", "gone"), people.CARDS_IN_SENTENCES)
def test_a_card_that_is_called_one_is_left_out(text: str, gone: str) -> None:
    left_out(text, gone, "card")


@pytest.mark.parametrize("iban", people.ACCOUNTS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_iban_is_left_out_whole(sentence: str, iban: str) -> None:
    masked = left_out(sentence.format(iban), iban[5:10], "account")
    assert masked.text == sentence.format("[account number left out]")


@pytest.mark.parametrize(("text", "gone"), people.ACCOUNTS_IN_SENTENCES)
def test_an_account_that_is_called_one_is_left_out(text: str, gone: str) -> None:
    left_out(text, gone, "account")


@pytest.mark.parametrize(("text", "gone"), people.PEOPLE)
def test_peoples_addresses_and_numbers_are_left_out(text: str, gone: str) -> None:
    left_out(text, gone, "person_data")


@pytest.mark.parametrize("text", people.LISTS)
def test_a_pasted_list_of_people_is_left_out_as_one(text: str) -> None:
    masked = mask(text)
    assert masked.text.count("[list of people left out]") == 1
    assert "@" not in masked.text
    assert masked.found == ("person_data",)
    assert mask(masked.text).found == ()


def test_the_line_that_names_the_columns_stays_above_the_list() -> None:
    pasted = "name;email\nAnna;anna@a.example\nBen;ben@b.example\nClara;clara@c.example\nthanks!"
    assert mask(pasted).text == "name;email\n[list of people left out]\nthanks!"


@pytest.mark.parametrize(
    "text",
    keys.NO_SECRET + people.NO_CARDS + people.NO_ACCOUNTS + people.NO_PEOPLE + people.NO_LISTS,
)
def test_an_ordinary_request_stays_as_it_is(text: str) -> None:
    assert mask(text) == Masked(text, ())


def test_the_kinds_are_told_once_each_in_the_order_of_their_appearance() -> None:
    text = "call 07700 900123, password: Moss77x, card 4111 1111 1111 1111, or 07700 900124"
    assert mask(text).found == ("person_data", "secret", "card")


def test_colleagues_addresses_stay_when_the_companys_domain_is_known() -> None:
    text = "the report goes to jane@northwind-outdoor.example and to max.mayer@gmail.com"
    masked = mask(text, own_domains=frozenset({"northwind-outdoor.example"}))
    assert masked.text == "the report goes to jane@northwind-outdoor.example and to [e-mail left out]"


def test_three_addresses_for_access_are_a_list() -> None:
    text = "invite ann@agency.example, tom@agency.example and kim@agency.example"
    assert mask(text).text == "invite [list of people left out]"


def test_several_passwords_in_one_sentence_are_all_left_out() -> None:
    text = "the password for staging is Aa11bb22 and for live is Cc33dd44"
    expected = "the password for staging is [password left out] and for live is [password left out]"
    assert mask(text).text == expected


def test_for_reading_the_marks_say_nothing() -> None:
    masked = mask(
        "pay DE89 3704 0044 0532 0130 00, card 4111 1111 1111 1111, password: Moss77x, 07700 900123"
    )
    assert without_marks(masked.text) == "pay …, card …, password: …, …"
    assert without_marks("nothing was [left out] here") == "nothing was [left out] here"


@pytest.mark.parametrize(
    ("digits", "right"), [("4111111111111111", True), ("4111111111111112", False), ("0", True), ("18", True)]
)
def test_the_check_digit_of_a_card_is_luhns(digits: str, right: bool) -> None:
    assert luhn(digits) is right


@pytest.mark.parametrize(
    ("iban", "right"), [("GB82WEST12345698765432", True), ("GB82WEST12345698765423", False)]
)
def test_the_check_digits_of_an_iban_are_mod_97(iban: str, right: bool) -> None:
    assert mod_97(iban) is right


@given(st.text(st.characters(), max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken_and_masking_it_twice_changes_nothing(text: str) -> None:
    again = mask(mask(text).text)
    assert again.found == ()


PIECES = (
    *("password", "pw", "is", ":", "=", " ", " ", " ", "\n", ",", "/", "and", "the", "key", "token", "PIN"),
    *("4111 1111 1111 1111", "4471", "Sommer2024!", "hunter2", "DE89 3704 0044 0532 0130 00", "IBAN", "card"),
    *(
        "a@b.example",
        "jo@gmail.com",
        "+49 171 2345678",
        "https://x:y@z.example/?token=abcdef",
        "login",
        "12/29",
    ),
    *(
        "name,email",
        "Anna,",
        "[",
        "]",
        "password left out]",
        "[password left out]",
        "left out]",
        '"',
        "'",
        ".",
    ),
    *(
        "\x00",
        "\ud800",
        "\u202e",
        "🔥",
        "for",
        "with",
        "tel",
        "sort code 20-00-00",
        "as",
        "my",
        "log in",
        "4",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=500, deadline=None)
def test_whatever_stands_beside_whatever_masking_twice_changes_nothing(pieces: list[str]) -> None:
    once = mask("".join(pieces))
    assert mask(once.text) == Masked(once.text, ())
    spaced = mask(" ".join(pieces))
    assert mask(spaced.text) == Masked(spaced.text, ())


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_card_in_lines_of_its_own_is_left_out_of_any_text(before: str, after: str) -> None:
    assert (
        "4242"
        not in mask(f"{before.replace('4', '')}\npay by 4242 4242 4242 4242\n{after.replace('4', '')}").text
    )


@pytest.mark.parametrize(
    "piece",
    ["x", "1 ", "4444 ", "password ", "pw:", "a@b.example\n", "https://", "key=", "DE12 ", "\ud800", "'"],
)
def test_forty_thousand_characters_of_anything_are_taken(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    assert mask(mask(text).text).found == ()


def test_forty_thousand_random_characters_are_taken_again_and_again() -> None:
    chance = random.Random(20)
    for alphabet in (
        "0123456789 -./+",
        "pasword:=is \n'\"[]",
        "abc@. \n;,",
        "".join(map(chr, range(0x3000))),
    ):
        text = "".join(chance.choices(alphabet, k=40_000))
        once = mask(text)
        assert mask(once.text) == Masked(once.text, ())
