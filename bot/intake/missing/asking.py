"""What a team must still know before it can start, and what would be good to know.

A question is asked when the words do not answer it and it fits what is wished: nobody is asked for the images
of a page that is to be taken down. Questions without which nobody can start come first, in the order of the
company file; then at most so many others that two are asked in all, the most blocking kinds first.
"""

from __future__ import annotations

from typing import Final

from bot.company.model import Area, Question
from bot.intake.any_case import AnyCase
from bot.intake.missing.clues import DATES, FILES_ANSWER, READ, clue
from bot.intake.missing.kinds import kind_of

MOST: Final = 3
_ENOUGH: Final = 2  # with so many, what would only be good to know is left for later

# Kinds worth asking although a company does not call them a must: what teams come back for most often.
_WORTH: Final = (
    *(
        "error",
        "consent_basis",
        "role",
        "form_dest",
        "consent_category",
        "fields",
        "since",
        "go_live",
        "region",
    ),
    *("personal_data", "manager_ok", "run", "campaign", "date", "until", "destination", "example", "volume"),
    *("group", "tool", "reg_fields", "location"),
)

_FAULT: Final = AnyCase(
    r"\b(?:broken|stopped|(?:is|are|was|were|looks?|seems?)\s+(?:\w+\s+)?(?:down|wrong|weird|slow|gone"
    r"|missing|twice|closed|empty|dead|stuck)|(?:doesn|don|isn|aren|won|can|wasn|weren|couldn"
    r"|hasn)(?:'|’)?t\b|does\s+not|do\s+not\s+(?:match|work|arrive)|not\s+\w+ing|no\s+longer"
    r"|any\s?more|by\s+(?:itself|themselves)|error|404|500"
    r"|lands?\s+in\s+spam|in(?:to)?\s+spam|bounc\w+|shows?\s+(?:no|some|the\s+wrong)|covers?\s+(?:our"
    r"|the)|overlap\w*|duplicat\w+|twice|strip(?:ped|s)?|overwritten|suspicious\w*|kaputt|fehl(?:t|en)"
    r"|defekt|nicht\s+mehr|geht\s+nicht|stimm\w+\s+nicht|en\s+panne|ne\s+\w+\s+(?:plus|pas)|n(?:'"
    r"|’)\w+\s+(?:plus|pas)|no\s+(?:funciona|llega\w*|carga|cuadra\w*)|não\s+(?:funciona|chega\w*"
    r"|carrega|bate\w*))"
)
_TAKE_AWAY: Final = AnyCase(
    r"\b(?:remove|delete|take\s+(?:\w+\s+){0,4}?(?:down|off)|unpublish|switch\s+(?:\w+\s+)?off"
    r"|turn\s+(?:\w+\s+)?off|be\s+off|get\s+rid|entfern\w*|lösch\w*|abschalten|retirer|supprimer"
    r"|enlever|dépublier|quitar|eliminar|borrar|remover|tirar|apagar\w*|retirar)\b"
)
_NEW: Final = AnyCase(
    r"\b(?:new|add(?:ing|ed)?|install|set\s*up|insert|embed|place|implement|put|go\s+on|snippet"
    r"|adicionar|colocar|instalar|neue[rsn]?|einbau\w*|einricht\w*|ajouter|installer|nouve\w+|añadir"
    r"|poner|nuev\w+|nov[oa])\b"
)
_FORM: Final = AnyCase(
    r"\b(?:forms?|sign-?up|sign\s+up|formular\w*|formulaires?|formularios?|formulários?|email\s+list"
    r"|collect)\b"
)
_OUTSIDER: Final = AnyCase(
    r"\b(?:agency|agencies|freelancer|contractor|influencer|intern|consultant|partner|temp|supplier"
    r"|vendor|agentur|praktikant\w*|freelance|externe\w*|agence|stagiaire|prestataire|agencia"
    r"|becari[oa]|autónom[oa]|agência|estagiári[oa]|parceiro)\b"
)
_RESET: Final = AnyCase(
    r"\b(?:reset|forgot\w*|zurücksetzen|vergessen|réinitialis\w+|oublié|restablecer|olvid\w+|redefinir"
    r"|esquec\w+)\b"
)
_OWN_SIGN_IN: Final = AnyCase(
    r"\b(?:locked\s+out|log\s?in\s+(?:any|doesn)|my\s+(?:password|login|account)|can(?:'|’)?t\s+(?:log"
    r"|sign)|forgot|passwor[dt]|mot\s+de\s+passe|contraseña|senha)\b"
)
_MANY: Final = AnyCase(
    r"\b(?:everyone|all\s+of\s+us|(?:give|for|to)\s+(?:the|our|my)\s+(?:\w+\s+){0,2}(?:team|department))\b"
)
_PEOPLES_DATA: Final = AnyCase(
    r"\b(?:delet\w+|eras\w+|lösch\w*|supprim\w+|effac\w+|borr\w+|elimin\w+|apag\w+|exclu\w+|access"
    r"|copy|auskunft)\b[^.!?\n]{0,60}\b(?:data|records?|account|daten|données|datos|dados)\b"
    r"|\b(?:sent|shared|leaked|lost|e-?mailed|verschickt|geschickt|envoyé|enviad[oa]|enviei|envié"
    r"|mandé|mandei)\b[^.!?\n]{0,80}\b(?:list|numbers|addresses|data|wrong|falsche\w*|mauvaise?"
    r"|equivocad[oa]|errad[oa]|liste|lista)\b"
)


