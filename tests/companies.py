"""Small made-up companies, and the Slack accounts of their people."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.company import Area, Bridge, Calendar, Company, Person, Question, Span, Team
from bot.people import Facts

WORKSPACE = "T0HOME"
ELSEWHERE = "T0ELSEWHERE"

_NINE_TO_FIVE = (Span(time(9), time(17)),)
_WEEK = (*(_NINE_TO_FIVE,) * 5, (), ())

BERLIN = Calendar("berlin", "Europe/Berlin", _WEEK)
LONDON = Calendar("london", "Europe/London", _WEEK)

MIA, TOM = "mia@example.org", "tom@example.org"  # marketing
JONAS, LENA = "jonas@example.org", "lena@example.org"  # web
DEV, KIM = "dev@example.org", "kim@example.org"  # data
PRIYA, ADA = "priya@example.org", "ada@example.org"  # the bridge, the admin

WEB = Team("web", "Web Team", "it", "#it-web", JONAS, "berlin", (JONAS, LENA), fallback=LENA)
DATA = Team("data", "Data Team", "it", "#it-data", DEV, "berlin", (DEV, KIM))
BRAND = Team("brand", "Brand", "marketing", "#marketing", MIA, "london", (MIA, TOM))

AREAS = (
    Area(
        "pages",
        "Pages",
        "A page or form on our website",
        "Build or change a page, banner or form.",
        "web",
        10,
        keywords=("landing page", "page", "form", "banner"),
    ),
    Area("images", "Images", "A picture or file", "Upload a file.", "web", 3, keywords=("image", "upload")),
    Area(
        "reports",
        "Reports",
        "A number or a dashboard",
        "Make a report of numbers.",
        "data",
        8,
        keywords=("dashboard", "report", "numbers"),
    ),
)


def small_company() -> Company:
    return Company(
        name="Example",
        zone="Europe/London",
        calendars=(LONDON, BERLIN),
        people=(
            Person(MIA, "Mia Tanaka", side="marketing"),
            Person(TOM, "Tom Reed", side="marketing"),
            Person(JONAS, "Jonas Weber", side="it"),
            Person(LENA, "Lena Graf", side="it"),
            Person(DEV, "Dev Shah", side="it"),
            Person(KIM, "Kim Lund", side="it"),
            Person(PRIYA, "Priya Nair"),
            Person(ADA, "Ada Obi"),
        ),
        teams=(WEB, DATA, BRAND),
        areas=AREAS,
        bridge=Bridge((PRIYA,), "#bridge"),
        admins=(ADA,),
    )


INTAKE = {
    "pages": (
        Question("page_url", "Which page is it?", must=True),
        Question("go_live", "When must it be live?", must=True),
        Question("approver", "Who gives the final OK?"),
    ),
    "reports": (
        Question("question", "What do you want to decide with this number?", must=True),
        Question("metrics", "Which figures, and split by what?", must=True),
    ),
}


def asking_company() -> Company:
    """The small one, whose teams need to know something before they start."""
    small = small_company()
    areas = tuple(replace(area, intake=INTAKE.get(area.id, ())) for area in small.areas)
    return replace(small, areas=areas)


def slack_id(email: str) -> str:
    """The Slack account of somebody, the same in every test."""
    return "U0" + "".join(letter for letter in email.split("@")[0].upper() if letter.isalnum())


def accounts(company: Company, *, absent: tuple[str, ...] = ()) -> list[Facts]:
    """What Slack says of the company's people; the absent ones are deactivated."""
    return [
        Facts(
            user_id=person.slack or slack_id(person.email),
            workspace_id=WORKSPACE,
            name=person.name,
            email=person.email,
            zone=company.zone_of(person),
            deactivated=person.email in absent,
        )
        for person in company.people
    ]
