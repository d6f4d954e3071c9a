"""Different words for one thing, and words of one kind that tell two things apart.

Folded stems, English first, then the commonest of French, German, Spanish and Portuguese.
"""

from __future__ import annotations

import re
from typing import Final

# Written apart, with a hyphen or as one word: all the same.
_COMPOUNDS: Final = (
    "sign up",
    "log in",
    "check out",
    "news letter",
    "web site",
    "home page",
    "drop down",
    "pop up",
    "opt in",
    "opt out",
    "black friday",
    "cyber monday",
    "data base",
    "road map",
    "down load",
    "up load",
    "e mail",
)
JOINED: Final = re.compile(
    r"\b(?:" + "|".join(pair.replace(" ", r"[ -]") for pair in _COMPOUNDS) + r")(?=s?\b)", re.IGNORECASE
)


TAKEN_AWAY: Final = re.compile(
    r"\b(?:take|taken|taking|get rid)\b[^.!?\n]{0,40}?\b(?:off|out|down|of)\b", re.IGNORECASE
)


def joined(found: re.Match[str]) -> str:
    return found[0].replace("-", "").replace(" ", "")


# The first word stands for the whole line.
_SAME: Final = """
page seite pagina website site webseite webpage sitio landing landingpage homepage startseite
form formular formulaire formulario signup registration anmeldung anmeldeformular inscription inscripcion
email mail mailing emailing newsletter correo courriel rundmail infobrief
shop store boutique tienda loja onlineshop webshop
checkout basket cart payment pay paying bezahlen bezahlung zahlung kasse warenkorb paiement panier pago
order bestellen bestellung commande commander pedido purchase buy kaufen acheter comprar
lead contact kontakt contacto contato prospect mql
video clip film movie
picture image photo pic foto bild bilder imagen imagem visual
banner teaser hero
button cta knopf bouton boton botao
link url verlinkung lien enlace
redirect weiterleitung redirection umleitung forward
price pricing preis prix precio preco cost
dashboard report reporting bericht rapport informe relatorio
number figure zahl chiffre numero metric kpi
tracking pixel tag tracker
customer client kunde kunden cliente visitor user shopper buyer
load open laden geladen ladt offnen charger cargar carga
login signin password passwort anmelden connexion kennwort
event webinar conference
file document datei pdf download fichier archivo
text copy wording texte texto
product item produkt produit producto
campaign kampagne campagne campana campanha
translation translate ubersetzung traduction traduccion
certificate ssl tls https
phone mobile smartphone handy iphone android telefon
logo brandmark
twice two double doppelt doppelte zweimal deux dos duplicate
hide cover verdeckt
typo misspelling tippfehler
"""
# So common where marketing meets IT that sharing them says little.
_GENERIC: Final = """
page form email link button picture text file site customer number campaign load lead product
marketing version content section part field list thing colleague agency
"""
# What stands in any complaint: who is hit, since when, and how it looks.
_FILLING: Final = """
people person everyone everybody anybody nobody somebody whatever nothing anything everything whole since
while show see use put happen appear tell come go reach type try click press say seem find result
still keep always suddenly already online gent alle
niemand keiner seit erreichbar kommen rein personne depui nadie desde ningun ninguem aucune plu mehr ganz
went possible
"""
# And of an outage also these, which say how it looks and not what is down.
_SYMPTOMS: Final = """
white screen blanch weiss place through start immediately right now whole
load code message team office server system customer send warning browser
update deploy release morning
"""
_THINGS: Final = """
page form email banner video picture dashboard redirect tracking translation certificate login
"""
_ARTICLES: Final = """
the a an our my your der die das den unsere le la les un une el los las o os
"""
# What is to be done with it.
_ACTS: Final = {
    "mend": """nothing nichts rien empty
        broken break down dead crash fail failure failing error bug stuck blank freeze frozen hang
        timeout outage offline expire expir abgelaufen loop
        nada kaputt defekt fehler casse panne erreur roto error caida quebrado erro
        stop stopp work working funktioniert geht marche fonctionne funciona fix repair mend correct beheben
        reparieren reparer arreglar wrong falsch faux mal doesnt dont isnt cant cannot wont arent didnt""",
    "make": """add create build make new setup neu neue neuen nouveau nouvelle nuevo nueva novo nova
        erstellen anlegen bauen ajouter creer crear anadir criar adicionar hinzufugen""",
    "change": """change update edit replace swap adjust rename reword alter tauschen andern
        aktualisieren ersetzen changer remplacer modifier mettre cambiar actualizar trocar mudar atualizar""",
    "time": "plan schedule publish planen veroffentlichen planifier publier programar publicar",
    "remove": """remove delete unpublish drop loschen entfernen supprimer retirer enlever borrar quitar
        eliminar apagar remover""",
    "permit": """access permission invite licence license seat zugang zugriff acces acceso acesso rights
        freischalten account konto""",
}
# Of these kinds two wishes that name different ones mean different things.
_KINDS: Final = {
    "country": (
        "germany german deutschland deutsche deutschen allemagne alemania",
        "france french frankreich franzosisch francai francia",
        "spain spanish spanien spanisch espana espanol espagne",
        "italy italian italien italienisch italia italiano",
        "portugal portuguese portugiesisch portugue",
        "brazil brazilian brasil brasilien",
        "netherland dutch holland niederlande",
        "poland polish polen polnisch",
        "austria austrian osterreich",
        "switzerland swiss schweiz suisse",
        "sweden swedish schweden",
        "denmark danish danemark",
        "norway norwegian norwegen",
        "japan japanese",
        "china chinese",
        "canada canadian",
        "uk british britain england",
        "usa american",
        "english englisch anglai ingle",
    ),
    "season": (
        "spring fruhling fruhjahr printemps primavera",
        "summer sommer ete verano verao",
        "autumn herbst automne otono outono",
        "winter hiver invierno inverno",
        "christma xmas weihnachten noel navidad natal",
        "easter ostern paque pascua",
        "blackfriday",
        "cybermonday",
        "halloween",
        "valentine",
    ),
    "stage": ("staging stage", "live production prod"),
    "social": ("linkedin", "facebook", "instagram", "tiktok", "youtube", "pinterest", "twitter"),
}


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


# What can be made or mended: who asks for a page asks for no mail.
THINGS: Final = frozenset(_THINGS.split())
ONE_FOR_MANY: Final = {word: line[0] for line in _lines(_SAME) for word in line}
ARTICLES: Final = frozenset(_ARTICLES.split())
GENERIC: Final = frozenset(_GENERIC.split())
FILLING: Final = frozenset(_FILLING.split())
SYMPTOMS: Final = frozenset(_SYMPTOMS.split())
ACTS: Final = {word: act for act, listed in _ACTS.items() for word in listed.split()}
APART: Final = {
    word: (kind, which.split()[0])
    for kind, all_of_it in _KINDS.items()
    for which in all_of_it
    for word in which.split()
}
