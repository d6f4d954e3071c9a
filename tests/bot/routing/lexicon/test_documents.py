"""What the manual says about capabilities is what there is."""

from __future__ import annotations

import re
from pathlib import Path

from bot.routing.lexicon import capabilities

MANUAL = Path(__file__).parents[4] / "docs" / "company-file.md"


def test_the_manual_lists_every_capability_with_what_it_is() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    told = {capability.id: capability.gloss for capability in capabilities()}
    assert {name: gloss for name, gloss in listed if name in told} == told
