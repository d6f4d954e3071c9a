"""A question for a word is answered; a wish is filed, however much it looks like a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.finding import Index, Known
from glossary.starter import load_starter
from glossary.word_questions import word_asked_for


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(Known(entry) for entry in load_starter())


ASKED = [
    ("what is a CNAME?", "CNAME"),
    ("What's SSO", "SSO"),
    ("whats a webhook??", "webhook"),
    ("hi, what is a CNAME please", "CNAME"),
    ("Hello Liaison! What exactly is the CDN?", "CDN"),
    ("what does UTM mean?", "UTM"),
    ("what does TTL stand for, please?", "TTL"),
    ("what does “MQL” mean", "MQL"),
    ("what is an API again?", "API"),
    ("what is meant by staging?", "staging"),
    ("can you explain what a CNAME is?", "CNAME"),
    ("Could you explain DNS to me?", "DNS"),
    ("define attribution window", "attribution window"),
    ("no idea what SPF is", "SPF"),
    ("I don't know what a canary release is", "canary release"),
    ("CNAME?", "CNAME"),
    ("sso", "sso"),
    ("what does flombulator mean?", "flombulator"),
    ("what does a snorf gate stand for", "snorf gate"),
    ("was ist ein CNAME?", "CNAME"),
    ("Was bedeutet SSO?", "SSO"),
    ("was heißt denn TTL", "TTL"),
    ("Wofür steht DNS?", "DNS"),
    ("was versteht man unter Staging", "Staging"),
    ("Kannst du mir bitte DKIM erklären?", "DKIM"),
    ("kannst du mir erklären, was ein CNAME ist?", "CNAME"),
    ("erklär mir bitte DKIM", "DKIM"),
    ("c'est quoi un CNAME ?", "CNAME"),
    ("qu'est-ce que le SSO ?", "SSO"),
    ("qu’est-ce qu’un webhook", "webhook"),
    ("Bonjour, que veut dire DNS ?", "DNS"),
    ("que signifie TTL ?", "TTL"),
    ("webhook, ça veut dire quoi ?", "webhook"),
    ("¿Qué es un CNAME?", "CNAME"),
    ("que es el SSO", "SSO"),
    ("¿Qué significa DNS?", "DNS"),
    ("hola, ¿qué quiere decir UTM?", "UTM"),
    ("o que é um CNAME?", "CNAME"),
    ("O que significa SSO?", "SSO"),
    ("olá, o que quer dizer TTL, por favor", "TTL"),
    ("why can't we share one login?", "why can't we share one login"),
]
WISHES = [
    "what is wrong with the landing page?",
    "What's going on with the newsletter?",
    "what is the status of my request?",
    "what's the deadline for the boots page?",
    "what happened to the form on our spring page?",
    "what does the error on the checkout page mean for our launch on Monday?",
    "what does the error mean?",
    "what is our conversion rate?",
    "what do I need to do to get a new landing page?",
    "what is the lead?",
    "what are the numbers for last week?",
    "what is a CNAME? And can you set one up for go.northwind.example by Friday?",
    "what is a CNAME, and please add one for the boots page",
    "please add a CNAME for the boots page",
    "CNAME for go.northwind.example please",
    "we need SSO for the new agency tool",
    "explain to the agency how our tags work by Friday",
    "can you explain why the form on the landing page is broken?",
    "why is the landing page down?",
    "why can't we share the boots page on LinkedIn, the preview is empty?",
    "where is the button on the new landing page, it's gone",
    "can you make our agency an admin?",
    "Was ist mit der Landingpage los?",
    "Was ist denn auf der Startseite kaputt?",
    "was ist der Stand bei unserem Formular?",
    "qu'est-ce qui se passe avec le formulaire ?",
    "c'est quoi le problème avec la page ?",
    "¿qué es lo que pasa con la página de botas?",
    "o que é que se passa com a página?",
    "help",
    "the form is broken",
    "landing page for the boots by Friday",
    "what is\na CNAME",
    "",
    "???",
]


@pytest.mark.parametrize(("said", "word"), ASKED)
def test_a_question_for_a_word_is_recognised(index: Index, said: str, word: str) -> None:
    assert word_asked_for(said, index) == word


@pytest.mark.parametrize("said", WISHES)
def test_a_wish_is_no_question_for_a_word(index: Index, said: str) -> None:
    assert word_asked_for(said, index) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=4000))
def test_any_text_is_safe(index: Index, said: str) -> None:
    word_asked_for(said, index)
    word_asked_for(f"what is {said}?", index)


def test_a_long_run_of_blanks_and_signs_takes_no_time_worth_naming(index: Index) -> None:
    for sign in (" ", "?", "was ", "'", "please "):
        assert word_asked_for(f"what does {sign * 2000}", index) is None
