"""Dates in German, French, Spanish and Portuguese, on Tuesday 10 March 2026 in London."""

from __future__ import annotations

import pytest

from tests.bot.intake.dates.moments import in_london

GERMAN = [
    ("bis Freitag bitte", "2026-03-13"),
    ("am Donnerstag", "2026-03-12"),
    ("nächste Woche", "2026-03-16"),
    ("Ende der Woche", "2026-03-13"),
    ("Ende des Monats", "2026-03-31"),
    ("bis Ende März", "2026-03-31"),
    ("in zwei Wochen", "2026-03-24"),
    ("bis morgen früh", "2026-03-11"),
    ("übermorgen geht es live", "2026-03-12"),
    ("heute noch bitte", "2026-03-10"),
    ("bis heute Abend", "2026-03-10"),
    ("am 28.5. brauchen wir das", "2026-05-28"),
    ("bis zum 28.05.", "2026-05-28"),
    ("am 3. April", "2026-04-03"),
    ("ab dem 1. April", "2026-04-01"),
    ("bis spätestens 20. März um 15 Uhr", "2026-03-20 15:00"),
    ("in 3 Werktagen", "2026-03-13"),
    ("nächsten Freitag", "2026-03-13 or 2026-03-20"),
    ("kommenden Montag", "2026-03-16"),
    ("Freitag in einer Woche", "2026-03-20"),
    ("vor Ostern", "2026-04-05"),
    ("zu Weihnachten", "2026-12-25"),
    ("Anfang Mai", "2026-05-01"),
    ("Mitte nächster Woche", "2026-03-18"),
    ("diese Woche noch bitte", "2026-03-13"),
    ("KW 15", "2026-04-06"),
    ("Montag um 10", "2026-03-16 10:00"),
    ("nächste Woche Dienstag", "2026-03-17"),
    ("Dienstag nächster Woche", "2026-03-17"),
    ("zum Quartalsende", "2026-03-31"),
    ("innerhalb von 48 Stunden", "2026-03-12"),
    ("am Wochenende", "2026-03-14"),
    ("Di, 17.3.", "2026-03-17"),
]


@pytest.mark.parametrize(("text", "due"), GERMAN)
def test_a_german_phrase_is_its_day(text: str, due: str) -> None:
    assert in_london(text) == due


FRENCH = [
    ("pour demain svp", "2026-03-11"),
    ("après-demain", "2026-03-12"),
    ("avant vendredi", "2026-03-13"),
    ("d'ici lundi", "2026-03-16"),
    ("d'ici vendredi midi", "2026-03-13 12:00"),
    ("le 3 avril", "2026-04-03"),
    ("le 1er avril", "2026-04-01"),
    ("avant le 20 mars", "2026-03-20"),
    ("la semaine prochaine", "2026-03-16"),
    ("fin du mois", "2026-03-31"),
    ("à la fin de la semaine", "2026-03-13"),
    ("fin avril", "2026-04-30"),
    ("mi-avril", "2026-04-15"),
    ("début mai", "2026-05-01"),
    ("dans deux semaines", "2026-03-24"),
    ("dans 3 jours", "2026-03-13"),
    ("aujourd'hui si possible", "2026-03-10"),
    ("ce soir", "2026-03-10"),
    ("vendredi à 14h", "2026-03-13 14:00"),
    ("jeudi 9h30", "2026-03-12 09:30"),
    ("le mois prochain", "2026-04-01"),
    ("sous 48h", "2026-03-12"),
    ("au plus tard le 25 mars", "2026-03-25"),
    ("lundi prochain", "2026-03-16"),
    ("avant Pâques", "2026-04-05"),
    ("avant Noël", "2026-12-25"),
    ("jusqu'au 30 avril", "2026-04-30"),
    ("on lance en mai", "2026-05-01"),
    ("jeudi de la semaine prochaine", "2026-03-19"),
]


@pytest.mark.parametrize(("text", "due"), FRENCH)
def test_a_french_phrase_is_its_day(text: str, due: str) -> None:
    assert in_london(text) == due


SPANISH = [
    ("mañana", "2026-03-11"),
    ("pasado mañana", "2026-03-12"),
    ("hoy mismo por favor", "2026-03-10"),
    ("antes del viernes", "2026-03-13"),
    ("para el lunes", "2026-03-16"),
    ("el 3 de abril", "2026-04-03"),
    ("el viernes a las 10", "2026-03-13 10:00"),
    ("la próxima semana", "2026-03-16"),
    ("la semana que viene", "2026-03-16"),
    ("a fin de mes", "2026-03-31"),
    ("a finales de abril", "2026-04-30"),
    ("a principios de mayo", "2026-05-01"),
    ("a mediados de abril", "2026-04-15"),
    ("dentro de dos semanas", "2026-03-24"),
    ("en 3 días", "2026-03-13"),
    ("el jueves que viene", "2026-03-12"),
    ("antes del 20 de marzo", "2026-03-20"),
    ("esta tarde", "2026-03-10"),
    ("el próximo mes", "2026-04-01"),
    ("hasta el 30 de abril de 2026", "2026-04-30"),
    ("para Navidad", "2026-12-25"),
    ("en 5 días hábiles", "2026-03-17"),
    ("lo necesito para el miércoles", "2026-03-11"),
    ("el martes de la próxima semana", "2026-03-17"),
]


@pytest.mark.parametrize(("text", "due"), SPANISH)
def test_a_spanish_phrase_is_its_day(text: str, due: str) -> None:
    assert in_london(text) == due


PORTUGUESE = [
    ("amanhã", "2026-03-11"),
    ("amanhã de manhã", "2026-03-11"),
    ("depois de amanhã", "2026-03-12"),
    ("hoje ainda, por favor", "2026-03-10"),
    ("até sexta", "2026-03-13"),
    ("até sexta-feira", "2026-03-13"),
    ("na segunda temos o lançamento", "2026-03-16"),
    ("dia 3 de abril", "2026-04-03"),
    ("até dia 20", "2026-03-20"),
    ("semana que vem", "2026-03-16"),
    ("na próxima semana", "2026-03-16"),
    ("fim do mês", "2026-03-31"),
    ("até o fim de abril", "2026-04-30"),
    ("em duas semanas", "2026-03-24"),
    ("daqui a 3 dias", "2026-03-13"),
    ("antes da Páscoa", "2026-04-05"),
    ("antes do Natal", "2026-12-25"),
    ("sexta às 15h", "2026-03-13 15:00"),
    ("no próximo mês", "2026-04-01"),
    ("meados de abril", "2026-04-15"),
    ("quinta que vem", "2026-03-12"),
]


@pytest.mark.parametrize(("text", "due"), PORTUGUESE)
def test_a_portuguese_phrase_is_its_day(text: str, due: str) -> None:
    assert in_london(text) == due
