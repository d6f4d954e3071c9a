"""The workspace on disk: one JSON file, and a folder beside it for the bytes of files."""

from __future__ import annotations

import json
from pathlib import Path

from workspace.state import State, from_json, to_json

FORMAT = 1


class Store:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = path.with_name(f"{path.name}.files")

    def load(self) -> State | None:
        """What was saved, or None if there is nothing yet."""
        if not self._path.exists():
            return None
        saved = json.loads(self._path.read_text(encoding="utf-8"))
        if saved.get("format") != FORMAT:
            raise ValueError(f"{self._path} was written by another version. Move it away to start afresh.")
        state = from_json(saved["state"])
        for file_id in state.files:
            content = self._files / file_id
            state.contents[file_id] = content.read_bytes() if content.exists() else b""
        return state

    def save(self, state: State) -> None:
        """All or nothing: whoever reads meanwhile sees the old file or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for file_id, content in state.contents.items():
            kept = self._files / file_id
            if not kept.exists():
                self._files.mkdir(parents=True, exist_ok=True)
                _replace(kept, content)
        text = json.dumps({"format": FORMAT, "state": to_json(state)}, ensure_ascii=False)
        _replace(self._path, text.encode())


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_bytes(content)
    unfinished.replace(path)
