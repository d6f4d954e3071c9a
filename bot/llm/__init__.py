"""The language model, where a company has one. Everything works without."""

from __future__ import annotations

from collections.abc import Callable

from bot.llm.model import Complete, Model, Prompt
from bot.settings import Settings

__all__ = ["Complete", "Model", "Prompt", "build_model"]


def build_model(settings: Settings, *, monotonic: Callable[[], float]) -> Model | None:
    """None where neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: then nobody is ever asked.

    Connects nowhere yet. `monotonic` gives seconds that never go back. Raises Misconfigured for an
    address that is none.
    """
    if settings.openai_api_key is None and settings.openai_base_url is None:
        return None
    # Loaded here: the SDK costs half a second and 50 MB, which only those shall pay who have a model.
    from bot.llm.client import connect

    return connect(settings, monotonic=monotonic)
