"""Pieces of patterns that several kinds of answers share: links, pages, days, tools, people."""

from __future__ import annotations

from typing import Final

from bot.intake.missing.tools import TOOLS as TOOL_NAMES
from bot.intake.missing.tools import alternatives

LINK: Final = r"(?:<?https?://[^\s<>|]{3,400}|\bwww\.[^\s<>|]{3,400})"
DOMAIN: Final = (
    r"(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|io|eu|de|fr|es|pt|br|uk|ch|at|it|nl|be|ie"
    r"|us|ca|au|shop|store"
    r"|app|dev|ai|co|info|biz|live|example|test|local|me|tv|cloud|site|online"
    r"|page)\b(?:/[\w./%#?=&-]{0,200})?"
)
PATH: Final = r"(?<![\w/:.])/[a-z0-9][\w/.-]{1,120}"
ONE_PAGE: Final = (
    r"\b(?:home\s?page|(?:main|start|front|about(?:[\s-]us)?|contact(?:[\s-]us)?|pricing|prices"
    r"|careers?|jobs|press|checkout|cart|basket|search|product|shop|blog|faq"
    r"|privacy|imprint|login|sign-?in|resources?|newsletter|support|help|donation|donate|team|news"
    r"|locations?|store\s+finder|careers|returns|shipping|size\s+guide|gift\s+card)s?\s+page"
    r"|footer|header|main\s+(?:menu|navigation)|navigation|navbar|checkout|shopping\s+cart"
    r"|whole\s+(?:web)?site|entire\s+(?:web)?site|site-?wide|(?:all|every|each|any"
    r"|anywhere\s+on\s+the)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:web)?(?:pages?|sites?)"
    r"|everywhere|(?:english|german|french|spanish|portuguese|italian|dutch|us|uk)\s+(?:landing\s+"
    r"|product\s+|home\s*)?(?:page|site|version)|page\s+(?:called|named|titled)"
    r"|startseite|homepage|kontaktseite|preisseite|karriereseite|(?:alle[nr]?|jede[nr]?)\s+seiten?"
    r"|ganze\s+(?:web)?seite|fußzeile|kopfzeile|warenkorb|kasse"
    r"|page\s+d(?:'|’)accueil|accueil\s+du\s+site|page\s+(?:contact|tarifs|produits?|panier)"
    r"|toutes\s+les\s+pages|tout\s+le\s+site|pied\s+de\s+page|panier"
    r"|página\s+(?:de\s+inicio|principal|de\s+contacto|de\s+precios|inicial)|todas\s+las\s+páginas"
    r"|toda\s+la\s+web|pie\s+de\s+página|carrito"
    r"|página\s+(?:inicial|de\s+contato|de\s+preços)|todas\s+as\s+páginas|todo\s+o\s+site|rodapé|carrinho)\b"
)
NAMED_PAGE: Final = (
    r"\b(?:the|our)\s+(?!landing|campaign|petition|contest|registration|reg|product|event|web|main|two"
    r"|three|old|new|same|right|wrong|this|that|other|last|first|whole|entire|promo\w*)"
    r"[\w'’-]{2,30}(?:\s+(?:and|&)\s+[\w'’-]{2,30})?\s+pages?\b"
)
NEW_PAGE: Final = (
    r"\b(?:(?:new|another|additional)\s+(?:[\w-]+\s+){0,3}?(?:pages?|microsite|site|form|popup)\b"
    r"|(?:create|build|make|set\s*up|design)\s+(?:us\s+|me\s+)?(?:an?\s+|some\s+"
    r"|the\s+)?(?:[\w-]+\s+){0,3}?(?:pages?|microsite|site)\b"
    r"|neue\s+(?:\w+\s+)?(?:\w*seiten?|landing\s?page)|nouvelle\s+page|page\s+(?:à\s+créer|nouvelle)"
    r"|nueva\s+página|página\s+nueva|nova\s+página|página\s+nova|(?:crear|criar|créer)\s+(?:un[ae]?"
    r"|uma)\s+(?:page|página|landing))"
)
URGENT: Final = (
    r"\b(?:asap|a\.s\.a\.p|urgent(?:ly)?|immediately|right\s+(?:now|away)|straight\s+away|today"
    r"|tonight|this\s+(?:morning|afternoon|evening|week|month)|as\s+soon\s+as\s+(?:possible|you\s+can)"
    r"|soonest|the\s+sooner"
    r"|no\s+(?:\w+\s+){0,2}?(?:rush|hurry|deadline|timing|date)|whenever|when(?:ever)?\s+possible"
    r"|any\s+time|not\s+urgent|at\s+your\s+(?:leisure|convenience)"
    r"|dringend|sofort|so\s+schnell\s+wie|heute|eilig|eilt|nicht\s+(?:dringend|eilig)|schnellstmöglich"
    r"|urgence|au\s+plus\s+vite|dès\s+que\s+possible|tout\s+de\s+suite|aujourd(?:'|’)hui"
    r"|pas\s+(?:urgent|pressé)"
    r"|urgente?|cuanto\s+antes|lo\s+antes\s+posible|hoy|sin\s+prisa|o\s+mais\s+rápido|quanto\s+antes"
    r"|o\s+quanto\s+antes|hoje|sem\s+pressa)\b"
)
DAY: Final = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|(?:next|this|in\s+the)\s+(?:week|month"
    r"|quarter|spring|summer|autumn|fall|winter)|in\s+(?:\d{1,3}|one|two|three|four|a|six)\s+(?:days?"
    r"|weeks?|months?)"
    r"|(?:end|middle|start|beginning)\s+of\s+(?:the\s+)?\w+|mid-?\s?(?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december)"
    r"|\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov"
    r"|dec|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic|fev|set|out|märz|januar"
    r"|de\s+(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro))\w*"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}|may\s+\d{1,2}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|the\s+\d{1,2}(?:st|nd|rd|th)|eod|eow|eom"
    r"|cob|q[1-4]|\d{1,2}\s?(?:am|pm)|\d{1,2}:\d{2}|noon"
    r"|black\s+friday|cyber\s+monday|christmas|easter|valentine\w*|thanksgiving|halloween|new\s+year"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|übermorgen|(?:nächste"
    r"|kommende|diese)[rnsm]?\s+(?:woche|monat|quartal)|(?:ende|anfang|mitte)\s+\w+"
    r"|\d{1,2}\.\s?\d{1,2}\."
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|(?:la\s+)?semaine\s+prochaine|(?:fin"
    r"|début|mi)[\s-](?:du\s+|de\s+)?(?:mois|semaine|\w+)|d(?:'|’)ici\s+\w+"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mañana|próxim[ao]\s+(?:semana|mes)|(?:fin"
    r"|final|finales|principios|mediados)\s+de\s+\w+"
    r"|segunda|terça|quarta|quinta|sexta|amanhã|semana\s+que\s+vem|próxim[ao]\s+(?:semana|mês)|(?:fim"
    r"|final|começo|início|meados)\s+d[eo]\s+\w+)\b"
)
MORE_TEXT: Final = (
    r"[\"“„«'‘][^\"“”„«»'‘’\n]{2,200}[\"”»'’](?!\w)|\b(?:as\s+per|see|in)\s+(?:the\s+)?(?:attach\w+"
    r"|brief|doc\w*|file|thread|screenshot)|attach(?:ed|ment)|(?:below|above|enclosed)\b|im\s+anhang"
    r"|anbei|siehe|ci-?joint|en\s+pièce|adjunt\w+|em\s+anexo|segue"
)
TOOLS: Final = rf"\b(?:{alternatives(TOOL_NAMES)})\b"
KIND_OF_TOOL: Final = (
    r"\b(?:crm|cms|erp|(?:newsletter|mail(?:ing)?|e-?mail|webinar|survey|analytics|booking|ticketing"
    r"|event|ads?|newsletter-)\s?(?:tool|platform|system|account|manager)|tag\s+manager|ad\s+account"
    r"|analytics|shop\s+system|password\s+manager|dashboard|webinar-?tool|newsletter-?tool|outil\s+\w+"
    r"|herramienta\s+de\s+\w+|ferramenta\s+de\s+\w+)\b"
)
COUNT: Final = (
    r"\b\d{1,3}(?:[ .,]\d{3}){0,3}\s?(?:k\b|people|persons|guests|attendees|participants|seats|users"
    r"|contacts|subscribers|recipients|registrations|regs|licen[cs]es|customers|members|colleagues"
    r"|leads|mails|emails|visitors|of\s+us|leute|personen|teilnehmer\w*|gäste|nutzer|kontakte"
    r"|empfänger|kunden|personnes|participants|invités|utilisateurs|abonnés|clients|personas"
    r"|asistentes|usuarios|contactos|suscriptores|clientes|pessoas|participantes|usuários|utilizadores"
    r"|contatos|inscritos)"
    r"|\b(?:about|around|approx\.?|roughly|circa|ca\.|up\s+to|max\.?|more\s+than|over|etwa|ungefähr"
    r"|rund|environ|unos|unas|cerca\s+de|umas?|uns)\s+\d[\d., ]{0,9}|\b(?:just|only)\s+(?:me|one|two"
    r"|three|us|him|her)\b|\bthe\s+(?:whole|entire)\s+(?:team|company|department)\b"
    r"|\b\d{1,3}[.,]?\d{3}\b|\b(?:two|three|four|five|six|ten|a\s+dozen|twenty|fifty|a\s+hundred"
    r"|hundreds|a\s+thousand|thousands)\s+(?:of\s+)?(?:people|users|guests|seats|us|colleagues"
    r"|attendees|customers)\b"
)
FIGURES: Final = (
    r"\b(?:leads?|visits?|visitors|page\s?views|clicks?|click[\s-]through(?:\s+rate)?|ctr|conversions?"
    r"|conversion\s+rate|revenue|sales|turnover|orders|open\s+rates?|opens|sign-?ups?|registrations"
    r"|sessions?|traffic|spend|costs?|cpl|cpa|cpc|roas|roi|bounce\s+rate|impressions|reach|downloads?"
    r"|subscribers|unsubscribes|mqls?|sqls?|pipeline|engagement|attendance|installs|retention|churn"
    r"|umsatz|besuche\w*|klicks?|bestellungen|anmeldungen|öffnungsrate|visites|clics|ventes"
    r"|inscriptions|chiffre\s+d(?:'|’)affaires|taux|ventas|visitas|ingresos|registros|aperturas|tasa"
    r"|vendas|cliques|receita|cadastros|inscrições|taxa|(?:this|that|the\s+weekly"
    r"|the\s+monthly)\s+report)\b"
)
NAME: Final = r"@\w[\w.-]{1,40}|<@\w{3,20}(?:\|[^>\n]{0,60})?>|\b[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}"
PERSON: Final = (
    NAME + r"|\b(?:for|give|gives?|grant|add|invite|colleague|intern|assistant|hire|starter|freelancer"
    r"|named|called|für"
    r"|pour)\s+(?-i:[A-ZÄÖÜÉ][a-zäöüéèçñãõ]{2,20}(?:\s+[A-ZÄÖÜÉ][\w'’-]{1,25})?)\b(?!\s+(?:analytics"
    r"|tag|ads|drive|page|team|account|workspace|search|data))"
    r"|\b(?:i|i(?:'|’)m|i(?:'|’)d|me|my|ich|mir|mich|je|j(?:'|’)|moi|yo|me|mí|eu|mim)\b(?!\s+(?:bought"
    r"|think|know|hope|was\s+told))"
)
ATTACHED: Final = (
    r"\b(?:attach(?:ed|ment|ments)?|screen\s?shots?|screen\s+recording|(?:see"
    r"|in)\s+(?:the\s+)?(?:thread|picture|photo)|in\s+the\s+(?:dam|drive|folder|asset\s+library"
    r"|brand\s+folder)|angehängt|anbei|im\s+anhang|ci-?joint\w*|en\s+pièce\s+jointe|adjunt[oa]s?"
    r"|em\s+anexo|anexad[oa])\b"
)
