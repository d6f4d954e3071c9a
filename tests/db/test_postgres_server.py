from __future__ import annotations

import pytest

from tests.postgres import HOW_TO_INSTALL, PostgresMissing, server_programs


def test_a_machine_without_postgresql_is_told_what_to_install() -> None:
    with pytest.raises(PostgresMissing) as missing:
        server_programs(path="", roots=())
    assert str(missing.value) == HOW_TO_INSTALL
    assert "apt-get install postgresql" in HOW_TO_INSTALL
