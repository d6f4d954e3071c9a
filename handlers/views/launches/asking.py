"""The form for a request, opened from a launch, with everything filled in that the launch says already."""

from __future__ import annotations

from typing import Any

from bot.company import Company
from bot.launches.model import Launch
from bot.requests.model import Place
from handlers.views.modals import ask_form
from handlers.views.text import one_line


def ask_for_launch(launch: Launch, company: Company, area_id: str, place: Place) -> dict[str, Any]:
    meta = {"kind": place.kind, "channel_id": place.channel_id, "launch_id": launch.id}
    return ask_form(
        company,
        text=words_for(launch, company, area_id),
        area_id=area_id,
        customers=launch.customers or "",
        meta=meta,
    )


def words_for(launch: Launch, company: Company, area_id: str) -> str:
    """Plain; whoever asks completes them, or sends them as they are."""
    area = company.find_area(area_id)
    what = one_line(area.choice) if area else "Something"
    day = launch.first_day
    return f"{what} for {launch.name}, live on {day.day} {day:%B %Y}."
