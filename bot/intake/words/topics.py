"""What people wish for, of IT and of others: offices, human resources, design, writing, money, small talk."""

from __future__ import annotations

from typing import Final

TOPICS: Final[dict[str, str]] = {
    "W": """
        need, needs, needed, want, wants, would like, we'd like, i'd like, d like, please, pls, plz, kindly,
        can you, could you, would you, can someone, could someone, can somebody, could somebody, can anyone,
        could anyone, can we, could we, can i, could i, may i, may we, should be, has to, have to, must,
        requires, require, required, requesting, request, asking for, asked for, looking for, help with,
        help me, help us, is it possible, possible to, who can, who could, are you able, would be great,
        would be nice, would be good, would love, would appreciate, wish, hoping, wondering if, let's, lets,
        want to, need to, pouvez vous, pourriez vous, peux tu, pourrais tu, peut on, pourrait on, est ce
        possible, besoin, besoin de, faudrait, il faut, faut, souhaite, souhaitons, souhaiterais,
        souhaiterions, voudrais, voudrions, voudrait, aimerais, aimerions, merci de, merci d, veuillez, svp,
        stp, s'il vous plait, s'il te plait, bitte, konnt ihr, konnten sie, konntet ihr, kannst du, konntest
        du, konnen sie, konnen wir, kann jemand, konnte jemand, kann ich, brauche, brauchen, brauchten,
        brauchte, benotige, benotigen, mochte, mochten, wunschen, wunsche, sollte, sollten, hatte gern,
        hatten gern, wollen, will, necesito, necesitamos, necesita, quiero, queremos, quisiera, quisieramos,
        podeis, podriais, puedes, podrias, pueden, podrian, puede, podemos, por favor, porfa, hace falta,
        hay que, me gustaria, nos gustaria, se puede, alguien puede, preciso, precisamos, precisa, quero,
        queria, gostaria, gostariamos, podem, poderiam, pode, poderia, favor, da para, alguem pode, tem
        como, seria possivel
    """,
    "V": """
        add*, remove*, delet*, fix*, install*, connect to, set up, setup, set-up, configur*, chang*, updat*,
        upload*, publish*, replac*, swap*, integrat*, migrat*, creat*, build*, built, embed*, enabl*,
        disabl*, switch on, switch off, turn on, turn off, activat*, deactivat*, redirect*, point to,
        register a domain, export*, import*, extract*, pull, merge*, dedup*, clean up, track*, measur*,
        automat*, schedul*, unpublish*, take down, taken down, bring down, shut down, put up, rename*,
        restor*, renew*, approv*, grant*, give access, invit*, offboard*, onboard*, assign*, test*, clone*,
        duplicat*, copy over, host*, link up, record*, edit*, adjust*, modif*, implement*, deploy*, roll
        back, undo, block*, allowlist*, whitelist*, put on, put live, make live, move*, hide*, insert*,
        include*, resize*, review*, set*up, repair*, adapt*, ajouter, supprimer, retirer, enlever, corriger,
        installer, connecter les, configurer, changer, modifier, mettre a jour, mettre en ligne, publier,
        remplacer, integrer, creer, construire, activer, desactiver, rediriger, exporter, importer,
        extraire, fusionner, automatiser, suivre, donner, reparer, ajoutez, supprimez, changez, creez,
        hinzufugen, entfernen, loschen, beheben, reparieren, installieren, einrichten, konfigurieren,
        andern, aktualisieren, hochladen, veroffentlichen, ersetzen, austauschen, integrieren, erstellen,
        bauen, einbauen, einbinden, aktivieren, deaktivieren, weiterleiten, umleiten, exportieren,
        importieren, freischalten, freigeben, anlegen, verbinden, umziehen, anpassen, tauschen, umbenennen,
        herunternehmen, abschalten, anadir, agregar, quitar, eliminar, borrar, arreglar, instalar,
        configurar, cambiar, actualizar, subir, publicar, reemplazar, sustituir, integrar, crear, montar,
        activar, desactivar, redirigir, exportar, importar, extraer, fusionar, automatizar, conectar, dar
        acceso, dar de alta, dar de baja, poner, corregir, habilitar, renovar, adicionar, acrescentar,
        remover, tirar do ar, excluir, apagar, corrigir, consertar, instalar o, mudar, alterar, trocar,
        atualizar, subir o, substituir, criar, ativar, desativar, redirecionar, extrair, juntar, dar acesso,
        liberar, colocar no site, colocar, renovar a, conceder
    """,
    "d": """
        draw, drawing, draws, sketch, sketching, illustrate, illustrating, design, designs, designing,
        redesign, designed, designer, graphic designer, photoshop this, photoshop out, retouch*, crop*, make
        it pop, make it prettier, prettier, nicer, more beautiful, photographer, photo shoot, photoshoot,
        video shoot, film crew, videographer, shoot a video, film a video, animate, edit the video, video
        editing, cut the video, lay out, typeset, dessiner, dessine, dessinez, graphiste, maquette,
        retoucher, photographe, plus joli, plus jolie, concevoir, zeichnen, zeichnet, gestalten, gestaltet,
        entwerfen, designen, grafiker, grafikerin, fotograf, fotografin, retuschieren, hubscher, schoner,
        schonere, schoneres, disenar, disene, diseno, disenador, disenadora, dibujar, dibujais, retocar,
        fotografo, mas bonito, mas bonita, ilustrar, maquetar, desenhar, desenhe, desenho, designer grafico,
        ilustrar um, retocar a, mais bonito, mais bonita, diagramar, criar uma arte, arte
    """,
    "c": """
        draft a text, draft a post, draft a mail, draft an email, draft an article, draft a press release,
        draft a speech, write, writes, writing, wrote, rewrite, rewriting, rephrase, reword, proofread,
        proofreading, proof read, translate, translating, copywrite, copywriter, copywriting, come up with,
        brainstorm, brainstorming, draft me, draft us, ideas for, suggest a, suggest some, suggestions for,
        shorten, polish, ghostwrite, spellcheck, spell check, grammar check, sounds better, sound better,
        catchier, catchy, punchier, feedback on, second pair of eyes, read over, look over the text,
        summarise, summarize, rediger, redige, redigez, ecrire, ecris, ecrivez, reformuler, relire,
        relecture, traduire, traduis, traduisez, idees de, idee de, trouver un nom, schreiben, schreibt,
        schreib, formulieren, umformulieren, korrekturlesen, gegenlesen, ubersetzen, ubersetzt, ideen fur,
        texter, texterin, knackigen, knackige, lektorieren, escribir, escriba, redactar, redacte,
        reescribir, traducir, traduzca, corregir el texto, revisar el texto, ideas para, redactor,
        redactora, escrever, escreva, redigir, reescrever, traduzir, traduza, revisar o texto, ideias para,
        redator, redatora
    """,
    "O": """
        it is freezing, it's freezing, freezing cold, cold in here, hot in here, too warm, freezing in,
        cups, dishes, coffee machine, coffee, espresso, tea, kitchen, fridge, dishwasher, microwave, water
        cooler, water dispenser, vending machine, snacks, lunch, dinner, breakfast, catering, cake, pizza,
        sandwich, sandwiches, canteen, cafeteria, restaurant, drinks, beer, wine, fruit basket, heating,
        heater, radiator, air conditioning, air con, aircon, ac unit, thermostat, too cold, too hot,
        freezing in here, temperature in, light bulb, lightbulb, lights, lamp, the window, windows are,
        blinds, curtains, toilet, toilets, bathroom, restroom, soap, toilet paper, sink, leak, leaking,
        plumber, carpet, floor is, elevator, lift, stairs, parking, parking spot, parking space, car park,
        garage, bike rack, bike, keys, key card, keycard, door badge, door, lock on the, desk chair, office
        chair, chair, chairs, standing desk, height adjustable desk, desk, desks, locker, lockers, cupboard,
        shelf, shelves, whiteboard markers, sticky notes, post-its, pens, paper clips, stationery,
        envelopes, stamps, parcel, package, courier, post office, mailroom, cleaning, cleaner, cleaners,
        rubbish, trash, bin, bins, plants, plant, fire alarm, fire drill, smell, smells, noise, noisy,
        construction noise, office move, t-shirts, tshirts, hoodies, swag, merch, merchandise, goodie bags,
        mugs, taxi, hotel, hotels, flight, flights, train ticket, train tickets, travel booking, book a
        venue, venue, first aid, umbrella, company car, business trip, table football, machine a cafe, cafe,
        cuisine, frigo, dejeuner, repas, traiteur, gateau, chauffage, climatisation, clim, ampoule, fenetre,
        toilettes, ascenseur, place de parking, cles, chaise, chaises, bureau assis, fournitures, menage,
        poubelle, poubelles, plantes, fuite d'eau, vol, billets de train, navette, porte, lave-vaisselle,
        kaffeemaschine, kaffee, kuche, kuhlschrank, spulmaschine, mittagessen, mittag essen, kantine,
        kuchen, catering fur, heizung, klimaanlage, gluhbirne, fenster, toilette, toiletten, klo, aufzug,
        parkplatz, parkplatze, schlussel, burostuhl, stuhl, stuhle, schreibtisch, buromaterial, reinigung,
        putzfrau, mulleimer, mull, pflanzen, blumen, hotelzimmer, flug, bahnticket, tur, licht, tiefgarage,
        wasserspender, obstkorb, maquina de cafe, cafetera, cocina, nevera, comida, almuerzo, cena, tarta,
        calefaccion, aire acondicionado, bombilla, ventana, bano, banos, ascensor, aparcamiento, plaza de
        parking, llaves, silla, sillas, escritorio, limpieza, basura, plantas de, vuelo, vuelos, billetes de
        tren, puerta, luz, gotera, cafeteira, cozinha, geladeira, almoco, jantar, bolo, aquecimento, ar
        condicionado, lampada, janela, banheiro, casa de banho, elevador, estacionamento, vaga de, chaves,
        cadeira, cadeiras, mesa nova, limpeza, lixo, passagem, passagens, porta, goteira, camisetas, brindes
    """,
    "J": """
        public holiday, public holidays, bank holiday, take friday off, take monday off, take a day off,
        take the day off, week off, afternoon off, friday off, monday off, maternity policy, jour ferie,
        jours feries, feiertag, feiertage, festivo, festivos, feriado, feriados, vacation, vacations, annual
        leave, paid leave, sick leave, parental leave, maternity leave, leave balance, day off, days off,
        time off, pto, holiday request, holiday days, my holidays, vacation days, holiday entitlement, sick,
        sick note, sick today, ill today, payslip, pay slip, payroll, salary, salaries, raise, pay rise,
        bonus, overtime, timesheet, timesheets, working hours, pension, health insurance, benefits,
        appraisal, performance review, hiring, hire a, are we hiring, job interview, interview candidates,
        recruit*, recruiter, vacancy, vacancies, headcount, resignation, resign, notice period, probation,
        employment contract, work contract, reference letter, maternity, paternity, work from home policy,
        home office policy, remote work policy, bank details for salary, human resources, hr, team building,
        performance bonus, performance goals, gym membership, job opening, internship certificate, work
        permit, visa, conges, conge, rtt, jour de conge, jours de conge, arret maladie, malade, bulletin de
        paie, fiche de paie, salaire, prime, mutuelle, entretien annuel, recrutement, recruter, demission,
        contrat de travail, teletravail, tickets restaurant, note de frais, urlaub, urlaubstage,
        urlaubsantrag, resturlaub, krankmeldung, krank, krankgeschrieben, gehalt, gehaltsabrechnung, lohn,
        lohnabrechnung, uberstunden, elternzeit, bewerbungsgesprach, arbeitsvertrag, kundigung, probezeit,
        betriebsrat, personalabteilung, bonuszahlung, arbeitszeugnis, vacaciones, dias libres, dia libre,
        baja por enfermedad, baja medica, enfermo, enferma, nomina, nominas, sueldo, salario, horas extra,
        recursos humanos, contrato laboral, entrevista de trabajo, permiso de paternidad, permiso de
        maternidad, ferias, folga, dia de folga, atestado, atestado medico, doente, holerite, contracheque,
        horas extras, plano de saude, vale refeicao, demissao, contrato de trabalho, entrevista de emprego,
        rh
    """,
    "Q": """
        invoice, invoices, expense, expenses, expense report, expense claim, reimburse, reimbursement,
        refund my, payout, iban, bank details, bank transfer, purchase order, po number, cost centre, cost
        center, budget approval, budget for, accounting, finance, tax, vat, petty cash, credit card
        statement, per diem, nda, legal, lawyer, lawyers, trademark, contract clause, fee clause, terms of
        the contract, clause, sales pitch, quote for, quotation, price negotiation, sponsorship contract,
        influencer agreement, insurance, facture, factures, remboursement, frais, comptabilite, juridique,
        avocat, devis, virement, bon de commande, rechnung, rechnungen, spesen, spesenabrechnung,
        reisekosten, reisekostenabrechnung, erstattung, buchhaltung, uberweisung, rechtsabteilung, anwalt,
        kostenstelle, angebot fur, factura, facturas, gastos, reembolso, contabilidad, abogado, juridico,
        transferencia bancaria, presupuesto de, nota de gastos, fatura, faturas, nota fiscal, despesas,
        reembolso de, contabilidade, advogado, transferencia, orcamento, boleto
    """,
    "S": """
        birthday, happy birthday, congratulations on, anniversary, weekend, have a great weekend, happy
        friday, good night, see you tomorrow, see you, merry christmas, happy new year, happy holidays,
        party, after work, joke, funny, haha, hahaha, lol, rofl, weather, football, match tonight, world
        cup, netflix, playlist, game night, quiz night, secret santa, farewell, leaving do, baby, wedding,
        how are you, how's it going, what's up, who is joining, who's joining, who wants to join, anyone up
        for, anyone fancy, fancy a, how was your, welcome to the team, welcome aboard, get well soon, sounds
        good, makes sense, will do, on it, got it, noted, on my way, running late, be late, i'm late, out of
        office today, ooo, brb, afk, back in 5, horoscope, recipe, cook, superbowl, super bowl, movie, song,
        timer, charity run, karaoke, drink after, meaning of life, match last, game last, the match, the
        game, dog, cat, puppy, gift for, present for, anniversaire, joyeux anniversaire, bon week-end, bon
        weekend, bonne annee, joyeux noel, fete, blague, apero, meteo, pot de depart, en retard, ca va,
        bonne journee, bonnes vacances, mdr, cadeau, geburtstag, alles gute, schones wochenende, wochenende,
        frohe weihnachten, frohes neues, feierabendbier, feierabend, witz, wetter, wie geht's, wie gehts,
        geschenk fur, weihnachtsfeier, sommerfest, verspate mich, schonen feierabend, gute besserung,
        cumpleanos, feliz cumpleanos, buen fin de semana, feliz navidad, feliz ano, fiesta, chiste, jajaja,
        tiempo hace, que tal, despedida, llego tarde, regalo, aniversario, feliz aniversario, bom fim de
        semana, feliz natal, festa, piada, kkkk, kkk, happy hour, tudo bem, churrasco, vou atrasar, presente
        para
    """,
    "P": """
        personal data, customer data, client data, user data, personal details, personal information,
        customer details, phone numbers, telephone numbers, email addresses, e-mail addresses, mail
        addresses, home addresses, addresses, customer list, customer lists, client list, client lists,
        contact details, contact list, vip list, subscriber list, attendee list, participant list, donor
        list, guest list, lead list, list of customers, list of clients, list of attendees, list of
        participants, list of names, names and emails, names and addresses, birth dates, dates of birth,
        medical data, health data, bank data, credit card numbers, card numbers, card details, credit card
        data, passports, passport scans, order history, customer database, employee data, salary list,
        private data, confidential, password list, api key, api keys, secret key, customer emails, applicant
        data, cvs, email list, mailing list, customer file, customer records, donnees personnelles, donnees
        clients, donnees des clients, donnees de nos clients, numeros de telephone, adresses mail, adresses
        e-mail, adresses, liste des clients, liste clients, fichier clients, coordonnees, liste de clients,
        personenbezogene daten, kundendaten, daten unserer kunden, telefonnummern, adressen, mailadressen,
        kundenliste, teilnehmerliste, gasteliste, adressliste, adressdaten, personliche daten,
        patientendaten, bewerberdaten, kundendatei, datos personales, datos de clientes, datos de los
        clientes, datos de nuestros clientes, telefonos, direcciones, correos de todos, lista de clientes,
        listado de clientes, dados pessoais, dados de clientes, dados dos clientes, dados dos nossos
        clientes, telefones, enderecos, cpf, cpfs
    """,
    "@": """
        other people's, someone else's, somebody else's, other customers, other customer's, other users,
        other user's, other clients, each other's, another customer's, another person's, everyone's data,
        everyone's details, others' data, everybody's data, autres clients, d'autres clients, d'autres
        personnes, quelqu'un d'autre, d'un autre client, des autres, fremde bestellungen, fremde daten,
        fremde konten, daten anderer, daten von anderen, anderer kunden, anderer nutzer, datos de otros,
        datos de otras, de otros clientes, de otro cliente, de otras personas, de otra persona, dados de
        outros, dados de outras, de outros clientes, de outro cliente, de outras pessoas
    """,
    "^": """
        leaked, leak of, exposed, exposes, visible, publicly, public link, is public, are public, disclosed,
        in cc, in the cc, instead of bcc, accessible to anyone, accessible to everyone, accessible without,
        without login, without a login, without a password, open to anyone, open to everyone, on google, in
        google, on the open web, for anyone to see, for everyone to see, everyone can see, anyone can see,
        anybody can see, everybody can see, anyone can open, anyone can download, anyone can access, for all
        to see, visibles, visible par tous, accessibles a tous, accessible a tous, en copie visible,
        divulgue, divulguees, fuite, tout le monde voit, sichtbar, offentlich, einsehbar, fur jeden
        sichtbar, frei zuganglich, offen im netz, offenen verteiler, offenem verteiler, ins cc, im cc, jeder
        kann, alle konnen, visible para, a la vista, copia visible, expuestos, expuestas, filtrado,
        filtrados, cualquiera puede ver, se han filtrado, visivel, visiveis, expostos, exposto, expostas,
        copia aberta, qualquer um pode ver, qualquer pessoa pode ver
    """,
    "3": """
        to the wrong, to wrong, with the wrong, with wrong, to someone else, to somebody else, to a
        stranger, to strangers, to the wrong person, to a competitor, to an outsider, to another customer,
        to another company, outside the company by mistake, au mauvais, a la mauvaise, aux mauvaises, a une
        mauvaise, an die falsche, an den falschen, an falsche, an einen falschen, an das falsche, a la
        persona equivocada, al cliente equivocado, a la agencia equivocada, al destinatario equivocado, a la
        lista equivocada, para a pessoa errada, para o cliente errado, para a agencia errada, para a lista
        errada, pra pessoa errada
    """,
    "z": """
        sent, shared, emailed, mailed, forwarded, posted, published, uploaded, pasted, gave, cced, handed,
        attached, envoye, envoyes, envoyee, envoyees, partage, partages, publie, publiee, publies, transmis,
        transfere, geschickt, gesendet an, geteilt, verschickt an, weitergegeben, hochgeladen an, gemailt,
        weitergeleitet an, enviado, enviamos, envie, mande, mandado, mandamos, compartido, publicado,
        reenviado, reenvie, enviei, enviamos os, mandei, compartilhado, compartilhei, publiquei, encaminhei,
        repassei
    """,
    "-": """
        bug report, bug reports, bug tracker, report errors, report an error, report a bug, report bugs,
        report problems, error tracking, error handling, error log, error logs, error rate, error tolerant,
        can't believe, can't tell, can't remember, can't find, can't think, can't help, can't thank, can't
        say, don't know, don't forget, doesn't matter, not only, not sure, why not, if not, no problem, no
        idea, no worries, working on it, working on a, working on the new, work with, works with, working
        with, at work, work from home, working days, business days, opening hours, opening times, open rate
        of, how it works, working group, error free, error-free, trial and error, drop down, drop-down,
        scroll down, scrolls down, scrolling down, further down, lower down, way down, ve, re, ll, slow
        down, narrow down, break down by, break it down, broken down by, broken down, broken out by, broken
        out, write down, note down, count down, countdown, calm down, sit down, cut down, go down in
        history, down to, down from, down by, top down, up and down, down the line, down the road, hand me
        down, markdown, water down, in the mail, by email, by mail, via email, per mail, via mail, an email
        from, mail me, email me, hope this email, see above, see below, see attached, see attachment, see
        how, see if, see whether, let me see, can i see, like to see, want to see, need to see, before
        launch, not a big deal, not an issue, not a problem, no big deal, in order to, in order, in the
        order of, made to order, right order, back in order, order of, pas de souci, pas de probleme, pas
        mal, pas de soucis, n'hesitez pas, n'hesite pas, kein problem, no pasa nada, nao faz mal
    """,
}
