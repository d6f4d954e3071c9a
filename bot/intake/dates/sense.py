"""Whether a date that was seen is one on which something is due, and how plainly it says so.

A sentence is full of dates that ask for nothing: what happened on Monday, the March list, a product called
Monday, every Friday, the date in a file's name. A date stays only if nothing beside it speaks against it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.sight import Here, Sight
from bot.intake.dates.surroundings import is_part_of_a_name, is_quoted
from bot.intake.dates.tense import STOPS, clause, direction

_ARTICLES: Final = words.vocabulary(
    """
    the a this den dem der die das le la l el los o os as dia de del do da about around ca early late
    mid our my your
    """
)
# By then at the latest.
_BY: Final = words.vocabulary(
    """
    by before until till due deadline latest bis vor spatestens avant ici antes hasta ate para pour
    limite frist echeance fecha prazo within inside binnen innerhalb sous eta
    """
)
_BUT_MAYBE_OVER: Final = words.vocabulary("before until till vor bis avant antes hasta ate")
_LEADS: Final = _BY | words.vocabulary(
    """
    on for from in at am im ab zum um fur starting as le el na no em en dans a
    """
)
_SINCE: Final = words.vocabulary("since seit depuis seitdem desde")
_LAST: Final = words.vocabulary(
    """
    last previous past letzten letzter letzte letztes letztem vergangenen vergangene vorigen vorige vorletzten
    pasado pasada passado passada ultimo ultima anterior
    """
)
_LAST_AFTER: Final = words.vocabulary(
    """
    dernier derniere pasado pasada passado passada ago last
    """
)
_EVERY: Final = words.vocabulary(
    """
    every each any jeden jede jedes jeder jedem chaque cada toda todo todas todos tous toutes weekly
    monthly daily biweekly fortnightly wochentlich alternate other most
    """
)
_DETERMINERS: Final = words.vocabulary(
    """
    the our my your their his her its this that a an unser unsere die der das
    """
)
# Things that are called by a date.
_THINGS: Final = words.vocabulary(
    """
    newsletter newsletters email emails mail mails mailing mailings send sends report reports meeting
    call deck campaign campaigns page pages landing list lists sale sales deal deals offer offers promo
    promos promotion banner banners post posts update updates edition issue blog digest article video ad
    ads copy visual visuals theme design collection asset assets code codes discount order orders
    numbers data figures stats traffic board boards item items integration api workspace account
    accounts automation form forms template templates budget invoice catalogue catalog shift team
    release version standup sync results export exports import leads sessions visits dashboard app
    subscription licence license seats plan playlist special bundle egg eggs tree card cards calendar
    gift gifts guide bunny kampagne liste bericht mailings
    aktion campagne rapport liste boletin informe campana lista relatorio campanha offre oferta
    """
)
_DATA: Final = words.vocabulary(
    """
    data numbers figures stats sessions visits orders leads traffic sales clicks opens signups
    registrations results report reports nothing spend revenue conversions users zahlen daten besuche
    bestellungen chiffres donnees ventes datos ventas visitas dados vendas down up how many quota
    """
)
_STATE: Final = words.vocabulary(
    """
    down broken slow error errors missing empty failing fails crashing crashes not t no nothing nobody
    none never weird wrong stuck blocked keeps seeing getting noticing offline doesnt isnt cant dont
    dead funktioniert kaputt fehler keine kein nicht nichts niemand langsam marche erreur pas plus rien
    panne lent funciona funcionan falla fallan caido caida nada nadie lento erro nao caiu ninguem parou
    """
)
_WISH: Final = words.vocabulary(
    """
    need needs great nice lovely ideally hope hoping please pls plz must possible
    want wants deadline due fix fixed launch launches live goes
    airs event webinar starts finish finished ready deliver asap urgent urgently help could send publish
    update brauche brauchen bitte moglich soll muss dringend besoin svp faut stp plait urgent necesito
    necesitamos favor urge urgente preciso precisamos precisa
    """
)
_MOVED: Final = words.vocabulary(
    "moved postponed rescheduled pushed shifted delayed brought move postpone push"
)
_LAUNCH: Final = words.vocabulary(
    """
    goes go live launch launches launching starts start begins kicks kickoff kick airs event webinar
    send sends out opens deploy release campaign runs ends expires renews booth fair show conference
    publish published geht startet beginnt findet messe livegang part commence lancement salon evento
    sale empieza lanzamiento feria lanca lancamento comeca feira
    """
)
_GREETING: Final = words.vocabulary(
    """
    merry happy frohe frohes joyeux joyeuses feliz bonne schone
    """
)
_CHANGED_BY: Final = words.vocabulary(
    """
    dropped fell down up increased decreased reduced grew rose cut drop increase reduce grow written
    made created built owned used sent signed
    """
)


def is_due(line: Line, sight: Sight, here: Here) -> bool:
    """Whether this date is one that something must be ready for, or happens on."""
    if is_part_of_a_name(line, sight) or is_quoted(line, sight):
        return False
    before, after = line.words[sight.first - 1], line.words[sight.after]
    if before in _EVERY or line.words[sight.first - 2] in ("tous", "toutes", "todos", "todas", "every"):
        return False
    if (before in _LAST and before != "past") or (before in _LAST and sight.sort == "weekday"):
        return False
    if after in _LAST_AFTER or line.words[sight.after + 1] == "ago":
        return False
    at, lead = _lead(line, sight)
    if lead in _SINCE and not (lead == "desde" and _nearer_ahead(sight, here)):
        return False
    if _names_a_thing(line, sight, lead) or not _stands_alone(line, sight, here, at, lead):
        return False
    return _looks_ahead(line, sight, here, lead)


def plainness(line: Line, sight: Sight) -> int:
    """3 for "by then", 2 for "it goes out then", 1 for any other date."""
    _, lead = _lead(line, sight)
    begin, end = clause(line, sight.first, sight.after)
    near = line.words[max(begin, sight.first - 5) : sight.first]
    if lead in _BY or line.words[sight.first] in _BY or latest(line, sight):
        return 3
    if any(word in ("deadline", "due", "ready", "needed", "needs") for word in near):
        return 3
    if any(word in ("eod", "cob", "eow", "eom") for word in line.words[sight.first : sight.after]):
        return 3
    return 2 if not _LAUNCH.isdisjoint(line.words[begin:end]) else 1


def latest(line: Line, sight: Sight) -> bool:
    """Whether the words say that not later is meant."""
    _, lead = _lead(line, sight)
    around = (*line.words[max(0, sight.first - 3) : sight.first], *line.words[sight.after : sight.after + 4])
    return lead in _BY or any(
        word in ("latest", "spatestens", "tard", "tardar", "maximo", "later") for word in around
    )


def words_start(line: Line, sight: Sight) -> int:
    """Where the date's words begin, its preposition included."""
    at, lead = _lead(line, sight)
    if lead == "ici" and line.holds(at - 2, "d", "'"):
        return at - 2
    return at if lead in _LEADS or lead in ("next", "spatestens") else sight.first


