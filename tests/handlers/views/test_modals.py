from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from handlers.names import AREA_FIELD, NOT_SURE, QUESTION_FIELD, TEXT_FIELD
from handlers.views.budget import problems
from handlers.views.modals import ask_back_form, ask_form, change_form
from tests.handlers.views.values import COMPANY, PEOPLE, UNDERSTOOD, WISH, people_of, read, request


def field(view: dict[str, Any], name: str) -> dict[str, Any]:
    (block,) = [block for block in view["blocks"] if block.get("block_id") == name]
    assert block["element"]["action_id"] == name
    return dict(block)


def chosen(view: dict[str, Any]) -> str:
    return str(field(view, AREA_FIELD)["element"]["initial_option"]["value"])


def test_the_form_asks_for_one_sentence_and_needs_no_more() -> None:
    view = ask_form(COMPANY)
    assert (view["callback_id"], view["title"]["text"]) == ("request.ask_form", "Ask IT")
    assert field(view, TEXT_FIELD)["optional"] is False
    assert field(view, TEXT_FIELD)["element"]["multiline"] is True
    assert field(view, AREA_FIELD)["optional"] is True


def test_the_choice_is_in_plain_words_with_not_sure_first() -> None:
    options = field(ask_form(COMPANY), AREA_FIELD)["element"]["options"]
    assert [(one["text"]["text"], one["value"]) for one in options] == [
        ("Not sure", NOT_SURE),
        ("A page or form on our website", "pages"),
        ("A picture or file", "images"),
        ("A number or a dashboard", "reports"),
    ]
    assert chosen(ask_form(COMPANY)) == NOT_SURE


def test_words_and_choice_that_are_known_are_filled_in() -> None:
    view = ask_form(COMPANY, text="A new banner", area_id="images")
    assert field(view, TEXT_FIELD)["element"]["initial_value"] == "A new banner"
    assert chosen(view) == "images"


def test_the_form_remembers_where_it_was_called() -> None:
    view = ask_form(COMPANY, meta={"kind": "public", "channel_id": "C0MARKETING"})
    assert json.loads(view["private_metadata"]) == {"kind": "public", "channel_id": "C0MARKETING"}
    assert json.loads(ask_form(COMPANY)["private_metadata"]) == {}


def test_changing_begins_with_what_is_there() -> None:
    view = change_form(request(), COMPANY)
    assert field(view, TEXT_FIELD)["element"]["initial_value"] == WISH
    assert chosen(view) == "pages"
    assert json.loads(view["private_metadata"]) == {"request_id": "r_0001"}


def test_an_area_that_left_the_company_file_is_not_sure() -> None:
    assert chosen(change_form(request(area_id="gone"), COMPANY)) == NOT_SURE


def test_words_too_long_for_a_field_are_not_cut_by_it() -> None:
    entry = field(change_form(request(text="word " * 700), COMPANY), TEXT_FIELD)
    assert "initial_value" not in entry["element"]
    assert entry["optional"] is True
    assert entry["hint"]["text"] == "Your words are too long for this form. Leave it empty and they stay."


def test_asking_back_names_the_asker_and_shows_what_it_is_about() -> None:
    view = ask_back_form(request(), PEOPLE)
    assert view["title"]["text"] == "Ask Mia"
    assert UNDERSTOOD in read(view)
    assert field(view, QUESTION_FIELD)["element"]["max_length"] == 2000
    assert json.loads(view["private_metadata"]) == {"request_id": "r_0001"}


def test_a_very_long_name_still_makes_a_title() -> None:
    view = ask_back_form(request(), people_of(COMPANY, name="Wolfeschlegelsteinhausenbergerdorff" * 3))
    assert problems(view) == []


def test_a_company_of_very_many_areas_still_opens_its_forms() -> None:
    areas = tuple(replace(COMPANY.areas[0], id=f"area{n}", choice=f"Choice {n}") for n in range(150))
    big = replace(COMPANY, areas=areas)
    view = change_form(request(area_id="area149"), big)
    assert problems(view) == []
    assert len(field(view, AREA_FIELD)["element"]["options"]) == 100
    assert chosen(view) == "area149"
