"""What a text leaves open of what a team must know."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import read_company
from bot.company.model import Area, Question
from bot.intake.missing import MOST, missing
from bot.intake.missing.clues import ANSWERS, clue
from bot.intake.missing.kinds import KINDS, kind_of

COMPANY = read_company(Path(__file__).parents[3] / "liaison.example.yaml")


def area(*questions: Question) -> Area:
    return Area("x", "X", "x", "x", "team", 3, intake=questions)


def open_ids(text: str, of: Area, *, due: bool = False, files: bool = False, incident: bool = False) -> str:
    return " ".join(missing(text, of, due=due, has_files=files, incident=incident))


CASES = [
    (
        "tracking_tags",
        "Please add the LinkedIn insight tag to all pages, ID 1234567890.",
        False,
        "consent_category",
    ),
    (
        "tracking_tags",
        "We need the new TikTok pixel on the checkout page.",
        False,
        "tag_code consent_category",
    ),
    ("tracking_tags", "Please install GTM-AB12CD3 on www.example.org, it is for retargeting.", False, ""),
    ("tracking_tags", "Can you remove the old Bing tag from the homepage?", False, ""),
    (
        "tracking_tags",
        "Bitte den Pixel auf allen Seiten einbauen, Code im Anhang.",
        False,
        "consent_category",
    ),
    ("tracking_tags", "The UTM parameters are stripped on https://shop.example/landing", False, ""),
    ("analytics_reporting", "Can I get a report?", False, "question metrics"),
    ("analytics_reporting", "Need clicks and signups by country for the board meeting.", False, "due_date"),
    (
        "analytics_reporting",
        "Wie viele Anmeldungen hatten wir? Ich brauche das für die Planung.",
        False,
        "due_date",
    ),
    (
        "analytics_reporting",
        "Please build a dashboard with revenue by channel so that we can decide on the budget.",
        False,
        "due_date",
    ),
    ("web_pages", "Please create a landing page for the spring sale.", False, "change go_live"),
    ("web_pages", "Change the headline on the homepage to 'Hello' asap.", False, ""),
    ("web_pages", "Please take down the giveaway page.", False, ""),
    ("web_pages", "Please replace the hero image on /pricing with the attached one by Friday.", True, ""),
    ("web_pages", "The menu on the contact page is broken on mobile.", False, ""),
    ("web_pages", "New page with a form for the ebook please.", False, "change go_live"),
    (
        "web_pages",
        "New page with a form for the ebook, leads should go into HubSpot. Text is in the doc attached.",
        False,
        "go_live",
    ),
    (
        "web_pages",
        "Bitte auf der Startseite den Text ersetzen, Text anbei, so schnell wie möglich.",
        False,
        "",
    ),
    ("web_pages", "Pouvez-vous remplacer la bannière de la page d'accueil ? C'est urgent.", False, ""),
    ("domains_redirects", "We need a short link.", False, "from_url to_url"),
    (
        "domains_redirects",
        "Please redirect www.old.example to www.new.example as soon as possible.",
        False,
        "",
    ),
    ("domains_redirects", "Please redirect /sale to the homepage.", False, "go_live"),
    ("email_deliverability", "Our newsletters from news@shop.example land in spam.", False, "tool example"),
    (
        "email_deliverability",
        "We want to send with Brevo from our main domain, about 20,000 contacts.",
        False,
        "first_send",
    ),
    ("email_deliverability", "Mails landen im Spam, was tun?", False, "sending_domain tool"),
    ("crm_automation", "Please build a nurture flow.", False, "tool trigger"),
    (
        "crm_automation",
        "In HubSpot: when somebody downloads the price list, sales should get a task.",
        False,
        "due_date",
    ),
    (
        "crm_automation",
        "Bitte ein neues Feld in Salesforce anlegen, wenn ein Lead von der Messe kommt.",
        False,
        "due_date",
    ),
    ("data_audiences", "I need a list.", False, "who purpose"),
    (
        "data_audiences",
        "Please export all customers who bought skis, for the winter mailing, everybody opted in.",
        False,
        "fields send_date",
    ),
    (
        "data_audiences",
        "Lista de clientes inactivos para abril, con consentimiento y teléfono, para subir a Mailchimp.",
        False,
        "fields send_date",
    ),
    (
        "data_audiences",
        "All attendees from the last webinar as csv for the follow-up email.",
        False,
        "consent_basis fields",
    ),
    (
        "consent_privacy",
        "The cookie banner on the homepage needs a German version for Austria.",
        False,
        "what_data",
    ),
    ("consent_privacy", "A customer wants us to delete all his data.", False, ""),
    ("consent_privacy", "Please change the opt-in text.", False, "page_or_form region"),
    ("access_accounts", "I need access to Looker.", False, "role manager_ok"),
    (
        "access_accounts",
        "Please give Anna Berg editor rights in WordPress, her manager has approved.",
        False,
        "",
    ),
    ("access_accounts", "Our agency needs a login.", False, "person tool"),
    ("access_accounts", "Can you reset my password for Mailchimp?", False, ""),
    ("access_accounts", "Bitte Zugriff auf HubSpot für Jana, nur lesen, Chef ist einverstanden.", False, ""),
    ("access_accounts", "Give the whole team access to Canva please", False, "person role"),
    ("vendor_security", "We want to try a new survey tool.", False, "tool_url data_types"),
    ("vendor_security", "May we use DeepL for our own texts? About 5 people.", False, "contract_date"),
    (
        "vendor_security",
        "Our designer would like to buy Figma, only our own pictures go in.",
        False,
        "contract_date users_count",
    ),
    ("integrations_apis", "Please connect Typeform to HubSpot.", False, "fields due_date"),
    (
        "integrations_apis",
        "Webform leads should flow into Salesforce in real time, fields: name, email, country.",
        False,
        "due_date",
    ),
    ("integrations_apis", "Können wir Shopify mit Klaviyo verbinden?", False, "fields due_date"),
    ("events_webinars", "We need a webinar for 200 people on Zoom.", False, "event_date reg_fields"),
    ("events_webinars", "Please set up a webinar.", False, "event_date attendees"),
    (
        "events_webinars",
        "The registration page for the webinar says it is full, please raise the limit.",
        False,
        "event_date attendees",
    ),
    ("cms_assets", "Please upload the new brochure.pdf to https://shop.example/press", False, "due_date"),
    ("cms_assets", "Please replace the video.", False, "page_url file_link"),
    ("cms_assets", "The preview image is wrong on LinkedIn.", False, "page_url"),
    ("devices_rooms", "My laptop won't start, I'm at home.", False, ""),
    ("devices_rooms", "We need a projector in the big room on Thursday.", True, "location"),
    ("devices_rooms", "It does not work.", False, "device symptom"),
    ("incident_outage", "The shop is down!", False, "page_url error"),
    (
        "incident_outage",
        "https://shop.example/cart shows a 500 error since this morning, ads are running.",
        False,
        "",
    ),
    ("incident_outage", "Checkout has been failing for an hour.", False, "error campaign_running"),
    ("incident_outage", "Das Formular auf der Kontaktseite geht nicht mehr.", False, "error since_when"),
    ("data_quality", "The numbers don't match.", False, "report_link since_when"),
    (
        "data_quality",
        "HubSpot says 120 leads but Salesforce only 90, see https://app.example/report since Monday.",
        False,
        "",
    ),
    ("data_quality", "Duplicates everywhere.", False, "report_link since_when"),
    ("ab_testing", "We'd like to A/B test the pricing page.", False, "variants metric"),
    (
        "ab_testing",
        "Test a red against a green button on /checkout, conversion rate decides, for two weeks.",
        False,
        "",
    ),
    ("mobile_push", "Please send a push.", False, "app_platform message"),
    (
        "mobile_push",
        'Push on iOS and Android to all members in Spain: "Snow is here", tap opens the sale.',
        False,
        "send_time",
    ),
    (
        "mobile_push",
        "The deep link opens the store on Android instead of the app.",
        False,
        "send_time audience",
    ),
]


@pytest.mark.parametrize(("area_id", "text", "due", "ids"), CASES)
def test_what_the_text_does_not_answer_is_asked(area_id: str, text: str, due: bool, ids: str) -> None:
    of = COMPANY.area(area_id)

    assert open_ids(text, of, due=due, incident=area_id == "incident_outage") == ids


KINDS_OF_QUESTIONS = [
    ("page_url", "Which page is it?", "page"),
    ("pages", "Where?", "every_page"),
    ("q1", "Welche Seite ist es?", "page"),
    ("q2", "Quelle page ?", "page"),
    ("q3", "¿Qué página?", "page"),
    ("q4", "Bis wann brauchen Sie es? Bis wann brauchst du es?", "until"),
    ("q5", "Wann soll es online gehen?", "go_live"),
    ("q6", "Quand en avez-vous besoin ?", "date"),
    ("q7", "¿Para cuándo?", "date"),
    ("q8", "Qual ferramenta?", "tool"),
    ("q9", "How many people will come?", "volume"),
    ("q10", "Wie viele Personen?", "volume"),
    ("q11", "Since when does it happen?", "since"),
    ("q12", "Did their manager agree?", "manager_ok"),
    ("q13", "What does it cost?", "cost"),
    ("q14", "A screenshot, please.", "error"),
    ("q15", "For which countries?", "region"),
    ("q16", "À quoi ça sert ?", "purpose"),
    ("deadline", "", "date"),
    ("deadline_2", "", "date"),
    ("Ziel-URL", "", "page"),
    ("target_url", "Ziel?", "address_to"),
    ("favourite_colour", "Which colour do you like?", None),
]


@pytest.mark.parametrize(("id_", "ask", "kind"), KINDS_OF_QUESTIONS)
def test_a_question_is_known_by_its_id_or_its_words(id_: str, ask: str, kind: str | None) -> None:
    assert kind_of(Question(id_, ask)) == kind


def test_every_kind_knows_its_answers() -> None:
    assert set(ANSWERS) >= KINDS


def test_an_unknown_question_is_asked_only_when_it_is_a_must() -> None:
    of = area(Question("colour", "Which colour?", must=True), Question("mood", "Which mood?"))

    assert open_ids("Please paint it", of) == "colour"


def test_musts_come_first_in_the_order_of_the_company_file() -> None:
    of = area(
        Question("role", "Look or change?"),
        Question("tool", "Which tool?", must=True),
        Question("person", "Who?", must=True),
    )

    assert open_ids("A login is needed", of) == "tool person"


def test_at_most_three_are_asked() -> None:
    of = area(*(Question(f"colour_{number}", "Which colour?", must=True) for number in range(9)))

    assert len(missing("Please paint it", of, due=False, has_files=False, incident=False)) == MOST == 3


def test_what_would_only_be_good_to_know_fills_up_to_two() -> None:
    of = area(
        Question("tool", "Which tool?", must=True),
        Question("role", "Look or change?"),
        Question("region", "Which countries?"),
    )

    assert open_ids("Please open it", of) == "tool role"


def test_a_known_day_answers_when() -> None:
    of = area(Question("go_live", "When?", must=True))

    assert open_ids("New banner please", of) == "go_live"
    assert open_ids("New banner please", of, due=True) == ""
    assert open_ids("New banner please, no rush", of) == ""
    assert open_ids("New banner by 04/05", of) == "go_live"


def test_a_file_answers_where_the_file_is() -> None:
    of = area(Question("file_link", "Where is the file?", must=True))

    assert open_ids("Please upload our logo", of) == "file_link"
    assert open_ids("Please upload our logo", of, files=True) == ""


def test_an_area_without_questions_asks_nothing() -> None:
    assert missing("Please help", area(), due=False, has_files=False, incident=False) == ()


PIECES = [
    "we need ",
    "access to ",
    "from ",
    "https://",
    "a-",
    "1.",
    "@",
    '"',
    "\x00",
    "\ud800",
    "🙂",
    "\n",
    "to the ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.booleans(), st.booleans())
def test_any_text_asks_at_most_three_known_questions(pieces: list[str], due: bool, incident: bool) -> None:
    for of in COMPANY.areas:
        asked = missing("".join(pieces), of, due=due, has_files=False, incident=incident)

        assert len(asked) == len(set(asked)) <= MOST
        assert set(asked) <= {question.id for question in of.intake}


@given(st.text(max_size=300), st.sampled_from(sorted(ANSWERS)))
def test_a_clue_stands_in_the_text(text: str, kind: str) -> None:
    found = clue(kind, text)

    assert found is None or found in text


@pytest.mark.parametrize("piece", PIECES)
def test_forty_thousand_characters_are_read_safely(piece: str) -> None:
    text = piece * (40_000 // len(piece))

    for of in COMPANY.areas:
        assert len(missing(text, of, due=False, has_files=False, incident=False)) <= MOST
