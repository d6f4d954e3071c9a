"""A message that is taken back, or a trouble that settled by itself, opens nothing."""

from __future__ import annotations

import pytest

from bot.intake.taking_back import READ, takes_back
from bot.intake.verdict import judge

TAKEN_BACK = [
    "Please cancel my request about the leaflet, we found another way",
    "Ignore what I wrote about the survey, I was logged in as my colleague",
    "the trouble with the ad tool has gone away by itself, please don't open a ticket",
    "The late mails have cleared up, no need to investigate",
    "Meine Frage von gestern könnt ihr streichen, steht ja im Handbuch",
    "Das Problem hat sich von selbst gelegt",
    "Annulez ma demande, la fête est reportée",
    "Inutile de chercher, le dossier est retrouvé",
    "Olvidad mi mensaje, ya lo tengo",
    "Lo del panel se solucionó solo",
    "Esqueçam o que pedi, já achei",
    "O erro da planilha sumiu sozinho",
]
NOT_TAKEN_BACK = [
    "Ignore my last message. Please add a button to the pricing page.",
    "Cancel my request for the banner, but the link in the footer is wrong",
    "it went away by itself and came back again, the shop is down",
    "Forget my note about the map. When is the form ready?",
    "Bitte nichts anlegen. Bitte das Banner austauschen",
    "no need to redesign it, please change the headline on the homepage",
    "Please cancel the newsletter for our members",
    "don't open the shop page before Friday",
]


@pytest.mark.parametrize("text", TAKEN_BACK)
@pytest.mark.parametrize("evidence", [0.1, 0.8])
def test_what_is_taken_back_opens_nothing_whatever_it_was_about(text: str, evidence: float) -> None:
    assert takes_back(text)
    assert judge(text, evidence=evidence).verdict == "not_it"


@pytest.mark.parametrize("text", NOT_TAKEN_BACK)
def test_a_wish_an_objection_or_a_question_beside_it_still_counts(text: str) -> None:
    assert not takes_back(text)


def test_a_screenshot_beside_it_is_still_looked_at() -> None:
    text = "cancel my request about the landing page, the signup link works on this laptop"
    assert takes_back(text)
    assert judge(text, evidence=0.9, has_files=True).verdict == "request"


def test_a_long_story_is_not_taken_back_by_a_phrase() -> None:
    assert not takes_back("cancel my request. " + "The stall was full of people. " * READ)
