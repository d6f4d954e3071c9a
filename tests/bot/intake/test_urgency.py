"""Who is hurt, what they say, when it is due; never who shouts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.intake.incident import exposed_words
from bot.intake.urgency import urgency

TUESDAY = date(2026, 3, 10)
EXPOSED = [
    "I sent the customer list to the wrong agency",
    "The attendee list is publicly visible on the website",
    "customers can see other people's orders in the portal",
    "we put 300 customers in CC instead of BCC, all addresses visible",
    "our Instagram account was hacked",
    "someone logged in to our ad account from Vietnam",
    "our customer database was leaked",
    "Kundendaten sind öffentlich im Netz einsehbar",
    "Ich habe die Teilnehmerliste an den falschen Kunden geschickt",
    "J'ai envoyé la liste des clients à la mauvaise agence",
    "Envié la lista de clientes a la persona equivocada",
    "Os dados dos clientes estão expostos no site",
    "Nosso Instagram foi invadido",
    "I accidentally shared the spreadsheet with customer addresses with everyone",
    "The export with phone numbers can be found on Google",
    "I mailed the donor list to the wrong person, help",
]  # fmt: skip
NOT_EXPOSED = [
    "send me the customer list please",
    "please share the attendee list with the agency",
    "we need a list of customers with phone numbers",
    "is it ok to upload customer emails to Meta?",
    "The email addresses field is not visible on the form",
    "make the phone number visible in the header",
    "I sent you the list yesterday",
    "how do we prevent customer data from leaking?",
    "add our email addresses to the contact page",
    "Customers want to see their order history in the app",
    "The agency sent the wrong banner sizes",
    "I uploaded the participant list to the shared folder, please import it",
    "We published the customer story today",
]  # fmt: skip
SAID = [
    ("asap please: change the banner", "high"),
    ("need this today", "high"),
    ("today I noticed a typo on the page", "normal"),
    ("no rush, update the footer", "low"),
    ("WE NEED A NEW BANNER!!!", "normal"),
    ("not urgent: new icon on page", "low"),
    ("whenever you have time", "low"),
    ("bitte sofort ändern", "high"),
    ("ist nicht dringend", "low"),
    ("eilt nicht", "low"),
    ("es urgente, necesito la página", "high"),
    ("no es urgente", "low"),
    ("c'est urgent", "high"),
    ("ce n'est pas urgent", "low"),
    ("sem pressa", "low"),
    ("é urgente", "high"),
    ("quanto antes, por favor", "high"),
    ("the form has been odd since today", "normal"),
    ("we need it immediately", "high"),
    ("this isn't urgent at all", "low"),
    ("It's not super urgent", "low"),
    ("the urgent care page needs a new photo", "high"),
    ("can this go live tonight?", "high"),
    ("Could you do it right away", "high"),
    ("can wait until summer", "low"),
    ("our laptop bag with the ipad was stolen at the fair", "high"),
    ("heute noch bitte", "high"),
    ("il faut le changer aujourd'hui", "high"),
    ("para hoy por favor", "high"),
    ("preciso disso hoje", "high"),
    ("Update the sale ends today banner tomorrow", "high"),
    ("please do it by EOD", "high"),
    ("The sooner the better!", "high"),
    ("When possible, add a link", "low"),
]  # fmt: skip


def weekday(day: date) -> bool:
    return day.weekday() < 5


def level(text: str, *, due: date | None = None, today: date = TUESDAY, incident: bool = False) -> str:
    return urgency(text, today=today, due=due, incident=incident, is_working=weekday).level


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_what_people_say_about_the_hurry_counts(text: str, wanted: str) -> None:
    assert level(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "PLEASE CHANGE THE BANNER!!!!",
        "new page!!!!!!",
        "HELLO I NEED ACCESS NOW",
        "🔥🔥🔥 banner 🔥🔥🔥",
        "NEUES BANNER!!!",
    ],
)
def test_who_only_shouts_raises_nothing(text: str) -> None:
    assert level(text) == "normal"


@pytest.mark.parametrize("text", EXPOSED)
def test_data_that_got_out_and_a_stolen_account_are_an_outage(text: str) -> None:
    words = exposed_words(text)
    assert words
    assert words.rstrip("…") in text
    assert level(text) == "outage"


@pytest.mark.parametrize("text", NOT_EXPOSED)
def test_handling_data_as_agreed_is_no_outage(text: str) -> None:
    assert exposed_words(text) is None
    assert level(text) in ("normal", "high")


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (0, "high"),
        (1, "high"),
        (2, "high"),
        (3, "normal"),
        (7, "normal"),
        (59, "normal"),
        (60, "low"),
        (200, "low"),
    ],
)
def test_what_is_due_within_two_working_days_hurries_and_what_is_months_away_does_not(
    days: int, wanted: str
) -> None:
    assert level("new banner on the homepage", due=TUESDAY + timedelta(days=days)) == wanted


@pytest.mark.parametrize(
    ("today", "due", "wanted"),
    [
        (date(2026, 3, 12), date(2026, 3, 16), "high"),  # Thursday to Monday
        (date(2026, 3, 12), date(2026, 3, 17), "normal"),
        (date(2026, 3, 13), date(2026, 3, 17), "high"),  # Friday to Tuesday
        (date(2026, 3, 14), date(2026, 3, 16), "high"),  # from a Saturday
        (date(2026, 3, 10), date(2026, 3, 9), "normal"),  # a day that is over hurries nobody
    ],
)
def test_days_off_do_not_count(today: date, due: date, wanted: str) -> None:
    assert level("new banner on the homepage", today=today, due=due) == wanted


def test_a_company_that_never_works_ends_the_count() -> None:
    found = urgency(
        "a banner", today=TUESDAY, due=date(9999, 12, 31), incident=False, is_working=lambda _: False
    )
    assert found.level == "low"


def test_an_incident_is_an_outage_whatever_else_is_said() -> None:
    assert level("the shop is down, no rush", incident=True) == "outage"


def test_a_near_date_outweighs_no_rush() -> None:
    assert level("no rush, the banner is for tomorrow", due=date(2026, 3, 11)) == "high"


def test_access_until_a_far_day_is_not_a_far_wish() -> None:
    assert level("the agency needs access until the end of June", due=date(2026, 6, 30)) == "normal"


def test_a_link_that_ends_on_an_error_page_hurts_people() -> None:
    assert level("the link on our flyers goes to a 404, can you point it to the shop") == "high"


@pytest.mark.parametrize(
    ("text", "due", "why"),
    [
        ("asap please", None, "because you wrote *asap*"),
        ("new banner", TUESDAY, "because it is due today"),
        ("new banner", date(2026, 3, 11), "because it is due tomorrow"),
        ("new banner", date(2026, 3, 12), "because it is due on Thursday 12 March"),
        ("new banner, no rush", None, "because you wrote *no rush*"),
        ("new banner", date(2026, 9, 1), "because it is months away"),
        ("new banner", None, "because nothing says that it hurries"),
        ("our iPad was stolen", None, "because people may come to harm: *stolen*"),
    ],
)
def test_the_reason_is_one_plain_clause(text: str, due: date | None, why: str) -> None:
    assert urgency(text, today=TUESDAY, due=due, incident=False, is_working=weekday).why == why


def test_marks_of_the_asker_do_not_format_the_reason() -> None:
    found = urgency(
        "our *account* `was` _hacked_", today=TUESDAY, due=None, incident=False, is_working=weekday
    )
    assert found.why.count("*") == 2
    assert "`" not in found.why
