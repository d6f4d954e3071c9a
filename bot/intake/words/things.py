"""Things people write about: what customers use, the team's tools, what flows, what is measured, devices."""

from __future__ import annotations

from typing import Final

# A star behind an English verb stands for its regular forms. Plural "s" and German compounds are found
# without being listed.
THINGS: Final[dict[str, str]] = {
    "C": """
        site, website, web site, webpage, web page, web, page, landing page, landingpage, lp, homepage, home
        page, front page, start page, about page, product page, pricing page, microsite, subsite, shop,
        webshop, web shop, online shop, store, online store, storefront, e-commerce, ecommerce, checkout,
        check-out, basket, cart, shopping cart, payment page, payment step, payment, paypal, apple pay,
        klarna, credit card payment, stripe, form, contact form, signup form, sign-up form, sign up form,
        registration form, order form, donation form, donate form, web form, booking form, lead form, demo
        form, reg form, reg page, reg link, registration page, registration, newsletter signup, newsletter
        sign-up, signup, sign-up, sign up page, login page, customer login, customer portal, customer area,
        member area, members area, portal, my account area, button, cta, buy button, donate button, donation
        page, donations page, link, short link, shortlink, qr code, qr codes, qr, redirect, blog, blog post
        page, help center, help centre, faq page, support page, careers page, job page, jobs page, career
        site, press room, newsroom, campaign page, thank you page, confirmation page, search bar, site
        search, product search, search box, search function, store finder, store locator, shop finder,
        dealer locator, map, configurator, calculator, booking, booking system, booking tool, booking
        engine, reservation, ticket shop, ticketing, discount code, promo code, voucher code, coupon code,
        coupon, voucher, gift card, discount, chat, chat widget, live chat, chatbot, download page, download
        link, video player, player, livestream, live stream, stream, webinar link, join link, webinar room,
        unsubscribe link, app, mobile app, our app, ios app, android app, popup, pop-up, menu, navigation,
        language switcher, product pages, category page, categories, catalogue, catalog, price list, survey,
        poll, competition form, contest page, giveaway page, sweepstakes, raffle form, server, web server,
        hosting, cdn, our domain, event calendar, gallery, slideshow, filter, filters, captcha, recaptcha,
        login form, profile page, account page, forum, community, rss feed, currency switcher, petition,
        membership form, certificate, ssl, ssl certificate, zertifikat, certificat, certificado, certificado
        ssl, destination, destination url, wishlist, gdpr banner, pages, domain, subdomain, url, shopify,
        magento, woocommerce, feed page, all pages, every page, all stores, site internet, boutique,
        boutique en ligne, panier, formulaire, lien, bouton, page d accueil, page d'accueil, page produit,
        paiement, inscription, inscriptions, appli, application, code promo, tunnel d'achat, billetterie,
        espace client, webseite, seite, startseite, internetseite, webauftritt, onlineshop, warenkorb,
        kasse, bezahlung, zahlung, formular, anmeldung, anmeldeseite, buchung, gutschein, gutscheincode,
        rabattcode, suche, kundenportal, kundenbereich, knopf, landingpages, web de, sitio, sitio web,
        pagina, pagina web, pagina de inicio, tienda, tienda online, carrito, pago, pasarela de pago,
        formulario, enlace, boton, codigo de descuento, cupon, registro, buscador, pasarela, loja, loja
        online, loja virtual, carrinho, pagamento, formulario de contato, botao, cupom, codigo promocional,
        inscricao, cadastro, aplicativo, pagina inicial
    """,
    "T": """
        tool, system, platform, software, hubspot, salesforce, sfdc, marketo, pardot, eloqua, mailchimp,
        klaviyo, braze, brevo, sendinblue, mailjet, sendgrid, activecampaign, iterable, customer.io,
        dynamics, crm, cms, wordpress, drupal, contentful, typo3, sitecore, aem, webflow, squarespace, wix,
        joomla, zapier, make.com, n8n, segment.io, slack, teams, ms teams, zoom, outlook, gmail inbox,
        google drive, gdrive, sharepoint, onedrive, dropbox, intranet, extranet, wiki, confluence, jira,
        asana, trello, monday.com, notion, miro, figma, canva, dam, asset library, bynder, media library,
        brandfolder, wifi, wi-fi, wlan, internet, internet connection, network, okta, sso, single sign-on,
        single sign on, shared drive, network drive, server drive, mail server, exchange, phone system,
        phone line, hotline, telephone system, hootsuite, sprout, buffer, typeform, surveymonkey,
        eventbrite, goto webinar, gotowebinar, webex, on24, ads manager, business manager, meta business,
        google ads, linkedin ads, ad account, ad platform, backend, back end, admin panel, editor, page
        builder, sync, integration, connector, connection, api, webhook, zap, interface, erp, sap, pim,
        netsuite, zendesk, intercom, email tool, mail tool, mailing tool, newsletter tool, webinar tool,
        scheduler, social tool, internal tool, ticket system, the phones, backoffice, back office, outil,
        logiciel, plateforme, reseau, connexion, messagerie, serveur, werkzeug, plattform, netzwerk,
        laufwerk, schnittstelle, anbindung, netz, telefonanlage, mailserver, herramienta, sistema,
        plataforma, red, servidor, conexion, la red, correo corporativo, ferramenta, rede, conexao,
        integracao, integracion, integration zapier
    """,
    "F": """
        leads, lead, orders, signups, sign-ups, sign ups, registrations, submissions, form submissions, form
        fills, form entries, form responses, responses, enquiries, inquiries, contact requests, demo
        requests, payments, purchases, transactions, bookings, donations, reservations, subscriptions, new
        subscribers, new contacts, mqls, lead ads, lead notifications, order confirmations, feed, product
        feed, data feed, feeds, web leads, applications, entries, tickets, commande, commandes, prospects,
        demandes, dons, flux, bestellungen, anmeldungen, anfragen, buchungen, zahlungen, produktfeed,
        datenfeed, leads aus, pedidos, registros, inscripciones, reservas, solicitudes, pagos, donaciones,
        contactos nuevos, inscricoes, cadastros, pagamentos, doacoes, encomendas
    """,
    "M": """
        mail, mails, email, emails, e-mail, e-mails, newsletter, newsletters, mailing, mailings, mailer,
        campaign mail, campaign email, email campaign, confirmation, confirmation mail, confirmation email,
        welcome mail, welcome email, automation mail, auto reply, autoreply, autoresponder, auto-reply,
        automated mails, automated emails, password reset mail, reset mail, reset email, invite mail, push,
        push notification, push message, notification, sms, text message, text messages, blast, email blast,
        edm, send-out, sendout, drip, welcome series, reminder mail, reminder email, reminders, receipts,
        order confirmation, transactional mails, transactional emails, invitation mail, invitation email,
        invitations, whatsapp message, courriel, courriels, infolettre, mails de confirmation, mail de
        confirmation, bestaetigungsmail, bestatigungsmail, bestatigungsmails, rundmail, nachricht,
        nachrichten, correo, correos, boletin, confirmacion, notificacion, notificaciones, mensaje,
        mensajes, boletim, notificacao, notificacoes, mensagem, mensagens, confirmacao, e-mail marketing
    """,
    "N": """
        analytics, google analytics, ga, ga4, gtm, tag manager, dashboard, report, reports, reporting,
        figures, numbers, number, metrics, kpi, stats, statistics, data studio, looker, looker studio,
        tableau, power bi, conversion, conversions, conversion rate, conversion tracking, tracking, pixel,
        meta pixel, tag, tags, utm, utms, utm parameters, sessions, pageviews, page views, page speed,
        traffic, bounce rate, open rate, click rate, ctr, attribution, attribution model, core web vitals,
        web vitals, wrong name, wrong names, wrong first name, wrong first names, funnel, impressions, sales
        figures, revenue, roas, cpa, cost per lead, heatmap, hotjar, search console, rankings, ranking,
        benchmark, visits, visitors number, sales are, sales is, sales went, sales have, engagement, budget
        spend, ad spend report, segment counts, totals, duplicates, duplicate, dupes, fields, values, count,
        counts, spreadsheet, excel, formula, statistiques, chiffres, rapport, tableau de bord, visites,
        taux, suivi, balise, doublons, bericht, auswertung, statistik, statistiken, besuche, besucherzahlen,
        dubletten, zugriffszahlen, cifras, informe, informes, estadisticas, numeros, visitas, seguimiento,
        duplicados, panel, relatorio, relatorios, metricas, rastreamento, etiqueta, duplicidade
    """,
    "D": """
        laptop, notebook, macbook, computer, pc, mac, monitor, screen, second screen, display, printer,
        headset, headphones, mouse, keyboard, webcam, camera, projector, beamer, docking station, dock,
        adapter, cable, hdmi, usb stick, tablet, ipad, iphone, phone, work phone, mobile phone, battery,
        trackpad, microphone, mic, speaker, speakers, tv screen, meeting room, conference room, zoom room,
        room 1, room 2, badge printer, scanner, router at home, sim card, hotspot, ip phone, desk phone,
        adobe, creative cloud, photoshop, indesign, illustrator, premiere, excel file, acrobat, ordinateur,
        portable, imprimante, ecran, clavier, souris, casque, telephone, videoprojecteur, salle, rechner,
        drucker, bildschirm, tastatur, maus, kopfhorer, handy, besprechungsraum, ladegerat, kabel,
        ordenador, portatil, impresora, pantalla, teclado, raton, auriculares, movil, proyector, sala,
        computador, impressora, tela, celular, projetor, fone, fones
    """,
    "I": """
        image, images, picture, pictures, photo, photos, pic, pics, icon, icons, logo, font, fonts, colour,
        colours, color, colors, layout, spacing, alignment, margin, padding, thumbnail, thumbnails, preview,
        preview image, link preview, social preview, share image, og image, favicon, visual, visuals,
        graphic, graphics, artwork, gif, animation, tone of blue, shade, hero image, background image,
        headshot, headshots, image de partage, visuel, visuels, photo de profil, couleur, couleurs, police,
        bild, bilder, foto, fotos, farbe, farben, schriftart, vorschaubild, grafik, grafiken, imagen,
        imagenes, icono, imagem, imagens, icone, cor, cores, fonte
    """,
    "#": """
        illustration, illustrations, mascot, mascots, cartoon, comic, poster, posters, flyer, flyers,
        leaflet, leaflets, brochure, brochures, slides, slide, slide deck, deck, powerpoint, ppt,
        presentation, pitch deck, mockup, mockups, mock-up, mood board, moodboard, banner design, roll-up,
        rollup, infographic, infographics, sticker, stickers, business cards, business card, invitation
        card, packaging, signage, storyboard, billboard, print ad, beach flag, postcard, postcards,
        letterhead, affiches, diaporama, plaquette, cartes de visite, depliant, depliants, plakat, plakate,
        folie, folien, prasentation, visitenkarten, visitenkarte, broschure, faltblatt, handzettel, cartel,
        carteles, diapositivas, presentacion, ilustracion, tarjetas de visita, folleto, folletos, cartaz,
        cartazes, apresentacao, ilustracao, cartoes de visita, panfleto, panfletos, slides da
    """,
    "K": """
        page title, page titles, meta title, alt text, alt texts, copy, email signature, mail signature,
        signature, signatures, text, texts, wording, headline, headlines, tagline, slogan, slogans, subject
        line, subject lines, caption, captions, paragraph, blog post, blog article, article, articles, press
        release, script, storyline, story, body copy, product description, product descriptions, social
        post, social posts, linkedin post, instagram post, tweet, tweets, job ad, speech, grammar, spelling,
        typo, translation, translations, case study, whitepaper text, email text, newsletter text, ad copy,
        name for, campaign name, claim, quote, tone of voice, hashtag, hashtags, emoji, bio, texte, textes,
        accroche, objet du mail, communique, traduction, legende, orthographe, texten, uberschrift,
        betreffzeile, pressemitteilung, ubersetzung, spruch, werbetext, texto, textos, titular, eslogan,
        asunto del correo, traduccion, nota de prensa, articulo, legenda, traducao, assunto do e-mail,
        comunicado, manchete
    """,
    "A": """
        login, logins, sign-in, vpn, account, accounts, password, passwords, permission, permissions,
        rights, license, licence, licenses, licences, seat, seats, mfa, 2fa, authenticator, verification
        code, user account, username, admin rights, editor rights, invite link, mailbox, shared inbox, my
        inbox, profile, acces, compte, mot de passe, identifiants, droits, zugang, zugriff, zugangsdaten,
        passwort, konto, benutzerkonto, lizenz, berechtigung, rechte, acceso, cuenta, contrasena, permisos,
        permiso, licencia, acesso, conta, senha, permissao, licenca
    """,
    "G": """
        black friday, cyber monday, cyber week, dns, cname, txt record, https, cookie, cookies, cookie
        banner, consent, consent banner, opt-in, opt in, opt-out, gdpr, dsgvo, rgpd, lgpd, privacy policy,
        privacy notice, list, lists, export, csv, segment, audience, audiences, lookalike, suppression list,
        contacts, database, crm field, field, dropdown, picklist, workflow, workflows, journey, automation,
        nurture, lead scoring, lead routing, lead source, template, plugin, plug-in, widget, embed, snippet,
        script tag, code, html, a/b test, ab test, split test, experiment, variant, variants,
        personalisation, personalization, deep link, deep links, app store, play store, webinar, webinars,
        event, events, recording, check-in, badge scanning, booth internet, vendor, suspicious, suspicious
        mail, suspicious attachment, security review, questionnaire, trial, subscription, contract renewal,
        chatgpt, ai tool, video, videos, pdf, file, files, asset, assets, seo, meta description, sitemap,
        noindex, footer, header, hero, banner, banners, carousel, slider, og tag, press kit, ads, campaign,
        campaigns, ad, phone number on, single customer view, data warehouse, bigquery, snowflake, query,
        sql, liste, listes, fichier, fichiers, campagne, bandeau, evenement, webinaire, modele, verteiler,
        datei, dateien, kampagne, veranstaltung, vorlage, werbebanner, einwilligung, lista, listas, archivo,
        archivos, campana, evento, plantilla, base de datos, segmento, arquivo, arquivos, campanha, modelo
        de e-mail, base de dados, planilha
    """,
}

# German joins nouns: the last part says what it is.
COMPOUNDS: Final[dict[str, str]] = {
    "C": "seite seiten shop formular formulare webseite knopf kasse link links buchung portal",
    "M": "mail mails newsletter nachricht nachrichten",
    "F": "bestellungen anmeldungen anfragen buchungen",
    "T": "system tool netz netzwerk plattform",
    "N": "zahlen bericht auswertung statistik",
    "D": "drucker bildschirm rechner laptop beamer",
    "I": "bild bilder grafik",
    "#": "plakat folien broschure",
}
