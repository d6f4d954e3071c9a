from __future__ import annotations

from tests.bot.digests.newsroom import company, newsroom, scene

__all__ = ["company", "newsroom", "scene"]
