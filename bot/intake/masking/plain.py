"""May a plain word be the password here? `The password is sunshine` names one, `the password page is grey`
says something of a page. Asked only where the word itself tells nothing.
"""

from __future__ import annotations

import re

from bot.intake.masking.ordinary import is_ordinary, is_said_of_it

# Behind the naming word these make it the name of something else: "password manager", "password or face".
_SOMETHING_ELSE = re.compile(
    r"[ -](?:fields?|pages?|resets?|managers?|polic(?:y|ies)|e?mails?|forms?|rules?|length|prompts?"
    r"|box(?:es)?|hints?|strength|checks?|protections?|protected|changes?|screens?|links?|buttons?|tools?|vaults?|lists?"
    r"|sheets?|experts?|owners?|problems?|issues?|questions?|requests?|tickets?|expiry|expiration|generators?"
    r"|audits?|trainings?|hygiene|safety|security|sharing|storage|theft|leaks?|labels?|messages?|errors?"
    r"|icons?|windows?|dialogs?|pop-?ups?|recovery|entry|input|steps?|topics?|habits?|management"
    r"|texts?|wording|vergessen|oublié|olvidada|esquecida"
    r"|or|oder|ou|o|versus|vs\.?)\b",
    re.IGNORECASE,
)
# Before the naming word these make it a part of what the sentence is about: "the mail with the password is".
_PART_OF_IT = re.compile(
    r"(?<![^\W_])(?:(?:of|for|with|without|about|on|für|mit|ohne|über|zum|vom|beim|zur|de|du|des|d['’]|del|do"
    r"|da|dos|das|con|com|sin|sem|sans|pour|para|avec|sur|sobre)\s(?:(?:the|a|an|your|our|my|new|old|das|dem|den"
    r"|ein|einem|neuen|neuem|le|la|les|un|une|nouveau|los|las|el|una|nueva|uma|a|o|as|os|nova)\s){0,2}"
    r"|(?:champs?|campos?|feld|zone|case|bouton|bot[oó]n|bot[aã]o|page|p[aá]gina|question)\s)$",
    re.IGNORECASE,
)
# "… and set how long they are", "wer weiß, ob es sicher ist", "cuánto tiempo son válidas": a question in it.
_ASKING = re.compile(
    r"\b(?:(?:how|when|where|why|whether|if|once|until|while|wie|ob|wo|wann|warum|wenn|falls|sobald)\s"
    r"(?:[^\s,;:.]{1,20}\s){0,3}(?:they|it|you|we|he|she|these|those|this|that|sie|es|er|man|wir|ihr|du)"
    r"|(?:comment|combien|o[uù]|si|quand|pourquoi|c[oó]mo|cu[aá]nt[oa]s?|d[oó]nde|cu[aá]ndo|quant[oa]s?|onde"
    r"|quando|se)(?:\s[^\s,;:.]{1,20}){0,3}"
    r"|\bthey|\bwe|\byou|\bwer|\bqui|\bwho|\bwhich|\bquién|\bquem)$",
    re.IGNORECASE,
)
# "passwords are annoying, fingerprints are nicer": what follows is said of something else.
_ANOTHER_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|ist|sind|war|waren|est|sont|es|son|é|são)\s[^,;]{1,60}[,;]\s"
    r"(?!(?:it|its|this|that|now|es|das|jetzt|ce|ça|maintenant|ahora|agora|lo|ela|la)\b)[^,;]{2,60}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;.!?]")
# "la clave es planificar": in Spanish that word is also what matters most.
_WHAT_MATTERS = re.compile(r"\w{2,20}(?:[aei]r(?:se)?|cia|dad|ci[oó]n|miento|eza|ez)", re.IGNORECASE)
_TWO_MORE_WORDS = re.compile(
    r"\s+(?!(?:y|e|and|und|et|pero|mas|no|não|ya|já|para|por|gracias|obrigad[oa])\s)[^\W\d_]+\s+[^\W\d_]+"
)
_LONG = 34  # characters before the naming word in which a preposition and its article stand
_ON_THE_SCREEN = re.compile(
    r"\s(?:field|link|button|message|page|error|hint|icon|label|screen|prompt|option|tab|form|feld|knopf"
    r"|meldung|seite|schaltfl[aä]che|lien|bouton|champ|bot[oó]n|bot[aã]o|enlace|campo|erscheint|appears)\b",
    re.IGNORECASE,
)


def may_be_told(text: str, name: re.Match[str], told: re.Match[str], value: str, marked: bool) -> bool:
    """`told`: where the plain word `value` was found behind `name`; `marked`: behind a colon or a sign."""
    if " " in value or is_ordinary(value) or _SOMETHING_ELSE.match(text, name.end()):
        return False
    if marked or told["verb"] is None:
        return not _is_metaphor(name[0], told) or _ends_there(text, told)
    between = text[name.end() : told.start("verb")].rstrip()
    if is_said_of_it(value) or _ASKING.search(between) or _ANOTHER_CLAUSE.search(between):
        return False
    if not _BREAK.search(between) and _PART_OF_IT.search(text, max(0, name.start() - _LONG), name.start()):
        return False
    return not (name[0].lower().startswith("clave") and _WHAT_MATTERS.fullmatch(value.rstrip(".,;!")))


def may_be_in_quotes(text: str, name: re.Match[str], told: re.Match[str], value: str) -> bool:
    """The same for words in quotation marks: `change the password text to "Type it twice"` tells none."""
    return not _SOMETHING_ELSE.match(text, name.end()) and may_be_quoted(text, told.end("value"), value)


def may_be_quoted(text: str, end: int, value: str) -> bool:
    """`password "blue moon" fails` against `the password "Forgot it?" link`; `end`: behind the quotes."""
    return not all(map(is_ordinary, value.split())) and not _ON_THE_SCREEN.match(text, end)


def _is_metaphor(name: str, told: re.Match[str]) -> bool:
    return name.lower().startswith("clave") and told["mark"] == ":"


def _ends_there(text: str, told: re.Match[str]) -> bool:
    return told["value"][-1] in ".,;!?)" or not _TWO_MORE_WORDS.match(text, told.end("value"))
