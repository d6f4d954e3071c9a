"""Block Kit as Slack takes it: which blocks, where, how many, how long, with which ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from workspace.rules import charts, elements
from workspace.rules.elements import check_element, check_picture
from workspace.rules.refused import Refused
from workspace.rules.shape import ANY_TEXT, Findings

Block = dict[str, Any]
Rule = Callable[[Findings, Block, str, str], None]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
# Not in Slack's documents: a message whose blocks hold about this much text is refused as a whole.
MOST_BLOCK_TEXT = 13_000
_EVERYWHERE = frozenset({"message", "modal", "home"})


def problems_in(blocks: object, surface: str) -> list[str]:
    found = Findings()
    if not isinstance(blocks, list):
        found.add("must be an array", "/blocks")
        return found.sentences
    if len(blocks) > MOST_BLOCKS[surface]:
        found.add(f"no more than {MOST_BLOCKS[surface]} items allowed", "/blocks")
    for number, block in enumerate(blocks):
        _block(found, block, f"/blocks/{number}", surface)
    if not found.sentences:
        _ids(found, blocks)
        _few_of_a_kind(found, blocks)
    return found.sentences


def check_message_blocks(blocks: object) -> list[Block]:
    """The blocks, if Slack would take them in a message; else invalid_blocks or msg_blocks_too_long."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    sentences = problems_in(blocks, "message")
    if sentences:
        messages = [f"[ERROR] {one}" for one in sentences]
        raise Refused("invalid_blocks", errors=sentences, response_metadata={"messages": messages})
    if sum(len(text) for text in texts_in(blocks)) > MOST_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")
    return blocks


def acting_elements(blocks: list[Block]) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Every element that somebody can use, with its block."""
    for block in blocks:
        for element in _elements_of(block):
            if element.get("type") != "image" and "action_id" in element:
                yield block, element
        yield from acting_elements(block.get("child_blocks") or [])


def fill_ids(blocks: list[Block], mint: Callable[[], str]) -> list[Block]:
    """Gives a block_id and action_ids to whatever came without."""
    filled = []
    for block in blocks:
        copy = {**block, "block_id": block.get("block_id") or mint()}
        for key in ("elements", "accessory", "element", "child_blocks"):
            if key in copy:
                copy[key] = _with_action_ids(block, key, mint)
        filled.append(copy)
    return filled


def texts_in(value: Any) -> Iterator[str]:
    """Every text that somebody would read, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def _with_action_ids(block: Block, key: str, mint: Callable[[], str]) -> Any:
    value = block[key]
    if key == "child_blocks":
        return fill_ids(value, mint)
    if key == "elements":
        if block["type"] not in ("actions", "context_actions"):
            return value
        return [{**one, "action_id": one.get("action_id") or mint()} for one in value]
    if value.get("type") == "image":
        return value
    return {**value, "action_id": value.get("action_id") or mint()}


def _elements_of(block: Block) -> list[dict[str, Any]]:
    single = [block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)]
    several = block.get("elements") if block["type"] in ("actions", "context_actions") else None
    return single + list(several or [])


def _block(found: Findings, block: object, at: str, surface: str) -> None:
    if not found.is_object(block, at):
        return
    assert isinstance(block, dict)
    kind = block.get("type")
    if kind not in RULES:
        found.add(f"unsupported type: {kind}", f"{at}/type")
        return
    surfaces, rule = RULES[kind]
    if surface not in surfaces:
        found.add(f"unsupported type: {kind} is not allowed in a {surface}", f"{at}/type")
    found.string(block, "block_id", at, most=255)
    rule(found, block, at, surface)


def _ids(found: Findings, blocks: list[Block]) -> None:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        name = block.get("block_id")
        if name and name in seen:
            found.add(f'block_id "{name}" already exists', f"/blocks/{number}/block_id")
        seen.add(name or "")
        inside: set[str] = set()
        for element in _elements_of(block):
            action = element.get("action_id")
            if action and action in inside:
                found.add(f'action_id "{action}" already exists in this block', f"/blocks/{number}")
            inside.add(action or "")


