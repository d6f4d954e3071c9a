"""Who is meant, when, and under which condition; how people wish and how they say how much it hurries."""

from __future__ import annotations

from typing import Final

CONTEXT: Final[dict[str, str]] = {
    "i": """
        i, me, my, mine, myself, je, j, mon, ma, mes, moi, ich, mein, meine, meinen, meinem, meiner, mich,
        mir, yo, mi, mis, eu, meu, minha, meus, minhas, on my machine, on my laptop, on my computer, on my
        pc, on my end, new colleague, colleague's
    """,
    "w": """
        we, us, our, ours, nous, notre, nos, wir, unser, unsere, unseren, unserem, unserer, uns, nosotros,
        nosotras, nuestro, nuestra, nuestros, nuestras, nossa, nosso, nossos, nossas, a gente
    """,
    "u": """
        customer, customers, client, clients, visitor, visitors, user, users, buyer, buyers, shopper,
        shoppers, subscriber, subscribers, people, guests, guest, attendees, participants, donors,
        supporters, patients, students, applicants, readers, fans, followers, members, public, journalist,
        journalists, reporter, partner, partners, retailers, dealers, prospect, consumers, audience is,
        everyone who, anyone who, visiteurs, utilisateurs, acheteurs, gens, abonnes, donateurs, journaliste,
        internautes, kunde, kunden, kundinnen, besucher, nutzer, kaufer, leute, teilnehmer, abonnenten,
        spender, gaste, interessenten, bewerber, journalistin, haendler, handler, cliente, clientes,
        visitantes, usuarios, compradores, gente, suscriptores, asistentes, participantes, usuario,
        assinantes, pessoas, inscritos, doadores
    """,
    "e": """
        everyone, everybody, whole team, entire team, all of us, the team, our team, whole office, entire
        office, whole company, entire company, company wide, company-wide, for all, all users, several
        people, several colleagues, multiple people, multiple colleagues, colleagues, colleague, all
        colleagues, whole department, entire department, across the board, everywhere, worldwide, all
        languages, all countries, all browsers, every browser, all devices, all employees, all staff,
        anyone, anybody, all our, both of us, the office, other people, others, whole marketing, all the,
        everything, tout le monde, toute l'equipe, tous, toutes, partout, collegues, plusieurs, rien, alle,
        alles, allen, ganze team, ganzen team, gesamte team, ganze abteilung, uberall, kollegen,
        kolleginnen, ganze buro, mehrere, gar nichts, todo el equipo, todo el mundo, toda la oficina,
        companeros, todos los usuarios, todos, varias personas, toda a equipe, todo mundo, toda a gente,
        colegas, equipe inteira, time inteiro, todo o time, varios
    """,
    "0": """
        nobody, no one, noone, no-one, none of us, none of our, none of the, nothing, none of them, not one,
        not a single, nothing can, no customer, no customers, no visitor, no user, no users, neither of us,
        personne, personne ne, aucun de nous, aucun client, niemand, keiner, kein kunde, keiner von uns,
        kein mensch, nadie, ninguno, ningun cliente, ninguem, ninguem consegue, nenhum cliente, nenhum de
        nos, no-one in
    """,
    ",": """
        because, cause, weil, parce que, porque, denn, but, however, although, though, whereas, aber,
        jedoch, obwohl, mais, pero, aunque, porem, embora
    """,
    "b": """
        is, are, s, be, being, been, looks, look, seems, seem, appears to be, has, have, had, got, gets a,
        shows a, seems to be, went, has been, have been, keeps, keep, kept, gives, give, giving, throws,
        throw, throwing, threw, says, say, said, saying, shows an, returns a, returns an, returning, stays,
        stay, remains, remain, bleibt, bleiben, reste, restent, permanece, displays, displaying, just shows,
        get an, get a, getting an, getting a, gets an, keep getting, keeps getting, see a, see an, seeing,
        sees, spits out, ends in, results in, comes up, coming up with, comes up as, tells, est, sont,
        semble, semblent, a ete, ont ete, donne, donnent, dit, renvoie, tombe sur, tombent sur, ist, sind,
        wird, werden, zeigt, zeigen, bekommt, bekommen, sagt, meldet, scheint, bringt, wirft, gibt, es,
        esta, estan, son, parece, dice, sale un, da un, devuelve, tira, sigue, e, estao, sao, ta, diz, da,
        aparece, ficou, fica, retorna, continua
    """,
    "g": """
        goes to, go to, going to a, leads to, lead to, leading to, lands on, land on, landing on, ends up
        on, end up on, ends up at, points to, pointing to, redirects to, redirecting to, sends people to,
        takes you to, takes people to, takes them to, mene a, mene vers, renvoie vers, pointe vers, fuhrt
        zu, fuhrt auf, fuhrt ins, fuhren ins, landet auf, landen auf, lleva a, va a, apunta a, leva para,
        vai para, redireciona para
    """,
    "r": """
        was, were, etait, etaient, war, waren, estaba, estaban, estuvo, estava, estavam, esteve, had been,
        went down, fiel aus, tomo
    """,
    "y": """
        yesterday, last week, last night, last month, last year, last friday, last monday, the other day,
        earlier this, earlier this week, back in, in the past, previously, at the time, during the last, a
        while ago, last campaign, last time, hier, hier soir, la semaine derniere, l'an dernier, le mois
        dernier, gestern, letzte woche, letzten monat, letztes jahr, letztes mal, neulich, damals, ayer,
        anoche, la semana pasada, el mes pasado, el ano pasado, ontem, ontem a noite, semana passada, mes
        passado, ano passado
    """,
    "t": """
        now, right now, since, still, suddenly, currently, at the moment, all of a sudden, again, this
        morning, this afternoon, for hours, for an hour, for the last hour, for days, minutes ago, an hour
        ago, hours ago, at present, out of nowhere, overnight, over the weekend, after the update, after the
        release, after the deploy, constantly, all day, all morning, as we speak, live now, already live, it
        used to, worked yesterday, worked before, worked fine, was working, used to work, worked until,
        until yesterday, from one minute to the next, depuis, maintenant, en ce moment, ce matin, toujours,
        soudainement, tout a coup, actuellement, encore, jetzt, gerade, seit, plotzlich, aktuell, momentan,
        heute morgen, heute frueh, immer noch, wieder, derzeit, seit heute, seit gestern, auf einmal, noch
        gestern, ahora, desde, ahora mismo, de repente, esta manana, sigue sin, todavia, actualmente, en
        este momento, otra vez, agora, neste momento, hoje cedo, esta manha, ainda, no momento, atualmente,
        de novo, desde ontem
    """,
    "1": """
        today, tonight, by tonight, this evening, eod, end of day, end of the day, end of today, cob, by
        close of business, within the hour, in an hour, within hours, in the next hour, in the next hours,
        in 30 minutes, in ten minutes, in 10 minutes, in 20 minutes, in half an hour, in two hours, in 2
        hours, before lunch, by noon, by lunch, this minute, aujourd'hui, ce soir, d'ici ce soir, dans
        l'heure, avant midi, dans une heure, heute, heute noch, heute abend, bis heute abend, bis mittag, in
        einer stunde, bis feierabend, hoy, esta tarde, esta noche, hoy mismo, antes de mediodia, en una
        hora, hoje, hoje ainda, ainda hoje, hoje a noite, esta noite, em uma hora, ate o meio dia
    """,
    "q": """
        if, in case, what if, how do, how can, how to, how would, how does, how should, what happens,
        whether, suppose, what does, what do, what to do, just in case, to avoid, avoid, prevent, to
        prevent, make sure, ensure, so that, so it, so they, so we don't, so people don't, unless,
        otherwise, without, before it, could it be, in the event, would it, will it, might, worried, afraid,
        risk of, protect, protection, against, risk that, be able, so customers, so that customers, so our,
        so users, alert when, alert me when, notify me when, whenever the, monitoring, test what, plan for,
        in future, should the, should it, don't want, do not want, must not, mustn't, not to, explain, tips,
        how many, how often, whose, si jamais, au cas ou, combien de, combien, comment, eviter, pour eviter,
        afin, afin que, assurer, pour que, risque, falls, wenn mal, wie viele, wie oft, wie kann, wie kann
        ich, wie kann man, wie geht, wie macht, was passiert wenn, damit, vermeiden, sicherstellen, ob, wie
        mache, wie stelle, wie richte, konnte es sein, cuantos, cuantas, si se, en caso de, como hago, como
        puedo, como se, evitar, para que, asegurar, por si, que pasa si, quantos, quantas, se o, se a, caso,
        como faco, como fazer, como posso, garantir, para evitar, e se
    """,
    "+": """
        new tool, new form, new page, new landing page, new microsite, nouvelle page, nouveau formulaire,
        neue seite, neues formular, nueva pagina, nova pagina
    """,
    "Y": """
        never worked, has never worked, have never worked, never been live, never has, not yet, yet, not
        live yet, isn't live yet, brand new, setting up, trying to set up, trying to build, trying to add,
        trying to create, trying to connect, trying to install, trying to upload, trying to embed, we are
        building, i'm building, noch nie, noch nicht, nunca ha funcionado, todavia no, aun no, nunca
        funcionou, ainda nao
    """,
    "~": """
        draft, drafts, staging, staging site, test page, test site, test environment, test server, sandbox,
        beta, prototype, in development, dev environment, not published, unpublished, uat, localhost, demo
        environment, rehearsal, dry run, competitor, competitor's, competitors, brouillon, preproduction,
        preprod, recette, concurrent, concurrents, entwurf, testseite, testumgebung, testserver, konkurrenz,
        wettbewerber, borrador, pruebas, entorno de pruebas, competencia, rascunho, homologacao, ambiente de
        teste, concorrente, concorrentes
    """,
    "=": """
        vs, versus, mismatch, doesn't match, don't match, do not match, does not match, not matching,
        differ, differs, different numbers, discrepancy, discrepancies, off by, doesn't add up, don't add
        up, out of, too low, too high, lower than, higher than, fewer than, less than, more than, half of,
        some of the, a few of the, per cent, percent, stimmt nicht, stimmen nicht, statt, unterschiedlich,
        weicht ab, au lieu de, ne correspond pas, ne correspondent pas, no cuadra, no cuadran, en vez de, no
        coinciden, no coincide, nao bate, nao batem, em vez de
    """,
    "%": """
        spam, spam folder, junk, junk folder, spamfilter, bounce, bounces, bounced, bouncing, gmail,
        hotmail, yahoo, gmx, web.de, t-online, outlook.com, icloud, orange, laposte, wanadoo, promotions
        tab, blocklist, blocklisted, blacklist, blacklisted, deliverability, dmarc, spf, dkim, inbox
        placement, indesirables, courrier indesirable, spamordner, correo no deseado, caixa de spam
    """,
    "n": """
        not, isn't, aren't, doesn't, don't, didn't, won't, wouldn't, wasn't, weren't, hasn't, haven't,
        hadn't, never, no, zero, neither, nor, nothing is, isnt, arent, doesnt, dont, didnt, wont, wasnt,
        hasnt, havent, ain't, refuses to, refuse to, fails to, fail to, failing to, failed to, barely,
        hardly, without any, neither do, 0, ne, n, pas, aucun, aucune, aucuns, plus aucun, plus aucune, plus
        de, jamais, ni, ningun, ninguna, tampoco, apenas, sin, nao, nenhum, nenhuma, sem, nem
    """,
    "!": """
        nicht, nichts, kein, keine, keinen, keiner der, keinerlei, nix, nie
    """,
    "k": """
        can't, cannot, can not, couldn't, could not, cant, couldnt, unable to, not able to, aren't able to,
        isn't able to, impossible to, not possible to, isn't possible to, can no longer, can't even, cannot
        even, struggling to, struggle to, have trouble, having trouble, problems with, trouble, having
        problems, having issues, isn't letting, won't let, doesn't let, not letting, doesn't allow, won't
        allow, can't seem to, prevented from, blocked from, ne peuvent pas, ne peuvent plus, ne peut pas, ne
        peut plus, ne pouvons plus, ne pouvons pas, n'arrivent pas a, n'arrivent plus a, n'arrive pas a,
        n'arrive plus a, n'arrivons plus a, n'arrivons pas a, impossible de, impossible d, ne parviennent
        pas a, arrive plus a, peut plus, peuvent plus, no se puede, no se pueden, no pueden, no puede, no
        podemos, no puedo, no consiguen, no conseguimos, no consigo, no deja, no nos deja, no les deja, no
        permite, imposible, nao conseguem, nao consegue, nao conseguimos, nao consigo, nao da para, nao
        podem, nao pode, nao deixa, nao permite, impossivel
    """,
    "j": """
        no action needed, no action required, no action necessary, nothing to do, nothing needed, nothing
        you need to do, nothing for you to do, no need to do anything, nothing to do for you, no need for
        action, no reply needed, no response needed, no answer needed, no to-do, never mind, nevermind, nvm,
        ignore my last, ignore that, ignore this message, please ignore, disregard my, disregard the above,
        forget it, forget about it, scrap that, wrong channel, wrong chat, wrong window, wrong thread, not
        for you, no longer needed, no longer need, don't need it anymore, don't need this anymore, false
        alarm, no work for you, you don't have to do anything, you don't need to do anything, nothing
        required, nothing needed from you, nothing needed from your side, rien a faire, aucune action, pas
        d'action, pas besoin de faire quoi que ce soit, laisse tomber, laissez tomber, oubliez, oublie,
        fausse alerte, nichts zu tun, kein handlungsbedarf, ihr musst nichts, du musst nichts, ihr musst
        nichts machen, hat sich erledigt, schon erledigt, falscher kanal, vergiss es, vergesst es,
        fehlalarm, no hay que hacer nada, no hace falta hacer nada, no teneis que hacer nada, no tienen que
        hacer nada, no hay nada que hacer, olvidalo, olvidadlo, falsa alarma, canal equivocado, nao precisa
        fazer nada, nao precisam fazer nada, nada a fazer, nao e preciso fazer nada, deixa pra la, esquece,
        esquecam, alarme falso, canal errado
    """,
    "l": """
        launching, launched, will launch, we launch, launches on, launch on, launches in, launches next, is
        launching, launch is, launch will, launch takes, goes live, go live, going live, kick off, kicks
        off, kicking off, starts on, start on, begins, will start, will begin, is coming, coming up,
        announcing, announce, rolling out, rolls out, takes place, will take place, is happening, opens on,
        campaign starts, sale starts, campaign runs, sale begins, starting on, we're starting, we start, is
        planned for, is planned, is scheduled for, is scheduled, we'll be at, we will be at, we're planning,
        we plan to, will be sending, we'll send, we will send, will go out, goes out on, we're running, will
        run, we're doing, will be live, be live, drops on, we'll be launching, airs on, will air, lancons,
        lance le, demarre, commence, commencera, debutera, debute, sera en ligne, aura lieu, lancement, on
        lance, startet am, startet, geht live, gehen live, geht online, beginnt, launchen, findet statt,
        starten am, wir starten, veroffentlichen wir, lauft an, lanzamos, lanzaremos, empieza, empezara,
        comienza, arranca la, tendra lugar, lanzamiento, sale el, lancamos, vamos lancar, comeca,
        lancaremos, comecara, vai ao ar, entra no ar, acontecera, lancamento
    """,
    "&": """
        fyi, for your information, for your info, just so you know, so you know, just so you're aware, so
        you're aware, for your awareness, heads up, heads-up, just letting you know, letting you know, just
        to let you know, wanted to let you know, just for info, for info, for information, in case you're
        interested, just a note, quick note, pour info, pour information, pour votre information, a titre
        d'information, juste pour vous dire, je vous informe, sachez que, zur info, nur zur info, zur
        information, nur damit ihr bescheid wisst, damit ihr bescheid wisst, als info, kurze info, vorab zur
        info, nur dass ihr es wisst, para tu informacion, para vuestra informacion, para su informacion,
        para que lo sepais, para que lo sepan, solo para informar, os informo, os aviso, solo aviso, para
        sua informacao, para seu conhecimento, so para avisar, so para informar, so avisando, apenas para
        informar, para informacao
    """,
    "*": """
        went well, went really well, went very well, went great, went super well, saved my day, saved the
        day, great job, good job, great work, good work, well done, nice work, nice one, amazing work,
        kudos, love it, love this, love the, you guys rock, lifesaver, life saver, legend, legends, hats
        off, shout out, shoutout, works like a charm, works perfectly, works great, working great, looks
        great, looks amazing, looks fantastic, looks awesome, looks good, looking good, look great, looking
        great, super happy, so happy, turned out great, is great, is amazing, is awesome, is perfect,
        brilliant, awesome, fantastic, bravo, super boulot, beau travail, est superbe, super travail,
        magnifique, super arbeit, gute arbeit, tolle arbeit, toll gemacht, gut gemacht, grossartig, spitze,
        hat geklappt, sieht super aus, sieht toll aus, klappt super, ihr seid die besten, ihr seid spitze,
        seid super, buen trabajo, gran trabajo, sois los mejores, ha quedado genial, quedo genial, ha
        quedado muy bien, me encanta, nos encanta, bom trabalho, otimo trabalho, ficou otimo, ficou otima,
        ficou lindo, ficou linda, ficou incrivel, voces sao demais, adorei, adoramos, arrasaram
    """,
    "Z": """
        thank, thanks, thx, ty, tysm, thank you, cheers, much appreciated, appreciate it, appreciated, you
        rock, you're the best, you are the best, congrats, congratulations, perfect, wonderful, merci, merci
        d'avance, merci beaucoup, genial, parfait, felicitations, danke, vielen dank, dankeschon, tausend
        dank, perfekt, klasse, danke euch, gracias, muchas gracias, mil gracias, perfecto, excelente,
        felicidades, estupendo, obrigado, obrigada, muito obrigado, muito obrigada, valeu, perfeito,
        parabens
    """,
    "U": """
        urgent, urgently, asap, a.s.a.p, as soon as possible, soon as possible, the sooner the better,
        sooner the better, immediately, right away, straight away, at once, right now please, need it now,
        need this now, now please, emergency, critical, super urgent, top priority, highest priority, high
        priority, p1, p0, time critical, time-critical, time sensitive, time-sensitive, very time sensitive,
        quickly please, on fire, without delay, instantly, soonest, earliest convenience, as quickly as
        possible, as fast as possible, rush job, rush order, cannot wait, can't wait until, can't wait any,
        urgence, urgente, en urgence, des que possible, au plus vite, le plus vite possible, le plus
        rapidement possible, immediatement, tout de suite, rapidement svp, prioritaire, le plus tot
        possible, dringend, eilig, eilt, sehr dringend, sofort, so schnell wie moglich, schnellstmoglich,
        moglichst schnell, baldmoglichst, umgehend, so bald wie moglich, unverzuglich, brandeilig, am besten
        gleich, urge, urgentemente, cuanto antes, lo antes posible, de inmediato, inmediatamente, ya mismo,
        con urgencia, lo mas rapido posible, corre prisa, urgencia, o quanto antes, o mais rapido possivel,
        imediatamente, com urgencia, o mais breve possivel, quanto antes, pra ontem, para ontem, logo que
        possivel
    """,
    "R": """
        no rush, no hurry, not in a rush, not in a hurry, there's no rush, there is no rush, no great rush,
        no big rush, no particular rush, whenever, when you have time, when you have a moment, when you have
        a minute, when you have a sec, when you get a chance, when you get time, when you can, when
        possible, whenever possible, if you have time, if time permits, at your leisure, take your time, in
        your own time, low priority, low prio, lowest priority, nice to have, nice-to-have, sometime, some
        time, someday, some day, eventually, at some point, one day, one of these days, no deadline, no
        fixed deadline, no hard deadline, no specific deadline, no set deadline, no particular deadline, no
        hard timing, no timing, no time pressure, no pressure, not time sensitive, not time critical, not
        time-sensitive, isn't urgent, not urgent, nothing urgent, non urgent, non-urgent, no urgency, can
        wait, it can wait, back burner, backlog, in the long run, long term, next year, next quarter, later
        this year, for the future, in a few months, in some months, months away, not a priority, isn't a
        priority, no worries if not soon, isn't pressing, not pressing, doesn't have to be soon, for later,
        by the end of the year, pas urgent, rien d'urgent, pas presse, pas pressee, rien ne presse, sans
        urgence, quand vous pouvez, quand tu peux, quand vous aurez le temps, quand tu auras le temps, quand
        vous avez le temps, quand tu as le temps, prenez votre temps, a l'occasion, l'annee prochaine,
        aucune urgence, ca peut attendre, peut attendre, n'est pas urgent, un jour, a votre rythme, pas de
        precipitation, des que vous avez un moment, quand c'est possible, nicht dringend, nicht eilig, eilt
        nicht, keine eile, kein stress, hat zeit, irgendwann, wenn ihr zeit habt, wenn du zeit hast, bei
        gelegenheit, kann warten, nachstes jahr, ohne eile, wenns passt, wenn es passt, lasst euch zeit,
        lass dir zeit, nicht so dringend, gelegentlich, keine dringlichkeit, wann immer, no es urgente, sin
        prisa, sin prisas, no hay prisa, no corre prisa, cuando podais, cuando puedas, cuando puedan, cuando
        tengais tiempo, cuando tengas tiempo, cuando tengan tiempo, algun dia, el ano que viene, puede
        esperar, con calma, no urge, cuando se pueda, nada urgente, sin urgencia, nao e urgente, sem pressa,
        nao tem pressa, sem urgencia, quando puder, quando puderem, quando der, quando tiver tempo, quando
        tiverem tempo, algum dia, ano que vem, pode esperar, com calma, nao ha pressa, sem correria, no
        proximo ano
    """,
}
