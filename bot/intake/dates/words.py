"""What the calendar is called in five languages, folded: small letters, no accents."""

from __future__ import annotations

from typing import Final


def vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(rows: str, first: int = 0) -> dict[str, int]:
    """One row a number, counted up from `first`."""
    return {word: at for at, row in enumerate(rows.strip().splitlines(), first) for word in row.split()}


# Monday is 0, as `date.weekday` counts. The usual slips of the finger are words too.
WEEKDAYS: Final = _numbered("""
monday munday montag lundi lunes
tuesday tuseday teusday tue tues dienstag mardi martes
wednesday wensday wednsday wendesday weds mittwoch mercredi miercoles
thursday thurday thrusday thursay thu thur thurs donnerstag jeudi jueves
friday firday fryday fri freitag vendredi viernes
saturday saterday samstag sonnabend samedi sabado
sunday sonntag dimanche domingo
""")
# Words of their own besides: they need a neighbour that speaks of days.
SHORT_WEEKDAYS: Final = {"mon": 0, "wed": 2, "sat": 5, "sun": 6}
GERMAN_SHORT: Final = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5}
PORTUGUESE_WEEKDAYS: Final = {"segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4}
# "On Fridays": a habit, never one day.
HABITUAL: Final = _numbered("""
mondays montags lundis
tuesdays dienstags mardis
wednesdays mittwochs mercredis
thursdays donnerstags jeudis
fridays freitags vendredis
saturdays samstags samedis sabados
sundays sonntags dimanches domingos
""")

MONTHS: Final = _numbered(
    """
january januar janner janvier enero janeiro
february februar feber fevrier febrero fevereiro
march marz maerz mars marzo marco
april avril abril
may mai mayo maio
june juni juin junio junho
july juli juillet julio julho
august aout agosto
september septembre septiembre setiembre setembro
october oktober octobre octubre outubro
november novembre noviembre novembro
december dezember decembre diciembre dezembro
""",
    1,
)
# Only beside a number.
SHORT_MONTHS: Final = _numbered(
    """
jan janv
feb fev fevr
mar mrz
apr avr abr
may
jun
jul juil
aug
sep sept
oct okt
nov
dec dez dic
""",
    1,
)
ALL_MONTHS: Final = MONTHS | SHORT_MONTHS

NUMBERS: Final = _numbered(
    """
a an one ein eine einem einen einer un une uno una um uma
two zwei deux dos dois duas couple
three drei trois tres
four vier quatre cuatro quatro
five funf cinq cinco
six sechs seis
seven sieben sept siete sete
eight acht huit ocho oito
nine neun neuf nueve nove
ten zehn dix diez dez
eleven elf onze once
twelve zwolf douze doce doze
""",
    1,
) | {"fifteen": 15, "quinze": 15, "quince": 15, "vierzehn": 14, "fourteen": 14, "twenty": 20, "thirty": 30}

ORDINALS: Final = (
    _numbered(
        """
first erste ersten erster premier premiere primer primero primera primeira primeiro
second zweite zweiten zweiter deuxieme segundo segunda
third dritte dritten dritter troisieme tercer tercero tercera terceira terceiro
fourth vierte vierten quatrieme cuarto cuarta quarto quarta
fifth funfte funften cinquieme quinto quinta
""",
        1,
    )
    | {"last": -1, "final": -1, "letzte": -1, "letzten": -1, "letzter": -1, "dernier": -1, "derniere": -1}
    | {"ultimo": -1, "ultima": -1}
)
ORDINAL_ENDS: Final = vocabulary("st nd rd th er re eme ere e o º ª a")

UNITS: Final = {
    word: unit
    for unit, row in {
        "minute": "minute minutes min mins minuten minuto minutos",
        "hour": "hour hours hr hrs h stunde stunden heure heures hora horas",
        "day": "day days tag tage tagen jour jours dia dias",
        "week": "week weeks wk wks woche wochen semaine semaines semana semanas",
        "fortnight": "fortnight fortnights",
        "month": "month months monat monate monaten monats mois mes meses",
        "quarter": "quarter quartal quartals trimestre",
        "year": "year years jahr jahre jahren jahres an ans annee ano anos",
        "working": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen",
    }.items()
    for word in row.split()
}
WORKING: Final = vocabulary(
    """
    business working work ouvre ouvres ouvrable ouvrables habil habiles laborable laborables util uteis
    """
)

NEXT: Final = vocabulary(
    """
    next following nachste nachsten nachster nachstes nachstem prochain prochaine proximo proxima
    """
)
COMING: Final = vocabulary("coming upcoming kommende kommenden kommender kommendem")
THIS: Final = vocabulary(
    """
    this current diese diesen dieser dieses diesem ce cet cette este esta neste nesta deste desta
    """
)

# Days counted from today.
RELATIVE: Final[dict[tuple[str, ...], int]] = {
    ("today",): 0, ("tonight",): 0, ("tonite",): 0, ("this", "afternoon"): 0, ("this", "evening"): 0,
    ("tomorrow",): 1, ("tommorow",): 1, ("tommorrow",): 1, ("tomorow",): 1, ("tmrw",): 1, ("tmr",): 1,
    ("tmw",): 1, ("day", "after", "tomorrow"): 2, ("overmorrow",): 2,
    ("heute",): 0, ("morgen",): 1, ("ubermorgen",): 2, ("uebermorgen",): 2,
    ("aujourd", "'", "hui"): 0, ("ce", "soir"): 0, ("cet", "apres", "-", "midi"): 0,
    ("cet", "aprem"): 0, ("demain",): 1, ("apres", "-", "demain"): 2, ("apres", "demain"): 2,
    ("hoy",): 0, ("esta", "tarde"): 0, ("esta", "noche"): 0, ("manana",): 1, ("pasado", "manana"): 2,
    ("hoje",): 0, ("esta", "noite"): 0, ("amanha",): 1, ("depois", "de", "amanha"): 2,
}  # fmt: skip

EDGES: Final = {
    word: edge
    for edge, row in {
        "end": "end ende fin final finales fim",
        "begin": "beginning begining start early anfang beginn debut principios inicio comeco inicios",
        "middle": "mid middle mitte mi milieu mediados meados",
        "late": "late",
    }.items()
    for word in row.split()
}
# Said in one word.
WHOLE_EDGES: Final = {
    "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year",
    "monatsende": "month", "quartalsende": "quarter", "jahresende": "year",
}  # fmt: skip
DAY_ENDS: Final[frozenset[tuple[str, ...]]] = frozenset(
    {
        ("eod",), ("cob",), ("eob",), ("cop",), ("end", "of", "day"), ("end", "of", "the", "day"),
        ("end", "of", "business"), ("close", "of", "business"), ("close", "of", "play"),
        ("end", "of", "play"), ("end", "of", "working", "day"), ("end", "of", "the", "working", "day"),
        ("end", "of", "business", "day"), ("feierabend",), ("fin", "de", "journee"),
        ("fin", "de", "la", "journee"), ("final", "del", "dia"), ("fin", "del", "dia"),
        ("fim", "do", "dia"), ("final", "do", "dia"),
    }
)  # fmt: skip
WEEKENDS: Final[frozenset[tuple[str, ...]]] = frozenset(
    {("weekend",), ("wochenende",), ("week", "-", "end"), ("fin", "de", "semana"), ("fim", "de", "semana"),
     ("finde",)}
)  # fmt: skip

DAY_PARTS: Final = vocabulary(
    """
    morning afternoon evening night lunchtime am vormittag nachmittag abend fruh vormittags nachmittags
    abends matin soir tarde noche noite manana manha eod cob morgen
    """
)