def _few_of_a_kind(found: Findings, blocks: list[Block]) -> None:
    if sum(block["type"] == "table" for block in blocks) > 1:
        found.add("only one table is allowed", "/blocks")
    if sum(block["type"] == "data_visualization" for block in blocks) > charts.MOST_CHARTS:
        found.add(f"only {charts.MOST_CHARTS} data_visualization blocks are allowed", "/blocks")
    if sum(bool(element.get("focus_on_load")) for _, element in acting_elements(blocks)) > 1:
        found.add("only one element may have focus_on_load", "/blocks")


def _section(found: Findings, block: Block, at: str, _surface: str) -> None:
    if "text" not in block and "fields" not in block:
        found.add("missing required field: text", at)
    found.text(block, "text", at, kinds=ANY_TEXT, required=False)
    for number, one in enumerate(found.items(block, "fields", at, most=10, required=False)):
        found.text_object(one, f"{at}/fields/{number}", most=2000, kinds=ANY_TEXT)
    if "accessory" in block:
        check_element(found, block["accessory"], f"{at}/accessory", allowed=elements.ACCESSORIES)


def _header(found: Findings, block: Block, at: str, _surface: str) -> None:
    found.text(block, "text", at, most=150)


def _actions(found: Findings, block: Block, at: str, _surface: str) -> None:
    for number, element in enumerate(found.items(block, "elements", at, most=25)):
        check_element(found, element, f"{at}/elements/{number}", allowed=elements.IN_ACTIONS)


def _context_actions(found: Findings, block: Block, at: str, _surface: str) -> None:
    for number, element in enumerate(found.items(block, "elements", at, most=5)):
        check_element(found, element, f"{at}/elements/{number}", allowed=elements.IN_CONTEXT_ACTIONS)


def _context(found: Findings, block: Block, at: str, _surface: str) -> None:
    for number, one in enumerate(found.items(block, "elements", at, most=10)):
        place = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "image":
            check_picture(found, one, place)
        else:
            found.text_object(one, place, most=3000, kinds=ANY_TEXT)


def _image(found: Findings, block: Block, at: str, _surface: str) -> None:
    check_picture(found, block, at)
    found.text(block, "title", at, most=2000, required=False)


def _input(found: Findings, block: Block, at: str, surface: str) -> None:
    found.text(block, "label", at, most=2000)
    found.text(block, "hint", at, most=2000, required=False)
    found.flag(block, "optional", at)
    found.flag(block, "dispatch_action", at)
    if "element" not in block:
        found.add("missing required field: element", at)
        return
    check_element(found, block["element"], f"{at}/element", allowed=elements.inputs_of(surface))


def _markdown(found: Findings, block: Block, at: str, _surface: str) -> None:
    found.string(block, "text", at, most=12_000, required=True)


def _video(found: Findings, block: Block, at: str, _surface: str) -> None:
    found.text(block, "title", at, most=199)
    for key in ("alt_text", "video_url", "thumbnail_url"):
        found.string(block, key, at, most=3000, required=True)
    found.string(block, "author_name", at, most=49)


_RICH_PARTS = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")


def _rich_text(found: Findings, block: Block, at: str, _surface: str) -> None:
    for number, part in enumerate(found.items(block, "elements", at, most=1000, least=0)):
        place = f"{at}/elements/{number}"
        if not found.is_object(part, place):
            continue
        if part.get("type") not in _RICH_PARTS:
            found.add(f"unsupported type: {part.get('type')}", f"{place}/type")
        found.items(part, "elements", place, most=10_000, least=0)


