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


def joined(found: re.Match[str]) -> str:
    return found[0].replace("-", "").replace(" ", "")


# The first word stands for the whole line.
_SAME: Final = """
page seite pagina website site webseite webpage sitio landing landingpage homepage startseite
form formular formulaire formulario signup registration anmeldung anmeldeformular inscription inscripcion
email mail mailing emailing newsletter correo courriel rundmail infobrief
shop store boutique tienda loja onlineshop webshop
checkout basket cart payment pay bezahlen bezahlung zahlung kasse warenkorb paiement panier pago carrito
order bestellen bestellung commande commander pedido purchase buy kaufen acheter comprar
lead contact kontakt contacto contato prospect mql
video clip film movie
picture image photo pic foto bild imagen imagem visual
banner teaser hero
button cta knopf bouton boton botao
link url verlinkung lien enlace
redirect weiterleitung redirection umleitung forward
price pricing preis prix precio preco cost
dashboard report reporting bericht rapport informe relatorio
number figure zahl chiffre numero metric kpi
tracking pixel tag tracker
customer client kunde kunden cliente visitor user shopper buyer
load open laden offnen charger cargar
login signin password passwort anmelden connexion kennwort
event webinar conference
file document datei pdf download fichier archivo
text copy wording texte texto
product item produkt produit producto
campaign kampagne campagne campana campanha
translation translate ubersetzung traduction traduccion
certificate ssl tls https
"""
# So common where marketing meets IT that sharing them says little.
_GENERIC: Final = """
page form email shop link button picture text file site customer number campaign load lead product
marketing version content section part field list thing colleague agency
"""
# What is to be done with it.
_ACTS: Final = {
    "mend": """broken break down dead crash fail failure failing error bug stuck blank freeze frozen hang
        timeout outage offline kaputt defekt fehler casse panne erreur roto error caida quebrado erro
        stop stopp work working funktioniert geht marche fonctionne funciona fix repair mend beheben
        reparieren reparer arreglar wrong falsch faux mal doesnt dont isnt cant cannot wont arent didnt""",
    "make": """add create build make new launch setup neu neue neuen nouveau nouvelle nuevo nueva novo nova
        erstellen anlegen bauen ajouter creer crear anadir criar adicionar hinzufugen""",
    "change": """change update edit replace swap adjust correct rename reword alter tauschen andern
        aktualisieren ersetzen changer remplacer modifier mettre cambiar actualizar trocar mudar atualizar""",
    "remove": """remove delete unpublish hide drop loschen entfernen supprimer retirer enlever borrar quitar
        eliminar apagar remover""",
    "permit": """access permission invite licence license seat zugang zugriff acces acceso acesso rights
        freischalten account konto""",
}
# Of these kinds two wishes that name different ones mean different things.
_KINDS: Final = {
    "country": (
        "germany german deutschland deutsche deutschen allemagne alemania de",
        "france french frankreich franzosisch francais francia fr",
        "spain spanish spanien spanisch espana espanol espagne",
        "italy italian italien italienisch italia italiano",
        "portugal portuguese portugiesisch portugues",
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
        "english englisch anglais ingles",
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
    "stage": ("staging stage preview test", "live production prod"),
    "social": ("linkedin", "facebook", "instagram", "tiktok", "youtube", "pinterest", "twitter"),
    "what": (
        "dashboard",
        "checkout",
        "video",
        "banner",
        "redirect",
        "price",
        "tracking",
        "certificate",
        "translation",
        "login",
    ),
}


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


ONE_FOR_MANY: Final = {word: line[0] for line in _lines(_SAME) for word in line}
GENERIC: Final = frozenset(_GENERIC.split())
ACTS: Final = {word: act for act, listed in _ACTS.items() for word in listed.split()}
APART: Final = {
    word: (kind, which.split()[0])
    for kind, all_of_it in _KINDS.items()
    for which in all_of_it
    for word in which.split()
}
