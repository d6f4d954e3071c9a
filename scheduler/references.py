"""The short word that stands beside a traceback in the log and in what a person or a row is told."""

from __future__ import annotations

import secrets


def new_reference() -> str:
    return secrets.token_hex(2)
