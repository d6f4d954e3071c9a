"""What in a text names a thing: a page, an address, a file, a text, a tool, a figure."""

from __future__ import annotations

from typing import Final

from bot.intake.missing.fragments import (
    ATTACHED,
    DOMAIN,
    FIGURES,
    KIND_OF_TOOL,
    LINK,
    MORE_TEXT,
    NAMED_PAGE,
    NEW_PAGE,
    ONE_PAGE,
    PATH,
    TOOLS,
)

THINGS: Final[dict[str, str]] = {
    "code": (
        r"\b(?:gtm|g|aw|ua|dc|act|pixel)-[a-z0-9]{4,15}\b|<script|\b\d{9,18}\b|\b(?:this|these|below"
        r"|following|attached|the)\s+(?:snippets?|codes?|scripts?|tags?)\b|\b(?:snippets?|code"
        r"|script)\s+(?:below|attached|here|is)\b|\b(?:old|existing|current"
        r"|same)\s+(?:[\w-]+\s+){0,3}?(?:tags?|pixels?|container)\b"
        r"|\bid\s?(?:is|:|=)\s?\w{4,}|(?:trechos?|códigos?|scripts?)\s+(?:abaixo|em\s+anexo"
        r"|a\s+seguir)|código\s+(?:abaixo|adjunto|siguiente)|code\s+(?:ci-dessous|suivant|ci-joint)"
        r"|(?:folgende\w*|dieser?|diesen)\s+(?:code|snippet|tag|pixel)|(?:code|snippet"
        r"|tag)\s+(?:im\s+anhang|anbei)"
    ),
    "every_page": (
        rf"{LINK}|{DOMAIN}|{PATH}|{ONE_PAGE}|\b(?:one|this|that"
        rf"|single)\s+(?:[\w-]+\s+){{0,2}}?pages?\s+only|\bonly\s+(?:on\s+)?(?:one|the"
        rf"|this)\s+[\w\s-]{{0,30}}page|\bthank[\s-]you\s+pages?"
    ),
    "page": (
        rf"{NAMED_PAGE}|{LINK}|{DOMAIN}|{PATH}|{ONE_PAGE}|{NEW_PAGE}"
        rf"|[\"“„«'‘][^\"“”„«»'‘’\n]{{2,80}}[\"”»'’]\s+page"
        rf"|(?<![\w-])[a-z]{2, 20}-[a-z]{2, 20}-[a-z-]{2, 40}\s+page"
    ),
    "address_from": (
        rf"{LINK}|{DOMAIN}|{PATH}|\b[a-z0-9-]{{2,30}}\.\s+(?:sub)?domain"
        rf"|\b(?:sub)?domain\s+(?:called\s+|named\s+)?[\"'“‘]?[a-z0-9-]{{3,30}}[\"'”’]|\b(?:short"
        rf"|vanity)\s+(?:link|url|address)\s+(?:for|to)\s+\w+|(?:kurzlink|kurz-?url)\s+(?:für|zu)\s+\w+"
        rf"|lien\s+court\s+(?:pour|vers)\s+\w+|enlace\s+corto\s+(?:para|a)\s+\w+"
        rf"|link\s+curto\s+para\s+\w+"
    ),
    "address_to": (
        rf"\b(?:to|into|towards?|onto|auf|zu|zur|vers|hacia|a|al|para|pra|→|->)\s+(?:the\s+|our\s+|a\s+"
        rf"|new\s+|die\s+|den\s+|der\s+|la\s+|el\s+|o\s+|nossa\s+|notre\s+|nuestra\s+){{0,2}}(?:{LINK}"
        rf"|{DOMAIN}|{PATH}|[\w-]+\s+(?:landing\s+)?page\b|(?:landing\s+)?pages?\b|home\s?page|shop\b"
        rf"|store\b|startseite|seite\b|boutique|tienda|loja|página|checkout|sign-?in|form\b)|(?:→|->"
        rf"|=>)\s*\S+|\bfor\s+(?:the\s+|our\s+|a\s+)?(?:[\w-]+\s+){{0,3}}?(?:pages?|form|sign-?in|shop"
        rf"|podcast|webinar|event)\b"
    ),
    "records": r"\b(?:cname|txt|mx|a\s+record|v=spf1|k=rsa|dkim1?|value\s?[:=])",
    "figures": FIGURES,
    "metric": (
        r"\b(?:conversion\s+rate|conversions?|click[\s-]through|ctr|clicks?|sign-?ups?(?!\s+(?:form"
        r"|page|list))|revenue|orders?|sales|leads?|demo\s+requests?|bookings?|downloads?"
        r"|add[\s-]to[\s-]carts?|bounce\s+rate|time\s+on\s+page|open\s+rate|registrations"
        r"|checkout\s+rate|average\s+order|konversion\w*|umsatz|klicks|anmeldungen|taux\s+de\s+\w+"
        r"|ventes|inscriptions|tasa\s+de\s+\w+|ventas|clics|taxa\s+de\s+\w+|vendas|cliques)\b"
    ),
    "change": (
        rf"{MORE_TEXT}|\b(?:to|into|with|by|instead\s+of|rather\s+than)\s+(?:this\s+one|the\s+new"
        rf"|our\s+new|a\s+new|the\s+attached|these)|\b(?:remove|delete|take\s+(?:it\s+|that\s+|them\s+"
        rf"|the\s+[\w-]+\s+(?:[\w-]+\s+)?)?(?:down|off|out)|replace|swap|put|hide|add(?:ed|ing)?|embed"
        rf"|insert|fix\s+the\s+typo|rename|move|unpublish|highlight|collect"
        rf"|link)\s+(?:\w+)[^.!?\n]{{0,60}}|\bshould\s+(?:say|read|be|open|show|link"
        rf"|go)\b[^.!?\n]{{0,60}}|\bchange\b[^.!?\n]{{1,60}}\bto\b[^.!?\n]{{1,60}}|\b(?:is|are|says?"
        rf"|shows?|still|missing|shows\s+no|no\s+longer)\s+(?:\w+\s+)?(?:wrong|outdated|old|missing"
        rf"|no\b|typo|broken|out\s+of\s+date|description|gone|cut\s+off|not)"
        r"|\b(?:entfernen|löschen|ersetzen|austauschen|hinzufügen|ergänzen|einbauen|ändern\s+(?:zu|in"
        r"|auf)|retirer|supprimer|enlever|remplacer|ajouter|intégrer|quitar|eliminar|borrar|sustituir"
        r"|reemplazar|añadir|poner|remover|tirar|retirar|substituir|trocar|adicionar|colocar"
        r"|incluir)\b"
    ),
    "message": (
        r"[\"“„«'‘][^\"“”„«»'‘’\n]{2,200}[\"”»'’](?!\w)|\btext\s?:\s?\S[^\n]{2,120}|\b(?:saying"
        r"|that\s+says|should\s+say|remind(?:ing|er)?|announc\w+|tell(?:ing)?\s+(?:them|people|users"
        r"|customers))\b[^.!?\n]{3,100}|\bdeep\s?links?\b|\bbanner\b"
    ),
    "file": (
        rf"{LINK}|{ATTACHED}|\b(?:file|image|logo|pdf|video)s?\s+(?:is|are)\s+(?:in|on"
        rf"|at)\b[^.!?\n]{{1,40}}|\b[\w-]{{1,40}}\.(?:pdf|png|jpe?g|svg|mp4|mov|zip|docx?|pptx?|xlsx?"
        rf"|csv|ai|eps|webp|gif)\b"
    ),
    "assets": (
        rf"{LINK}|{ATTACHED}|\b(?:images?|pictures?|photos?|visuals?|graphics?|banners?|assets?"
        rf"|creatives?|bilder|visuels|imágenes|imagens)\s+(?:is|are|will|come|coming|follow|ready|in"
        rf"|liegen|sind|sont|están|estão|prêts|kommen)\b[^.!?\n]{{0,40}}|\b(?:no|without|existing"
        rf"|same)\s+(?:new\s+)?(?:images?|pictures?|photos?)"
    ),
    "destination": (
        rf"\b(?:upload(?:ed)?|send|sent|import(?:ed)?|load(?:s|ed)?|goes?|put|push|share|hochladen"
        rf"|schicken|senden|envoyer|importer|enviar|subir|mandar)\b[^.!?\n]{{0,30}}\b(?:to|into|in|on"
        rf"|with|nach|an|ins?|à|dans|vers|a|en|para|no|na)\b[^.!?\n]{{1,40}}|\b(?:in|into|for|to|from"
        rf"|von|pour|para|por|via)\s+(?:the\s+|our\s+|an?\s+|una?\s+)?{TOOLS}|\b(?:for|to)\s+(?:meta"
        rf"|facebook|google|linkedin|the\s+agency|sales|the\s+printer)\b|\bas\s+an?\s+(?:csv|excel"
        rf"|spreadsheet|sheet)\b|\b(?:mailing\s+house|print\s+shop|printer|agency|sales\s+team"
        rf"|slack\s+channel)\b|\bby\s+e-?mail\b|\bweekly\s+e-?mails?\b|\bwhatsapp\b"
    ),
    "shown": (
        r"\b(?:in|on|into|as)\s+(?:looker|ga4|google\s+sheets?|excel|power\s?bi|tableau|hubspot"
        r"|salesforce|a\s+(?:pdf|deck|slide|sheet|dashboard|table|csv))\b|\b(?:visible|available"
        r"|accessible|shared)\s+(?:to|for|with|in)\b[^.!?\n]{1,40}|\bweekly\s+e-?mails?\b"
    ),
    "form_dest": (
        r"\b(?:answers?|submissions?|leads?|entries|results?|responses?|data|it|they)\s+(?:should\s+"
        r"|must\s+|need\s+to\s+|will\s+|to\s+)?(?:go|land|end\s+up|arrive|flow|be\s+sent|be\s+stored"
        r"|come|sync)\w*\s+(?:straight\s+|directly\s+|automatically\s+)?(?:to|into|in|at"
        r"|with)\b[^.!?\n]{1,40}|\b(?:into|to|in)\s+(?:the\s+|our\s+)?(?:crm|hubspot|salesforce"
        r"|marketo|mailchimp|a\s+sheet|google\s+sheets?|an?\s+inbox|excel)\b|\be-?mailed\s+to\b"
        r"|\bin\s+(?:das|unser)\s+crm|dans\s+(?:le|notre)\s+crm|(?:al|en\s+el|nuestro)\s+crm|(?:no"
        r"|para\s+o)\s+crm|(?:mailing|newsletter|email)\s+list"
    ),
    "tool": rf"{LINK}|{TOOLS}|{KIND_OF_TOOL}",
    "tool_site": (
        rf"{LINK}|{DOMAIN}|{TOOLS}|\b(?:tool|plug-?in|app|software|platform|vendor|service"
        rf"|product)\s+(?:called|named)\s+\S+|\((?-i:[A-Z])[\w ]{{2,30}}\)|\b(?:heißt|appelé|llamad[oa]"
        rf"|chamad[oa])\s+\S+"
    ),
    "from_system": (
        rf"\bfrom\s+(?:the\s+|our\s+|a\s+)?[\w.-]+[^.!?\n]{{0,30}}\b(?:to|into|in)\b|{TOOLS}|\b(?:chat"
        rf"|web\s?form|website\s+form|contact\s+form|formular|formulaire|formulario|formulário"
        rf"|lead\s+ads)\b|\b(?:aus|von|vom|depuis|du|desde|del|do|da)\s+[\w-]+\s+(?:in|nach|ins|an|vers"
        rf"|dans|a|al|para)\b"
    ),
    "to_system": (
        rf"\b(?:to|into|with|in|nach|ins?|an|mit|vers|dans|avec|à|a|al|en|con|para|no|com)\s+(?:the\s+"
        rf"|our\s+|den\s+|die\s+|unser\w*\s+|notre\s+|nuestro\s+|o\s+|nosso\s+)?{TOOLS}"
        rf"|{TOOLS}[^.!?\n]{{1,60}}{TOOLS}|\b(?:to|into|with|an|mit|vers|con|com|para)\s+(?:the\s+"
        rf"|our\s+|den\s+|die\s+|das\s+|le\s+|la\s+)?(?:data\s+warehouse|warehouse|shop\s+system|app)\b"
    ),
    "sender": (
        rf"\b[\w.+-]{{1,40}}@[\w-]{{1,40}}\.[\w.]{{2,20}}|{DOMAIN}|\b(?:all"
        rf"|every)\s+(?:of\s+)?(?:our\s+)?(?:sending\s+)?(?:domains|addresses|mail)|\bfrom\s+(?:our\s+"
        rf"|the\s+|my\s+)?(?:[\w'’-]+\s+){{0,2}}?(?:address|domain|inbox|mailbox)|\[e-mail left out\]"
    ),
    "example": (
        rf"{LINK}|{ATTACHED}|\b(?:for\s+example|e\.g\.|for\s+instance|such\s+as|z\.\s?b\."
        rf"|zum\s+beispiel|par\s+exemple|por\s+ejemplo|por\s+exemplo|forward(?:ed|ing)?|(?:order"
        rf"|contact|lead|record|ticket)\s+(?:id\s+|number\s+|no\.?\s+)?#?\d{{3,}})\b[^.!?\n]{{0,60}}"
    ),
    "report": (
        rf"{LINK}|\b(?:in|on|from)\s+(?:the\s+|our\s+)(?:weekly|monthly|sales|lead|campaign|marketing"
        rf"|revenue|funnel|channel)\s+(?:report|dashboard)\b|\b(?:report|dashboard)\s+(?:called|named"
        rf"|[\"“'‘])"
    ),
    "fields": (
        r"\b(?:fields?|columns?|felder|spalten|champs|colonnes|campos|columnas|colunas)\s?(?::|are"
        r"|needed|such\s+as|like|sind)\s?[^.!?\n]{2,80}|\b(?:name|first\s+name|last\s+name"
        r"|e-?mail(?:\s+address)?|phone(?:\s+number)?|company|country|postcode|zip|job\s+title"
        r"|teléfono|telefone|téléphone|telefon|nom|nombre|nome)\b\s?(?:,|and|und|et|y|e|&"
        r"|/)\s?(?:\w+\s+)?(?:name|e-?mail|phone|company|country|address|postcode|job|title|date|city"
        r"|teléfono|telefone|téléphone|telefon|correo|courriel|consent|amount|number|donor|regular)"
        r"|\b(?:con\s+(?:teléfono|correo|nombre)|mit\s+(?:telefon\w*|e-?mail\w*|adresse\w*)"
        r"|avec\s+(?:téléphone|e-?mail|adresse)|com\s+(?:telefone|e-?mail|nome))\b"
    ),
    "reg_fields": (
        rf"{LINK}|\b(?:registration|sign-?up|anmelde|inscription|inscripción|inscrição)\s+(?:form|page"
        rf"|fields?|link|via|through|with|formular|seite)\b|\b(?:register|sign\s+up)\s+(?:on|at|via"
        rf"|through)\b[^.!?\n]{{1,40}}"
    ),
    "device": (
        r"\b(?:laptop|mac\s?book|i?mac|pc|notebook|computer|monitor|i?phone|i?pad|tablets?|headset"
        r"|mouse|keyboard|dock(?:ing\s+station)?|projector|beamer|webcam|microphone|(?:meeting"
        r"|conference|board|big|small)\s+room|room\s+\w+|showroom|wi-?fi|vpn|scanner|(?:printer"
        r"|drucker|imprimante|impresora|impressora)\s+(?:in|on|im|du|de|en|no|na|hp|canon|brother"
        r"|\w+-\d+|#?\d+)\w*|badge\s+printer|(?:2nd|second|3rd|third)\s+floor\s+printer|laptop|rechner"
        r"|bildschirm|besprechungsraum|ordinateur|écran|salle\s+\w+|portable|portátil|ordenador"
        r"|pantalla|sala\s+\w+|computador|tela)\b"
    ),
    "hypothesis": (
        r"\b(?:we\s+(?:think|believe|expect|assume|suspect)|i\s+(?:think|believe|expect|bet)"
        r"|hypothesis|because|should\s+(?:increase|lift|raise|improve|convert)|more\s+(?:clicks"
        r"|signups|sign-ups|sales|leads)|better|wir\s+(?:glauben|vermuten|denken)|nous\s+pensons"
        r"|creemos|pensamos|acreditamos)\b[^.!?\n]{0,80}"
    ),
    "variants": (
        r"\b(?:vs\.?|versus|against|or|side\s+by\s+side|compared?\s+(?:to|with)"
        r"|two\s+(?:\w+\s+)?(?:versions|variants|headlines|buttons|images|pages)|version\s+[ab12]"
        r"|variant\s+[ab12]|one\s+with|green|red|blue|instead\s+of|and\s+\w+\s+a\b|gegen|oder"
        r"|zwei\s+(?:versionen|varianten)|contre|ou|deux\s+versions|contra|o|dos\s+versiones"
        r"|duas\s+versões)\b[^.!?\n]{1,60}"
    ),
    "app_platform": (
        r"\b(?:ios|android|iphones?|ipads?|both\s+(?:apps|platforms|stores)|app\s+store|play\s+store"
        r"|google\s+play|beide\s+apps|les\s+deux|ambas?|ambos)\b"
    ),
    "event": (
        r"\b(?:clicks?|visits?|page\s?views?|purchases?|sales?|form\s+(?:sent|submit\w*|submissions?)"
        r"|submit\w*|sign-?ups?|registrations?|downloads?|conversions?|add[\s-]to[\s-]cart|leads?"
        r"|klicks?|käufe|anmeldungen|achats?|inscriptions?|clics|compras?|registros?|cliques"
        r"|cadastros?)\b"
    ),
}