def _lead(line: Line, sight: Sight) -> tuple[int, str]:
    """The word that leads up to the date, articles left out, and its place."""
    at = sight.first - 1
    least = sight.first - 4
    while at > max(0, least) and line.words[at] in _ARTICLES:
        at -= 1
    if at < 0:
        return sight.first, ""
    # "By the end of", "ready by: 3 May"
    if line.words[at] in (":", "is", "date") and line.words[at - 1] in (
        "deadline",
        "due",
        "date",
        "by",
        "eta",
    ):
        at -= 1
    return at, line.words[at]


def _names_a_thing(line: Line, sight: Sight, lead: str) -> bool:
    """As in "Friday's newsletter", "the March list", "the Black Friday page": a name, not a date."""
    after = line.words[sight.after]
    for_it = lead in _BY or lead == "for"
    if sight.sort == "written":
        counted = after.isalpha() and after.endswith("s") and len(after) > 4 and after not in _VERBS
        return counted and lead not in _LEADS
    if sight.sort in ("relative", "amount", "dated", "clock") or line.words[sight.first] == "tonight":
        return line.words[sight.after - 1] == "year" and line.words[sight.after] == "'"
    if line.holds(sight.after, "'", "s") or (line.holds(sight.after, "'") and line.glued(sight.after)):
        return not for_it
    if lead in ("of", "vom") and sight.sort in ("weekday", "month", "today"):
        return True
    if after in _THINGS and not for_it:
        return True
    if sight.sort == "weekday" and line.words[sight.first - 1] in ("the", "our", "my") and not for_it:
        return after.isalpha() and lead not in _LEADS
    if lead == "from" or line.words[sight.first - 1] == "de":
        before = line.words[sight.first - 2]
        return before in _THINGS or before in _DATA
    return lead == "for" and sight.sort in ("weekday", "month") and _about_data(line, sight)


def _about_data(line: Line, sight: Sight) -> bool:
    begin, _ = clause(line, sight.first, sight.after)
    said = line.words[begin : sight.first]
    return not _DATA.isdisjoint(said) and "need" not in said and "ready" not in said


def _stands_alone(line: Line, sight: Sight, here: Here, at: int, lead: str) -> bool:
    """What each sort needs beside it to be a date at all."""
    before = line.words[sight.first - 1]
    if lead in ("until", "till") and line.words[at - 1] == "days" and not line.words[at - 2].isdecimal():
        return False  # days are counted down to it
    if sight.sort == "month":
        return _is_month(line, sight, at, lead)
    if sight.sort == "written":
        measured = lead in _OF_THEN and _about_data(line, sight) and not _nearer_ahead(sight, here)
        return not measured and not (lead == "by" and line.words[at - 1] in _CHANGED_BY)
    if sight.sort == "clock":
        again = not _EVERY.isdisjoint(line.words[max(0, sight.first - 4) : sight.first])
        led = before in _CLOCK_LEADS or line.words[sight.first] in words.DAY_PARTS
        return led and not again and not _is_opening_time(line, sight)
    if sight.sort == "weekday":
        return not _is_opening_time(line, sight) and _is_day(line, sight, lead)
    return sight.sort != "feast" or before not in _GREETING


