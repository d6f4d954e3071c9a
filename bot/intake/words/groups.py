"""Small groups of words, folded, that tell two meanings of one sign apart."""

from __future__ import annotations

from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


# "take it offline", "switch it off"
TAKING: Final = _listed("""
    bring, colocar, genommen, keep, mettre, nehmen, poner, put, schalten, set, setzen, shut, shutting,
    stellen, switch, switched, take, taken, taking, tirar, tomar, turn, turned
""")
# where it is taken
AWAY: Final = _listed("""
    down, fora do ar, hors ligne, off, off line, offline, switched off, unavailable
""")
# what leads people somewhere
LINKS: Final = _listed("""
    address, code, codes, enlace, lien, link, links, qr, short, shortlink, url
""")
# what such a thing shall do instead
LEADING: Final = _listed("""
    forward, go, lead, point, redirecionar, redirect, redirected, rediriger, redirigir, send, to,
    umleiten, weiterleiten
""")
# has run out
VOID: Final = _listed("""
    abgelaufen, caducado, expirado, expire, expired, expiree, expirou, ha caducado, ha expirado, is
    expired, vencido
""")
# what breaks when it runs out
EXPIRING: Final = _listed("""
    certificado, certificat, certificate, domain, domains, link, links, ssl, subdomain, url, zertifikat
""")
# what happens to a team's account
SHUT_OUT: Final = _listed("""
    banned, been suspended, blocked, disabled, got banned, got suspended, suspended
""")
# from one moment to the next
SUDDENLY: Final = _listed("""
    all of a sudden, auf einmal, de repente, out of nowhere, plotzlich, soudainement, suddenly, tout a
    coup
""")
# since then
SINCE: Final = _listed("""
    after the release, after the update, depuis, desde, desde ontem, seit, seit gestern, seit heute,
    since
""")
# what begins a wish for something new
MAKING: Final = _listed("""
    add, adicionar, ajouter, anadir, bauen, build, crear, create, creer, criar, einbauen, erstellen,
    hinzufugen, implement, include, insert, make, set, setup, up
""")
# what makes possible what never was
OFFERING: Final = _listed("""
    add, allow, anbieten, ermoglichen, introduce, oferecer, offer, ofrecer, permettre, permitir,
    possible, proposer, support
""")
# what a person can be as well as a thing
STATES: Final = _listed("""
    blocked, broken, dead, down, frozen, hung, stuck, toast
""")
# people may come to harm
HARM: Final = _listed("""
    acoso, ameaca, amenaza, assedio, bedroht, belastigt, blesse, burning, dangereux, dangerous, ferido,
    gefahrlich, geklaut, gestohlen, harassed, harassing, harassment, herido, hurt, injured, menace,
    overcharging, peligroso, perigoso, robado, robaron, roubado, roubaram, smoke, smoking, stalked,
    stalking, stolen, swelling, swells, theft, threatened, threatening, unsafe, verletzt, vole, volee
""")
# the date behind it is an end, not a due date
UNTIL: Final = _listed("""
    expire, expires, expiring, hasta, jusqu, till, until
""")
# to get hold of goods
BUYING: Final = _listed("""
    acheter, bestellen, book, buchen, buy, commander, comprar, encomendar, kaufen, order, pedir,
    purchase, reservar, reserve, reserver
""")
# what IT does with a picture or a text that is ready
HANDLING: Final = _listed("""
    ajouter, apagar, attach, austauschen, borrar, convert, delete, einbinden, eliminar, embed,
    entfernen, ersetzen, export, hide, hochladen, host, import, insert, install, link, loschen, post,
    publicar, publier, publish, published, publishing, quitar, reemplazar, remove, remover, remplacer,
    replace, replacing, resize, restore, subir, substituir, supprimer, sustituir, swap, swapping,
    telecharger, trocar, upload, uploaded, uploading, uploads, veroffentlichen
""")
# says that something is the matter, and not what
VAGUE: Final = _listed("""
    above, advice, agreed, always, anliegen, annoying, anschauen, answer, arreglar, arrumar, asap, ask,
    asking, assunto, asunto, attached, attachment, attention, available, avis, awful, ayer, bad,
    beheben, believe, below, big, bizarre, boss, both, breaks, broke, broken, bug, bugs, bump, call,
    case, cases, casse, check, checked, checking, colleague, colleagues, confused, consertar, crazy,
    curious, days, dead, deadline, desperate, detail, details, ding, dinge, disaster, discuss,
    discussed, dm, down, dringend, eilt, entire, erreur, erro, error, errors, estranho, evening, fail,
    failed, fails, failure, falha, falla, fallo, fault, faults, fehler, finished, first, fix, fixed,
    fixes, fixing, follow, fonctionne, forward, free, friday, funciona, funktioniert, funny, gestern,
    guess, guidance, happen, happened, happening, happens, hear, hier, hope, hours, huge, idea, ideas,
    important, incidencia, info, information, input, jointe, kaputt, komisch, kummern, later, look,
    looking, lost, major, manager, marche, massive, matter, meeting, melden, mentioned, message,
    minutes, mirar, monday, never, new, night, nightmare, nouveau, odd, old, olhar, ontem, panic, panne,
    part, pending, people, piece, priority, prufen, quebrado, quebrou, quite, raro, rather, ready,
    regarder, remind, reminder, repair, reparer, reparieren, reply, request, requests, resolve,
    resolved, respond, revisar, roto, sache, saturday, schauen, screenshot, screenshots, second,
    semaine, serious, severe, situation, sofort, solve, solved, someone, speak, started, stop, stopped,
    strange, stressed, stuck, sunday, talk, team, teams, tema, terrible, thanks, thursday, ticket,
    tickets, topic, trouble, truc, tuesday, update, updates, urgent, urgente, usual, verificar,
    verifier, wait, waited, waiting, wednesday, week, weird, whole, wonder, wondering, work, worked,
    working, works, write, wrong, yesterday
""")
# what mailbox providers do with mails: a matter of deliverability
REFUSED: Final = _listed("""
    blocked, rejected, rejects, rejecting, refusing, declined
""")
