"""The company file: liaison.yaml read into plain values, every mistake named with its line."""

from bot.company.model import (
    Area,
    Bridge,
    Calendar,
    Company,
    Freeze,
    Glossary,
    Person,
    Question,
    Side,
    Team,
)
from bot.company.reading import parse_company, read_company
from bot.company.times import Level, Span

__all__ = [
    "Area",
    "Bridge",
    "Calendar",
    "Company",
    "Freeze",
    "Glossary",
    "Level",
    "Person",
    "Question",
    "Side",
    "Span",
    "Team",
    "parse_company",
    "read_company",
]