def _is_month(line: Line, sight: Sight, at: int, lead: str) -> bool:
    """Whether it is no name and no verb: "in May", not "this may help"."""
    before = line.words[sight.first - 1]
    small = not line.text[line.starts[sight.first]].isupper()
    if small and before == "this" and line.words[sight.first] == "may":
        return False
    return lead in _MONTH_LEADS and line.words[at - 1] not in _CHANGED_BY and before not in _DETERMINERS


def _is_day(line: Line, sight: Sight, lead: str) -> bool:
    """Whether it is no tool ("in Monday", "access to Monday") and no habit ("los lunes", "le lundi")."""
    before = line.words[sight.first - 1]
    if before == "in" and line.words[sight.first] in words.WEEKDAYS:
        return False
    if before == "to":
        begin, _ = clause(line, sight.first, sight.after)
        return not _MOVED.isdisjoint(line.words[begin : sight.first])
    if before in words.ORDINALS and line.words[sight.first] in words.WEEKDAYS:
        return False  # which one, was not understood
    return before != "los" and (before != "le" or lead in _BY)


_MONTH_LEADS: Final = words.vocabulary(
    """
    in by before until till from starting this im ab bis vor en avant ici em ate hasta antes partir para
    """
)
_CLOCK_LEADS: Final = words.vocabulary(
    """
    by at before until till @ um bis vor las as a avant antes around gegen
    """
)


def _looks_ahead(line: Line, sight: Sight, here: Here, lead: str) -> bool:
    begin, end = clause(line, sight.first, sight.after)
    said = line.words[begin:end]
    if _was_missed(said):
        return False
    if sight.sort in ("relative", "dated") or (lead in _BY and lead not in _BUT_MAYBE_OVER):
        return True
    looks = direction(line, sight.first, sight.after)
    if looks == "back":
        return sight.sort == "written" and _nearer_ahead(sight, here)
    if lead in _BY:
        return True
    wished = not _WISH.isdisjoint(said)
    if sight.sort == "today":
        return wished or _STATE.isdisjoint(said)
    if sight.sort == "period":
        if _tells_since_when(said):
            return False
        begin, end = clause(line, sight.first, sight.after, STOPS)
        return not _WISH.isdisjoint(line.words[begin:end]) and _DATA.isdisjoint(said)
    if sight.sort == "written" and _just_over(sight, here):
        return lead not in _OF_THEN and (wished or looks == "ahead")
    return True


def _tells_since_when(said: list[str]) -> bool:
    """As in "since the relaunch this week", "as of the update this month"."""
    return not _SINCE.isdisjoint(said) or said[:2] in (["as", "of"], ["ever", "since"])


def _is_opening_time(line: Line, sight: Sight) -> bool:
    """Whether it says when a shop is open: on all such days."""
    said = line.words[max(0, sight.first - _OPENING_REACH) : sight.first]
    if any(word in ("offnungszeiten", "horaires", "horario", "horarios") for word in said):
        return True
    return "opening" in said and ("hours" in said or "times" in said)


_OPENING_REACH: Final = 20
_OF_THEN: Final = words.vocabulary("from of vom du de del do")
_VERBS: Final = words.vocabulary(
    "works looks needs starts launches please seems means suits begins plus passes closes opens always"
)


def _was_missed(said: list[str]) -> bool:
    """As in "It was due on Friday", "it should have gone out on Monday": that day is gone."""
    if "was" in said or "were" in said:
        return "due" in said or "supposed" in said or "meant" in said
    return "should" in said and ("been" in said or ("have" in said and _has_participle(said)))


def _has_participle(said: list[str]) -> bool:
    after = said[said.index("have") + 1 :][:1]
    return bool(after) and (after[0].endswith("ed") or after[0] in ("gone", "been", "happened", "started"))


def _just_over(sight: Sight, here: Here) -> bool:
    """Whether the last such day was in the past weeks, so that it is probably the one meant."""
    return almanac.just_over(min(sight.options), here.today) is not None


def _nearer_ahead(sight: Sight, here: Here) -> bool:
    """Whether the next such day is nearer than the last one was."""
    day: date | None = min(sight.options)
    last = almanac.after_months(day, -12) if day else None
    if sight.sort not in ("written", "month") or day is None or last is None:
        return False
    return here.today < day and (day - here.today) < (here.today - last)
