"""The figures in docs/quality.md are replaced bench by bench, and each bench has its place there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES
from tests.bench.quality import DOCUMENT, END, begin, write


def test_every_bench_has_its_place_in_the_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in BENCHES if begin(name) not in text] == []


def test_what_one_bench_found_leaves_the_figures_of_the_others(tmp_path: Path) -> None:
    document = tmp_path / "quality.md"
    document.write_text(f"# Q\n{begin('start')}\nold\n{END}\n{begin('claims')}\nkept\n{END}\nrest\n")
    write({"start": "new"}, document)
    assert (
        document.read_text()
        == f"# Q\n{begin('start')}\n\nnew\n\n{END}\n{begin('claims')}\nkept\n{END}\nrest\n"
    )


def test_a_document_without_a_place_for_them_is_left_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "quality.md"
    document.write_text("# Q\n")
    with pytest.raises(ValueError, match="has no place for the figures of start"):
        write({"start": "new"}, document)
    assert document.read_text() == "# Q\n"