def missing(text: str, area: Area, *, due: bool, has_files: bool, incident: bool) -> tuple[str, ...]:
    """Ids of the area's questions that the text leaves open, most blocking first, at most three.

    `due`: a due day is known. `has_files`: files came with the words. `incident`: something is broken now.
    """
    facts = _Facts(text[:READ], due=due, has_files=has_files, incident=incident)
    open_ = [(kind_of(asked), asked) for asked in area.intake if facts.leaves_open(asked)]
    musts = [asked.id for _, asked in open_ if asked.must][:MOST]
    room = max(0, _ENOUGH - len(musts))
    others = sorted(
        (_WORTH.index(kind), asked.id) for kind, asked in open_ if kind in _WORTH and not asked.must
    )
    return (*musts, *(id_ for _, id_ in others[:room]))


class _Facts:
    """What is known about one text. Each thing is looked up at most once."""

    def __init__(self, text: str, *, due: bool, has_files: bool, incident: bool) -> None:
        self._text = text
        self._due = due
        self._has_files = has_files
        self._incident = incident
        self._fault = incident or bool(_FAULT.search(text))
        self._take_away = bool(_TAKE_AWAY.search(text))

    def leaves_open(self, question: Question) -> bool:
        kind = kind_of(question)
        if kind is None:
            return question.must
        if not question.must and kind not in _WORTH:
            return False
        return self._fits(kind, question) and not self._is_answered(kind)

    def _is_answered(self, kind: str) -> bool:
        if kind in DATES:  # what is no known day leaves the day open, except haste
            return self._due or clue("haste", self._text) is not None
        if kind in FILES_ANSWER and self._has_files:
            return True
        return clue(kind, self._text) is not None

    def _fits(self, kind: str, question: Question) -> bool:
        """Whether the question makes sense for what is wished."""
        unfit = _UNFIT.get(kind)
        return unfit is None or not unfit(self, question)

    def is_repair(self, _: Question) -> bool:
        return self._fault or self._take_away

    def takes_away(self, _: Question) -> bool:
        return self._take_away

    def is_fault(self, _: Question) -> bool:
        return self._fault and not self._incident

    def has_no_form(self, _: Question) -> bool:
        return not _FORM.search(self._text) or self._fault

    def puts_nothing_new(self, _: Question) -> bool:
        return self._take_away or self._fault or not _NEW.search(self._text)

    def is_for_insiders(self, _: Question) -> bool:
        return not _OUTSIDER.search(self._text)

    def needs_no_boss(self, _: Question) -> bool:
        return bool(_OWN_SIGN_IN.search(self._text) or _MANY.search(self._text))

    def only_resets(self, _: Question) -> bool:
        return bool(_RESET.search(self._text))

    def is_no_fault(self, _: Question) -> bool:
        return not self._fault

    def is_repair_or_no_must(self, question: Question) -> bool:
        return self._fault and not question.must

    def is_about_peoples_data(self, _: Question) -> bool:
        return bool(_PEOPLES_DATA.search(self._text))


_UNFIT: Final = {
    "code": _Facts.puts_nothing_new,
    "change": _Facts.takes_away,
    "go_live": _Facts.is_repair,
    "file": _Facts.is_repair,
    "assets": _Facts.is_repair,
    "form_dest": _Facts.has_no_form,
    "consent_category": _Facts.puts_nothing_new,
    "until": _Facts.is_for_insiders,
    "role": _Facts.only_resets,
    "manager_ok": _Facts.needs_no_boss,
    "fields": _Facts.is_repair,
    "volume": _Facts.is_fault,
    "reg_fields": _Facts.is_fault,
    "example": _Facts.is_no_fault,
    "date": _Facts.is_repair_or_no_must,
    "page": _Facts.is_about_peoples_data,
}
