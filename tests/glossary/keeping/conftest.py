from __future__ import annotations

import pytest

from db.engine import Ledger
from tests.glossary.keeping.scene import Scene, planted


@pytest.fixture
def scene(ledger: Ledger) -> Scene:
    """Two entries that came with the program: "staging" of IT and "lead" of marketing."""
    return planted(ledger)
