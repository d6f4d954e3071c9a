"""E-mail addresses of people. Those of a role (info@, newsletter@) and those inside links stay.

A colleague's address stays where the request is about it: one or two in a wish for access, or as the
sender of a mailing. It is a work address, and without it nobody could do what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.masking.finds import EMAIL, Find, touches

_DOMAIN = re.compile(r"@([\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,24})(?![\w@])")
_FILE = re.compile(r"\A\dx\.(?:png|jpe?g|gif|webp|svg|avif|pdf)\Z", re.IGNORECASE)  # a picture @2x
_IN_LOCAL = frozenset(".!#$%&'*+/=?^_`{|}~-")
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1

_ROLES_WORDS = """
info infos hello hi hey hallo hola bonjour ola contact contacto contato kontakt support help helpdesk
service services servicedesk customerservice kundenservice sav sales vertrieb ventas vendas marketing
marcom newsletter newsletters news noreply no-reply do-not-reply donotreply nao-responda naoresponda
no-responder press presse prensa imprensa jobs careers career karriere hr people recruiting team teams
office mail email mailer postmaster webmaster hostmaster abuse admin administrator root dmarc
dmarc-reports reports billing invoice invoices rechnung rechnungen facturation facturas accounting
finance buchhaltung events event webinar webinars shop store order orders bestellung commandes pedidos
privacy datenschutz dpo dsb rgpd gdpr lgpd security it edv web media social pr community partner partners
agency agentur agence studio design creative brand content campaign campaigns kampagne promo promotions
offers deals angebote welcome feedback survey surveys reviews members membership club loyalty rewards
donate donations spenden legal compliance returns retouren shipping booking bookings reservations
reception empfang ceo cmo cto cfo coo test tests testing demo example beispiel user username name
firstname.lastname vorname.nachname you your someone notifications notification alerts updates bounce
bounces unsubscribe list lists reply service-client servicio atendimento suporte soporte analytics data
leads crm api dev staging bot slack zoom
"""
_ROLES = frozenset(_ROLES_WORDS.split())
_EVERYDAY_MAIL = re.compile(
    r"(?:gmail|googlemail|gmx|web|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|proton|protonmail"
    r"|pm|t-online"
    r"|freenet|posteo|mailbox|orange|free|laposte|wanadoo|sfr|bbox|neuf|terra|telefonica|sapo|uol|bol"
    r"|globo|ig|btinternet"
    r"|sky|virginmedia|talktalk|comcast|verizon|att|fastmail|hey|mail|zoho|yandex|qq|163|libero)\.",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"\b(?:access|invite|add|log ?in|seats?|licen[cs]es?|permissions?|admin|editor|viewer|users?|accounts?"
    r"|role|rights"
    r"|zugang|zugriff|rechte|freischalt\w{0,4}|einlad\w{0,4}|lizenz|konto|acc[eè]s|inviter|compte|licence"
    r"|droits|acceso"
    r"|invitar|cuenta|licencia|permisos?|acesso|convidar|conta|licen[cç]a|permiss[aã]o)\b",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"\b(?:send\w{0,3}|sent|sender|from|reply-?to|forward\w{0,3}|alias|mailbox|shared inbox"
    r"|absender\w{0,8}|postfach"
    r"|exp[eé]diteur|remitente|remetente)\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"\b(?:customers?|clients?|subscribers?|consumers?|leads?|prospects?|donors?|attendees?|participants?"
    r"|buyers?|kund\w{1,6}"
    r"|abonnent\w{0,4}|teilnehmer\w{0,4}|interessent\w{0,4}|abonn[eé]s?|clientes?|suscriptor\w{0,3}"
    r"|inscritos?"
    r"|assinantes?|erase|deletion|delete|l[oö]sch\w{0,4}|supprimer|borrar|eliminar|apagar"
    r"|unsubscrib\w{0,3}|abmelden"
    r"|complain\w{0,4}|private|privat\w{0,2})\b",
    re.IGNORECASE,
)
# Written so that no machine reads it. Only where everybody has an address: "@ Home" is a name.
_APART = re.compile(
    r"(?<![\w.@-])([\w.+-]{2,64}(?:\s(?:dot|punkt|point|punto|ponto)\s\w{2,32})?(?:\s@\s?|@\s|\s?[(\[{](?:at|@)[)\]}]\s?"
    r"|\sat\s(?=\w{2,12}\s?(?:[(\[]|dot\s|punkt\s)))"
    r"(?:gmail|googlemail|gmx|web|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|proton|protonmail|t-online|orange"
    r"|free|laposte|wanadoo|sfr|terra|sapo|uol|bol|mail)"
    r"(?:\.|\s?[(\[{](?:dot|punkt|\.)[)\]}]\s?|\s(?:dot|punkt|point|punto|ponto)\s)(?:com?|de|net|org|fr|es|pt|br|uk|at"
    r"|ch|me|it)(?:\.(?:br|uk))?)(?![\w@])",
    re.IGNORECASE,
)
_WORK_ADDRESSES = 2  # one wish is about one or two colleagues; more is a list


def find_addresses(text: str, people: list[tuple[int, int]]) -> Iterator[Find]:
    """`people`: what `personal_addresses` found."""
    for start, end in people:
        if len(people) > _WORK_ADDRESSES or not _is_needed(text, start, end):
            yield Find(start, end, "person_data", EMAIL)


def find_apart(text: str) -> Iterator[Find]:
    """`jane (at) gmail.com`, `jane @ gmail.com`, `jane dot doe at gmail dot com`."""
    for apart in _APART.finditer(text):
        yield Find(*apart.span(1), "person_data", EMAIL)


def personal_addresses(
    text: str, links: list[tuple[int, int]], own_domains: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Start and end of each address that is not a role's, not part of a link and not the company's own.

    `own_domains`: in lower case. Their people are colleagues, who can be looked up anyway.
    """
    for domain in _DOMAIN.finditer(text):
        start = _local_start(text, domain.start())
        local = text[start : domain.start()].lower()
        if not local or _is_role(local) or domain[1].lower() in own_domains or _FILE.search(domain[1]):
            continue
        if not touches(links, start, domain.end()):
            yield start, domain.end()


def _local_start(text: str, at: int) -> int:
    start = at
    while (
        start > 0
        and at - start < _LONGEST_LOCAL
        and (text[start - 1].isalnum() or text[start - 1] in _IN_LOCAL)
    ):
        start -= 1
    while start < at and not text[start].isalnum():
        start += 1
    return start


def _is_role(local: str) -> bool:
    return local in _ROLES or re.split(r"[._+\d-]", local, maxsplit=1)[0] in _ROLES


def _is_needed(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 100) : start] + " " + text[end : end + 60]
    if _EVERYDAY_MAIL.match(text, text.index("@", start) + 1) or _STRANGER.search(around):
        return False
    return bool(_ACCESS.search(around) or _SENDER.search(text, max(0, start - 40), start))
