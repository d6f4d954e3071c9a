"""The small questions asked of a piece of Block Kit, and the sentences for a no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


class Findings:
    """What is wrong, in Slack's manner: a sentence and the place it is about."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, sentence: str, at: str) -> None:
        self.sentences.append(f"{sentence} [json-pointer:{at}]")

    def is_object(self, value: object, at: str) -> bool:
        if isinstance(value, dict):
            return True
        self.add("must be an object", at)
        return False

    def string(
        self, holder: dict[str, Any], key: str, at: str, *, most: int, required: bool = False, least: int = 0
    ) -> None:
        value = holder.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}", at)
        elif not isinstance(value, str):
            self.add("must provide a string", f"{at}/{key}")
        elif len(value) > most:
            self.add(f"must be less than {most + 1} characters", f"{at}/{key}")
        elif len(value) < least or (required and not value):
            self.add(f"must be more than {max(least, 1) - 1} characters", f"{at}/{key}")

    def text(
        self,
        holder: dict[str, Any],
        key: str,
        at: str,
        *,
        most: int = 3000,
        kinds: Sequence[str] = PLAIN,
        required: bool = True,
    ) -> None:
        value = holder.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}", at)
            return
        self.text_object(value, f"{at}/{key}", most=most, kinds=kinds)

    def text_object(self, value: object, at: str, *, most: int, kinds: Sequence[str]) -> None:
        if not self.is_object(value, at):
            return
        assert isinstance(value, dict)
        if value.get("type") not in kinds:
            allowed = " or ".join(kinds)
            self.add(f"must be a {allowed} object", f"{at}/type")
        self.string(value, "text", at, most=most, required=True)
        unknown = set(value) - {"type", "text", "emoji", "verbatim"}
        if unknown:
            self.add(f"additional property: {sorted(unknown)[0]}", at)

    def items(
        self, holder: dict[str, Any], key: str, at: str, *, most: int, least: int = 1, required: bool = True
    ) -> list[Any]:
        """The list under the key, or an empty one if it is not fit to be looked at."""
        value = holder.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}", at)
            return []
        if not isinstance(value, list):
            self.add("must be an array", f"{at}/{key}")
            return []
        if len(value) > most:
            self.add(f"no more than {most} items allowed", f"{at}/{key}")
        if len(value) < least:
            self.add(f"no fewer than {least} items allowed", f"{at}/{key}")
        return value

    def one_of(self, holder: dict[str, Any], key: str, at: str, *, among: Sequence[str]) -> None:
        value = holder.get(key)
        if value is not None and value not in among:
            self.add(f"must be one of: {', '.join(among)}", f"{at}/{key}")

    def flag(self, holder: dict[str, Any], key: str, at: str) -> None:
        if not isinstance(holder.get(key, False), bool):
            self.add("must be a boolean", f"{at}/{key}")