def _table(found: Findings, block: Block, at: str, _surface: str) -> None:
    for number, row in enumerate(found.items(block, "rows", at, most=100)):
        place = f"{at}/rows/{number}"
        if not isinstance(row, list) or not 1 <= len(row) <= 20:
            found.add("must be an array of 1 to 20 cells", place)
            continue
        for cell in row:
            if not isinstance(cell, dict) or cell.get("type") not in ("raw_text", "raw_number", "rich_text"):
                found.add("must be a raw_text, raw_number or rich_text cell", place)
    found.items(block, "column_settings", at, most=20, least=0, required=False)


def _alert(found: Findings, block: Block, at: str, _surface: str) -> None:
    found.text(block, "text", at, most=200, kinds=ANY_TEXT)
    found.one_of(block, "level", at, among=("default", "info", "warning", "error", "success"))


def _card(found: Findings, block: Block, at: str, _surface: str) -> None:
    if not any(key in block for key in ("hero_image", "title", "actions", "body")):
        found.add("must have one of hero_image, title, actions, body", at)
    for key, most in (("title", 150), ("subtitle", 150), ("body", 200), ("subtext", 200)):
        found.text(block, key, at, most=most, kinds=ANY_TEXT, required=False)
    for number, element in enumerate(found.items(block, "actions", at, most=3, least=0, required=False)):
        check_element(found, element, f"{at}/actions/{number}", allowed=elements.IN_ACTIONS)


def _carousel(found: Findings, block: Block, at: str, surface: str) -> None:
    for number, card in enumerate(found.items(block, "elements", at, most=10)):
        if found.is_object(card, f"{at}/elements/{number}"):
            _card(found, card, f"{at}/elements/{number}", surface)


_CHILDREN = frozenset(
    (
        "actions",
        "context",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    )
)


def _container(found: Findings, block: Block, at: str, surface: str) -> None:
    found.text(block, "title", at, most=150, required=False)
    for number, child in enumerate(found.items(block, "child_blocks", at, most=10)):
        place = f"{at}/child_blocks/{number}"
        if isinstance(child, dict) and child.get("type") not in _CHILDREN:
            found.add(f"unsupported type: {child.get('type')} in a container", f"{place}/type")
        else:
            _block(found, child, place, surface)


def _data_table(found: Findings, block: Block, at: str, _surface: str) -> None:
    if "caption" not in block:
        found.add("missing required field: caption", at)
    found.items(block, "rows", at, most=201, least=2)


def _task(found: Findings, block: Block, at: str, _surface: str) -> None:
    found.string(block, "task_id", at, most=255, required=True)
    found.string(block, "title", at, most=3000, required=True)
    found.one_of(block, "status", at, among=("pending", "in_progress", "complete", "error"))


def _title_only(found: Findings, block: Block, at: str, _surface: str) -> None:
    if "title" not in block:
        found.add("missing required field: title", at)


def _nothing_more(_found: Findings, _block: Block, _at: str, _surface: str) -> None:
    """Such a block has nothing to keep."""


_MESSAGE = frozenset({"message"})
_SHOWN = frozenset({"message", "home"})

RULES: dict[str, tuple[frozenset[str], Rule]] = {
    "section": (_EVERYWHERE, _section),
    "divider": (_EVERYWHERE, _nothing_more),
    "header": (_EVERYWHERE, _header),
    "image": (_EVERYWHERE, _image),
    "actions": (_EVERYWHERE, _actions),
    "context": (_EVERYWHERE, _context),
    "input": (_EVERYWHERE, _input),
    "rich_text": (_EVERYWHERE, _rich_text),
    "video": (_EVERYWHERE, _video),
    "markdown": (_MESSAGE, _markdown),
    "table": (_MESSAGE, _table),
    "context_actions": (_MESSAGE, _context_actions),
    "plan": (_MESSAGE, _title_only),
    "task_card": (_MESSAGE, _task),
    "card": (_SHOWN, _card),
    "carousel": (_SHOWN, _carousel),
    "container": (_SHOWN, _container),
    "alert": (frozenset({"modal"}), _alert),
    "data_table": (_SHOWN, _data_table),
    "data_visualization": (_SHOWN, charts.check_chart),
}
