"""The arguments of a call, however they came: query, form or JSON body."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from workspace.rules.refused import Refused, invalid_arguments


class Arguments:
    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given

    def text(self, name: str) -> str:
        value = self.given.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def whole(self, name: str) -> int | None:
        value = self.given.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise invalid_arguments(f"must provide an integer [json-pointer:/{name}]") from None

    def has(self, name: str) -> bool:
        return self.given.get(name) is not None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """A value that is an object or a list: as it is in a JSON body, as text in a form."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error) from None

    def names(self, name: str) -> list[str]:
        """A list, or a text with commas."""
        value = self.given.get(name)
        if isinstance(value, list):
            return [str(one) for one in value]
        return [one.strip() for one in str(value or "").split(",") if one.strip()]


async def read(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.method in ("GET", "HEAD") or not request.can_read_body:
        return given
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return given | body
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return given | dict(await request.post())
    return given
