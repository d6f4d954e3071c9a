"""Words by which people say that something is broken, wrong, slow, stolen, or whole again."""

from __future__ import annotations

from typing import Final

FAULTS: Final[dict[str, str]] = {
    "B": """
        echoue, echouent, bugge, buggue, beugue, schlagt fehl, fehlgeschlagen, schlagen fehl, collapsed,
        collapses, disconnected itself, spins, just spins, just reloads, keeps reloading, reloads itself,
        sits there, keeps looping, loops, flickers, flickering, parked, parking page, ssl warning,
        certificate warning, browser warning, without any styling, unstyled, scrambled, not doing anything,
        doesn't do anything, isn't doing anything, does not do anything, don't do anything, is not doing
        anything, logs everyone out, logs everybody out, logging everyone out, logs people out, logs users
        out, logs customers out, tout seul, toute seule, doesn't redirect, not redirecting, isn't
        redirecting, bug, bugs, buggy, glitch, glitches, toast, wonky, janky, hosed, hung, bugging out,
        swallows, swallowing, dangerous, as dangerous, as unsafe, est tombe, est tombee, sont tombes,
        weissen bildschirm, weisser bildschirm, leere seite, killed, kills, wrecked, destroyed, nuked, took
        down, knocked out, suspended, got suspended, been suspended, banned, got banned, paused itself,
        paused themselves, paused by itself, paused by themselves, turned off by itself, switched itself
        off, deactivated itself, can't be reached, cannot be reached, can't be found, can't be opened,
        cannot be opened, cannot be found, cannot be accessed, can't be accessed, can't be loaded, cannot be
        loaded, throwing out, throws out, throws everyone out, kicking out, kicks out, kicking everyone out,
        kicks everyone out, 0 00 eur, 0 00, 0 eur, 0 euro, 0 euros, zero euros, rejects, rejecting,
        refusing, blocked, expired, is expired, abgelaufen, expire, expiree, caducado, ha caducado, vencido,
        expirado, expirou, ha expirado, sturzt, spuckt fehler, ist tot, mausetot, explodiert, wirft fehler,
        gibt fehler, dead, locked out, kicked out, thrown out, logged out, no sound, no audio, no picture,
        black screen, greyed out, grayed out, not clickable, isn't clickable, unclickable, unresponsive,
        nan, lorem ipsum, undefined, gibberish, garbled, jumbled, invalid, link expired, expired link, link
        has expired, session expired, charged twice, double charged, overcharged, billed twice, double
        billed, double booked, double booking, closes immediately, closes itself, closes by itself, closes
        right away, shuts down, keeps closing, closes again, vanished, disappeared, disappears, has gone,
        went missing, went blank, went black, gone blank, went dead, died, went offline, unusable, won't
        budge, in a loop, going in circles, no response, stopped responding, going haywire, haywire,
        bricked, glitching, glitchy, ne fait rien, ne se passe rien, disparu, disparue, disparus, a disparu,
        ont disparu, se ferme, se ferment, tourne en boucle, en blanc, ecran noir, tut nichts, macht nichts
        mehr, passiert nichts, passiert nix, verschwunden, schliesst sich, ins leere, fuhrt ins leere,
        fuhren ins leere, schwarzer bildschirm, endlosschleife, no hace nada, no pasa nada al, se cierra, se
        cierra sola, se cierran, desaparecido, desaparecio, desaparecieron, ha desaparecido, han
        desaparecido, en blanco, pantalla negra, se queda cargando, cargando sin parar, nao faz nada, fecha
        sozinho, fecha sozinha, fecha sozinho o, sumiu, sumiram, desapareceu, desapareceram, em branco, tela
        preta, fica carregando, nao acontece nada, down, is dead, are dead, completely dead, broken, broke,
        breaks, breaking, bust, busted, borked, fubar, offline, off line, outage, unavailable, unreachable,
        inaccessible, not reachable, not available, not accessible, not responding, crash*, crashed, frozen,
        freezes, freezing, hangs, hanging, stuck, kaput, kaputt, screwed up, messed up, gone dark, out of
        order, out of action, falling over, fell over, keeled over, on its knees, blown up, bombing out,
        bombs out, nothing happens, nothing works, nothing loads, does nothing, white page, white screen,
        blank page, blank screen, empty page, page of death, white screen of death, endless spinner,
        spinner, spins forever, spinning wheel, keeps spinning, keeps loading, loads forever, loading
        forever, infinite loop, redirect loop, fails, failed, failing, failure, malfunction*, not working,
        non functional, timing out, times out, timed out, time out, timeout, connection refused, refuses to
        load, certificate expired, cert expired, expired certificate, ssl expired, certificate has expired,
        certificate is invalid, invalid certificate, not secure, isn't secure, unsafe, security warning,
        privacy warning, your connection is not private, connection is not private, dangerous site,
        deceptive site, gateway, bad gateway, service unavailable, maintenance mode, went away, domain
        expired, domain has expired, stopped working, no longer working, no longer works, not loading,
        acting up, playing up, goes nowhere, go nowhere, leads nowhere, lead nowhere, bounces back to, dead
        link, dead links, dead page, declined, getting declined, rejected, en panne, hors service, hors
        ligne, hs, plante, plantent, plante depuis, casse, cassee, cassees, indisponible, bloque, bloquee,
        page blanche, ecran blanc, fonctionne plus, marche plus, fonctionne pas, marche pas, marchent plus,
        marchent pas, fonctionnent plus, fonctionnent pas, rame, down ist, ausgefallen, ausfall, abgesturzt,
        sturzt ab, defekt, geht nicht, geht nicht mehr, gehen nicht, gehen nicht mehr, geht nix, geht
        nichts, tut nicht, tut nicht mehr, tut's nicht, nicht erreichbar, nicht mehr erreichbar, nicht
        verfugbar, nicht aufrufbar, weisse seite, lahmgelegt, steht still, hangt, hangt sich auf, streikt,
        spinnt, nichts geht, nichts geht mehr, caido, caida, caidos, se cayo, se ha caido, esta caida, no
        responde, averiado, averiada, fuera de servicio, pagina en blanco, pantalla en blanco, roto, rota,
        rotos, rotas, no va, no van, no anda, bloqueado, se cuelga, colgada, colgado, no disponible, fora do
        ar, caiu, cairam, esta fora, quebrado, quebrada, quebrou, quebrados, travou, travando, travado,
        pagina em branco, tela branca, tela em branco, indisponivel, pifou, deu pau, sem funcionar
    """,
    "E": """
        error, errors, error message, error messages, an error, 404, 404s, 403, 403s, 500, 500s, 502, 502s,
        503, 503s, 504, 504s, 5xx, 4xx, 404 error, 500 error, error 404, error 500, internal server error,
        page not found, not found, 404ing, erroring, erroring out, errored, errors out, something went
        wrong, went wrong, gone wrong, going wrong, goes wrong, oops, forbidden, access denied, exception,
        fatal error, syntax error, database error, http error, server error, erreur, erreurs, message
        d'erreur, page introuvable, introuvable, erreur 404, erreur 500, fehler, fehlermeldung,
        fehlermeldungen, seite nicht gefunden, nicht gefunden, da error, error al, mensaje de error, pagina
        no encontrada, no encontrada, fallo, falla, fallan, fallando, erro, erros, mensagem de erro, pagina
        nao encontrada, falha, falhando, falhou
    """,
    "H": """
        404 page, error page, error pages, pagina de error, page d'erreur, pagina de erro, fehlerseite,
        fehlerseiten, maintenance page, 404-seite, page 404, pagina 404, fehlerseite 404, 500 page
    """,
    "s": """
        stopped, stops, has stopped, have stopped, just stopped, ceased, quit, no longer, not anymore, no
        more, any more, anymore, any longer, used to, dried up, stalled, halted, gone quiet, went silent,
        gone silent, gave up, ne plus, ont cesse, a cesse, a arrete, ont arrete, cesse de, arrete de, depuis
        hier plus, nicht mehr, nichts mehr, keine mehr, aufgehort, horte auf, kein mehr, ya no, ha dejado
        de, han dejado de, dejo de, dejaron de, dejado de, parou, pararam, parou de, pararam de, deixou de,
        deixaram de, ja nao, nao mais
    """,
    "v": """
        schickt, sendet, speichert, leitet, nimmt, ubernimmt, liefert, ubertragt, druckt, meldet sich,
        verarbeitet, enregistre, transmet, genere, guarda, procesan, registra, registram, grava, confirma,
        confirman, confirmam, come up, go up, available, accessible, reachable, usable, operational, online,
        open up, work*, load*, respond*, function*, display*, appear*, show up, shows up, showing up,
        render*, play*, run, runs, running, arrive*, come in, comes in, coming in, came in, come through,
        comes through, coming through, came through, came, getting through, get through, gets through, go
        through, goes through, going through, went through, reach*, receive*, go out, goes out, going out,
        went out, process*, save*, respond, trigger*, fire, fires, firing, deliver*, connect, connects,
        connecting, validat*, recogni*, recognise, recognize, detect, detects, land in, lands in, landing
        in, lands, ending up in, end up in, make it, makes it, making it, react, reacts, reacting, take
        cards, take payments, pick up, picks up, sync*, syncing, synced, syncs, import*ing, refresh*, show,
        shows, showing, start*, submit*, accept*, return*, react*, execute*, generate*, calculate*,
        populate*, flow, flows, flowing, resolve, resolves, resolving, boot*, respond to, get any, getting
        any, got any, get, getting, gets, reagit, reagissent, aboutissent, s'enregistre, s'envoie, se
        charge, se lance, accepte, acceptent, fonctionne, fonctionnent, fonctionner, marche, marchent,
        charge, chargent, charger, s'ouvre, ouvre, ouvrent, s'affiche, affiche, affichent, afficher, repond,
        repondent, arrive, arrivent, arriver, part, partent, envoie, envoient, recoit, recevons, recoivent,
        recois, valide, passe, passent, lance, synchronise, aboutit, redirige, parvient, parviennent, recu,
        recue, funktioniert, funktionieren, funktionierte, ladt, laden, geladen, ladet, antwortet, reagiert,
        reagieren, offnet, offnen, angezeigt, anzeigen, erscheint, erscheinen, kommt, kommen, kommt an,
        ankommen, angekommen, reingekommen, durchgehen, durch, verschickt, versendet, versandt, gesendet,
        rausgegangen, rausgehen, rein, raus, ubertragen, synchronisiert, aufrufbar, aufrufen, lauft, laufen,
        klappt, klappen, akzeptiert, angenommen, ausgeliefert, zugestellt, weiterleitet, einlosbar,
        abrufbar, erreichbar, verfugbar, sichtbar mehr, landen im crm, landet, ubermittelt, weitergeleitet,
        abgeschickt, absenden, gespeichert, abspielen, funciona, funcionan, funcionar, carga, cargan,
        cargar, abre, abren, abrir, responde, llega, llegan, llegar, sale, salen, envia, envian, enviar,
        entra, entran, aparecen, muestra, muestran, reciben, recibe, recibimos, sincroniza, conecta,
        procesa, arranca, acepta, reacciona, valida, descarga, reproduce, actualiza, llegando, entrando,
        funcionam, carrega, carregam, carregar, abrem, chega, chegam, chegar, sai, saem, entram, aparecem,
        mostra, recebem, recebe, recebemos, chegando, funcionando, carregando, abrindo, finaliza, conclui,
        processa, aceita, reage, baixa, reproduz, atualiza
    """,
    "a": """
        order, ordering, buy, buying, pay, paying, purchase, purchasing, check out, checking out, log in,
        login in, log into, logging in, logged in, log on, sign in, sign into, signing in, get in, get into,
        enter, register, registering, sign up, signing up, book, booking a, reserve, subscribe, subscribing,
        donate, download, downloading, complete, finish, place, access, reach, open, opening, opens, see,
        view, watch, join, use, submit, submitting, send, sends, sending, add to cart, redeem, apply,
        browse, click, navigate, proceed, continue, choose, select, search, unsubscribe, reset, activate,
        participate, enter the, make a, make payments, vote, rsvp, commander, acheter, payer, s'inscrire,
        inscrire, se connecter, connecter, acceder, reserver, valider, finaliser, telecharger, ouvrir, voir,
        envoyer, participer, ajouter au panier, utiliser, consulter, bestellen, bestellt, kaufen, bezahlen,
        zahlen, einloggen, anmelden, registrieren, buchen, abschicken, abschliessen, herunterladen,
        runterladen, erreichen, zugreifen, sehen, nutzen, benutzen, einlosen, spenden, teilnehmen,
        einkaufen, auschecken, abmelden, reinkommen, comprar, pagar, pedir, registrarse, inscribirse,
        entrar, reservar, descargar, finalizar, completar, ver, usar, iniciar sesion, hacer pedidos, hacer
        el pedido, participar, suscribirse, anadir al carrito, tramitar, canjear, cadastrar, se cadastrar,
        inscrever, se inscrever, acessar, aceder, baixar, concluir, logar, fazer login, fazer pedidos,
        fechar o pedido, fechar a compra, doar, encomendar, terminar
    """,
    "m": """
        gone, missing, grey, gray, blank, black, silent, empty, wiped, lost its, deleted itself, turned
        itself off, unreadable, nothing there, unpublished itself, overwritten, vide, vides, manquent,
        blanche, leer, weg, fehlen, fehlt, weiss, vacia, vacio, vacias, vazia, vazio
    """,
    "o": """
        slow, so slow, very slow, super slow, extremely slow, painfully slow, unbearably slow, ages to load,
        forever to load, takes forever, take forever, takes ages, taking ages, taking forever, crawl*,
        laggy, unusably slow, lent, lente, lents, tres lent, langsam, extrem langsam, ewig, elend langsam,
        lento, lenta, muy lento, lentisimo, muito lento, devagar, demora, tarda
    """,
    "X": """
        over and over, nonstop, non-stop, on repeat, in a loop to, twice, two times, three times, double,
        doubled, multiple times, again and again, by mistake, by accident, accidentally, mistakenly,
        unintentionally, in error, on loop, hundreds of times, 10 times, ten times, to everyone, to
        everybody, to all, to all customers, to the entire, to the whole, to our entire, to our whole, all
        our customers, too early, deux fois, par erreur, a tout le monde, trois fois, a tous, doppelt,
        zweimal, dreifach, versehentlich, aus versehen, an alle, irrtumlich, dos veces, por error, a todos,
        a toda, tres veces, duas vezes, por engano, para todos, para todo mundo, tres vezes
    """,
    "2": """
        wrong, the wrong, incorrect, mauvais, mauvaise, falsche, falschen, falscher, equivocada, equivocado,
        equivocados, incorrecta, errada, errado, errados
    """,
    "h": """
        hacked, been hacked, got hacked, hijacked, hijack, compromised, defaced, taken over, took over,
        breached, data breach, security breach, stolen account, account was stolen, ransomware, malware,
        virus, infected, spam site, gambling, gambling site, casino, betting site, adult site, adult
        content, apuestas, apostas, glucksspiel, paris sportifs, redirects to porn, porn, casino spam, ddos,
        under attack, attackers, hackers, hacker, intruder, broken into, broke into, strange logins, strange
        login, suspicious logins, suspicious login, unknown logins, unknown login, unauthorised access,
        unauthorized access, unauthorised login, unauthorized login, someone logged in, someone got in,
        somebody got in, someone got into, someone changed our, somebody changed our, someone is in our,
        locked us out, posts we didn't, posts we did not, posting crypto, crypto scam, posting spam,
        somebody logged in, pirate, piratee, piratees, pirates, piratage, usurpe, usurpee, fuite de donnees,
        gehackt, gekapert, ubernommen worden, geklaut, angegriffen, datenleck, datenpanne, schadsoftware,
        hackeado, hackeada, hackearon, han hackeado, pirateado, filtracion, filtracion de datos, ataque,
        hackearam, hackeou, invadido, invadida, invadiram, vazamento, vazamento de dados, vazou, vazaram
    """,
    "f": """
        fake, phishing, phish, scam, scammers, scammer, impersonat*, impersonating, spoof*, spoofing,
        pretend*, pretends to be, pretending to be, look like ours, looks like ours, looks like us, looking
        like ours, in our name, copy of our, clone of our, cloned our site, somebody cloned, someone cloned,
        cloned our, copied our, fraud, fraudsters, fraudulent, counterfeit, typosquat, posing as, claiming
        to be, hameconnage, faux, fausse, faux site, en notre nom, arnaque, se fait passer, se font passer,
        betrug, betruger, gefalscht, gefalschte, gefalschter, in unserem namen, gibt sich als, fake-shop,
        falso, falsa, falsos, falsas, en nuestro nombre, estafa, estafadores, se hace pasar, suplantando,
        suplantan, suplantacion, em nosso nome, golpe, golpista, golpistas, se passando, fraude, clonaram,
        clonado
    """,
    "p": """
        works again, working again, is back, are back, back up, back online, up again, up and running,
        running again, fixed itself, is fixed, was fixed, been fixed, got fixed, fixed now, is resolved, was
        resolved, been resolved, now resolved, solved itself, is solved, was solved, been solved, resolved
        itself, sorted now, is sorted, all good now, all good again, fine now, fine again, ok again, ok now,
        solved now, fixed it, works now, working now, works fine now, put right, been put right, recovered,
        my mistake, my bad, remarche, refonctionne, est resolu, resolu, repare, est repare, c'est bon,
        retabli, est revenu, geht wieder, gehen wieder, funktioniert wieder, lauft wieder, wieder da,
        behoben, wieder online, erledigt, gelost, wieder erreichbar, ya funciona, ya va, vuelve a funcionar,
        solucionado, arreglado, resuelto, ya esta, funciona de nuevo, voltou, ja voltou, resolvido, ja
        funciona, consertado, voltou a funcionar, ja resolveu
    """,
}
