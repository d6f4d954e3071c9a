"""What Slack says when it does not do something: one word, and now and then some detail."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Carries Slack's error code and whatever stands beside it in the answer."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.more}


def invalid_arguments(*messages: str) -> Refused:
    return Refused(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {one}" for one in messages]}
    )
