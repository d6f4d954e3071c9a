"""What in a text says when, who, how many, why, since when, and what is allowed."""

from __future__ import annotations

from typing import Final

from bot.intake.missing.fragments import ATTACHED, COUNT, DAY, NAME, PERSON, URGENT

CIRCUMSTANCES: Final[dict[str, str]] = {
    "go_live": rf"{URGENT}|{DAY}",
    "date": rf"{URGENT}|{DAY}",
    "haste": URGENT,
    "until": (
        r"\b(?:until|till|through|ends?|bis|jusqu\w*|hasta|até|removed?\s+(?:by|on"
        r"|after))\b[^.!?\n]{0,40}|\b(?:permanent(?:ly)?|for\s+good|forever|dauerhaft|définitivement"
        r"|para\s+siempre|permanente)\b|\b(?:for|für|pendant|durante|por)\s+(?:\d{1,3}|one|two|three"
        r"|a|six|eine?|zwei|drei|deux|dos|duas|três)\s+\w+"
    ),
    "period": (
        r"\b(?:from|between|von|du|de|del|entre)\b[^.!?\n]{1,40}\b(?:to|until|and|bis|au|al|a|y|e)\b"
        r"|\b(?:last|past|this|previous)\s+(?:week|month|quarter|year|\d{1,3}\s+\w+)|\b(?:since|seit"
        r"|depuis|desde|until|finish|to\s+end)\b[^.!?\n]{1,30}|\b(?:for|für|pendant"
        r"|durante)\s+(?:\d{1,3}|one|two|three|four|six|a)\s+(?:days?|weeks?|months?|wochen|semaines"
        r"|semanas)|\b(?:im|in|en|em)\s+(?:januar|februar|märz|april|mai|juni|juli|august|september"
        r"|oktober|november|dezember|january|february|march|may|june|july|october|december|janvier"
        r"|février|mars|avril|juin|juillet|août|octobre|enero|febrero|marzo|abril|mayo|junio|janeiro"
        r"|fevereiro|março|maio|junho)\b|\bq[1-4]\b|\d{1,2}\s?[-–]\s?\d{1,2}\b|\b20\d\d\b"
    ),
    "run": (
        r"\b(?:from|between|von|du|de|del|entre)\b[^.!?\n]{1,40}\b(?:to|until|and|bis|au|al|a|y|e)\b"
        r"|\b(?:last|past|this|previous)\s+(?:week|month|quarter|year|\d{1,3}\s+\w+)|\b(?:since|seit"
        r"|depuis|desde|until|finish|to\s+end)\b[^.!?\n]{1,30}|\b(?:for|für|pendant"
        r"|durante)\s+(?:\d{1,3}|one|two|three|four|six|a)\s+(?:days?|weeks?|months?|wochen|semaines"
        r"|semanas)|\b(?:im|in|en|em)\s+(?:januar|februar|märz|april|mai|juni|juli|august|september"
        r"|oktober|november|dezember|january|february|march|may|june|july|october|december|janvier"
        r"|février|mars|avril|juin|juillet|août|octobre|enero|febrero|marzo|abril|mayo|junio|janeiro"
        r"|fevereiro|março|maio|junho)\b|\bq[1-4]\b|\d{1,2}\s?[-–]\s?\d{1,2}\b|\b20\d\d\b"
    ),
    "permanent": (
        r"\b(?:permanent(?:ly)?|temporar(?:y|ily)|for\s+good|forever|only\s+(?:for|during|until)"
        r"|for\s+the\s+campaign|dauerhaft|vorübergehend|définiti\w+|temporaire\w*|permanente"
        r"|temporal(?:mente)?|temporári[oa])\b"
    ),
    "since": (
        r"\b(?:since|seit|depuis|desde|started|began|this\s+(?:morning|afternoon|week)|yesterday"
        r"|last\s+(?:night|week|month|\w+day)|for\s+(?:\d{1,3}|an?|a\s+few|few|some|two|three"
        r"|several)\s+(?:minutes?|hours?|days?|weeks?|months?)|an?\s+hour\s+ago|\d{1,3}\s+(?:minutes"
        r"|hours|days)\s+ago|right\s+now|just\s+now|all\s+(?:morning|day)|gestern|heute\s+(?:morgen"
        r"|früh)|hier|ce\s+matin|ayer|esta\s+mañana|ontem|hoje\s+cedo)\b[^.!?,\n]{0,25}"
    ),
    "purpose": (
        r"\b(?:so\s+(?:that|we|i)|in\s+order\s+to|because|to\s+(?:decide|see\s+(?:whether|if)"
        r"|find\s+out|prepare|plan|show|present|check\s+(?:whether|if)|understand|know)"
        r"|i\s+need\s+(?:it|this|them)\s+for|for\s+(?:the|our|my|a|an)\s+(?:[\w-]+\s+){0,3}?(?:meeting"
        r"|board|review|presentation|budget|qbr|report|campaign|mailing|newsletter|launch|event"
        r"|webinar|follow[\s-]?up|invitation|survey|talk|pitch|deck|planning|decision|emails?|sale"
        r"|promotion)"
        r"|für\s+(?:das|die|den|eine?n?)\s+[\w-]+|damit\s+wir|um\s+zu|weil|pour\s+(?:la|le|les|un|une"
        r"|l(?:'|’)|décider|préparer|relancer|notre|nos)\s?\w+|afin|parce\s+que|para\s+(?:la|el|las"
        r"|los|un|una|decidir|preparar|enviar|saber|a|o|as|os|uma?|nossa)\s?\w+|es\s+para|é\s+para"
        r"|porque|lookalike|ads?\s+go\s+live|ads?\s+audience|suppression)\b[^.!?\n]{0,60}"
    ),
    "approver": (
        rf"{NAME}|\b(?:approved|signed\s+off|sign-off|final\s+ok|has\s+(?:approved|agreed)|(?:boss"
        rf"|manager|head|director|cmo|ceo|legal|i)\s+(?:has\s+|have\s+)?(?:approves?|approved|agreed"
        rf"|said\s+(?:yes|ok)|signs?\s+off|ok(?:'|’)?d|oked)|freigegeben|abgesegnet|validée?"
        rf"|aprobad[oa]|aprovad[oa])\b"
    ),
    "owner": (
        rf"{NAME}|\bowner\s?(?:is|:|=)\s?[^.!?\n]{{1,40}}|\b(?:i|[A-Z][a-z]+)\s+(?:own|owns"
        rf"|am\s+responsible|is\s+responsible)|\bowned\s+by\b[^.!?\n]{{1,40}}|\b(?:responsable"
        rf"|verantwortlich|responsável)\b[^.!?\n]{{0,40}}"
    ),
    "manager_ok": (
        r"\b(?:manager|boss|lead|head\s+of\s+\w+|director|supervisor|chef(?:in)?|vorgesetzte[rn]?"
        r"|responsable|manageu?r|jefe|jefa|gestor|gerente|chefe)\b[^.!?\n]{0,30}\b(?:ok|okay|okayed"
        r"|yes|approved?|approves|agree[sd]?|fine|asked|wants|informed|signed|einverstanden|zugestimmt"
        r"|d(?:'|’)accord|validé|aprobado|aprobó|de\s+acuerdo|aprovou|concorda|autorizou)"
        r"|\bapproved\s+by\b[^.!?\n]{1,40}|\b(?:manager|boss)(?:'|’)s\s+(?:ok|approval|permission)\b"
        r"|\bmy\s+team\s+member|\bi(?:'|’)m\s+(?:her|his|their)\s+manager"
    ),
    "volume": COUNT,
    "trigger": (
        r"\b(?:when(?:ever)?|if|after|once|as\s+soon\s+as|every\s+time|each\s+time|wenn|sobald|nachdem"
        r"|quand|lorsque|dès\s+que|après|si|cuando|al\s+rellenar|después\s+de|tras|quando|depois\s+de"
        r"|assim\s+que)\s+(?!possible|you\s+can|they\s+can)\w+[^.!?\n]{3,80}|\b(?:add|create|change"
        r"|rename|remove|delete|move|switch|connect|migrate|assign|route|merge)\s+(?:over\s+)?(?:the|a"
        r"|an|our|this|new|two|all)\b[^.!?\n]{2,60}|\b(?:emails?|mails?|workflow|journey)\s+(?:that"
        r"|which|should|to)\b[^.!?\n]{2,60}|\b(?:sends?|goes|gets|go|assigned)\b[^.!?\n]{2,60}"
        r"|\b(?:soll|sollen|devrait|doit|debe|deben|deve|devem)\b[^.!?\n]{2,60}"
    ),
    "group": (
        r"\b(?:todos\s+(?:los|os)\s+que|tous\s+ceux\s+qui|alle,\s+die|everyone|everybody|anyone|all"
        r"|people|customers?|users?|members?|contacts|subscribers|attendees|visitors|donors|leads"
        r"|accounts|companies|buyers|players|guests|alle|kunden|nutzer|abonnenten|teilnehmer"
        r"|mitglieder|tous|clients?|utilisateurs|abonnés|participants|inscrits|todos|clientes|usuarios"
        r"|suscriptores|asistentes|contatos|inscritos|participantes|usuários)\s+(?:who|that|with"
        r"|without|in|from|of|since|on|and|but|except|inactive|lapsed|die|aus|in|mit|ohne|seit|qui"
        r"|inactifs?|de|du|depuis|que|en|inactivos|con|sin|da|do|com|sem|inativos)\b[^.!?\n]{1,60}"
        r"|\b(?:inactive|lapsed|past|former|existing|active|loyal|regular|new|trial|vip"
        r"|b2b)\s+(?:customers?|users?|members?|donors?|attendees|buyers|subscribers|contacts)\b"
        r"|\b(?:who\s+(?:left|bought|attended|never|haven(?:'|’)t|registered|clicked|opened|signed"
        r"|visited|downloaded)|did\s+not\s+\w+)[^.!?\n]{0,60}"
    ),
    "person": PERSON,
    "consent_basis": (
        r"\b(?:consent(?:ed)?|opt(?:ed)?[\s-]?in|opt-?ins?|said\s+yes|agreed|permission|subscribed"
        r"|subscribers|gdpr[\s-]?(?:ok|compliant|safe)|legitimate\s+interest|double\s+opt|unsubscribed"
        r"|suppress\w*|who\s+(?:agreed|opted)|einwilligung|eingewilligt|zugestimmt|abonnenten"
        r"|consentement|désabonnés|abonnés|consentimiento|aceptaron|suscritos|dados\s+de\s+baja"
        r"|consentimento|aceitaram|assinantes)\b"
    ),
    "consent_category": (
        r"\b(?:for\s+(?:measuring|measurement|analytics|statistics|ads|advertising"
        r"|marketing\s+purposes|retargeting|remarketing|conversion)|remarketing|retargeting"
        r"|analytics\s+tag|cookie\s+categor\w+|necessary|marketing\s+cookies?|(?:ad|ads)\s+(?:tag"
        r"|pixel)|statistik|nur\s+messung|werbung|publicité|mesure\s+d(?:'|’)audience|publicidad"
        r"|publicidade)\b"
    ),
    "region": (
        r"\b(?:germany|austria|switzerland|france|spain|portugal|brazil|italy|netherlands|belgium"
        r"|ireland|poland|sweden|denmark|norway|finland|uk|united\s+kingdom|england|us|usa"
        r"|united\s+states|canada|australia|mexico|eu|europe|emea|dach|apac|latam|nordics|worldwide"
        r"|global(?:ly)?|all\s+countries|california|japan|deutschland|österreich|schweiz|frankreich"
        r"|spanien|weltweit|europa|allemagne|autriche|suisse|espagne|brésil|monde\s+entier|alemania"
        r"|austria|suiza|francia|españa|brasil|méxico|mundo|alemanha|áustria|suíça|frança|espanha)\b"
    ),
    "languages": (
        r"\b(?:english|german|french|spanish|portuguese|italian|dutch|polish"
        r"|all\s+(?:\d+\s+)?languages|deutsch|englisch|französisch|français|anglais|allemand|español"
        r"|inglés|alemán|português|inglês|alemão|en|de|fr|es|pt)\b"
    ),
    "personal_data": (
        r"\b(?:customer\s+(?:data|emails?|lists?|records?)|personal\s+data"
        r"|(?:only\s+)?(?:our\s+)?(?:own\s+)?(?:texts?|pictures|images|copy|drafts)\b"
        r"|contact\s+(?:data|details)|email\s+addresses|phone\s+numbers?|names|addresses|health"
        r"|payment|card\s+(?:data|numbers)|no\s+(?:customer|personal)\s+data|all\s+(?:his|her|their"
        r"|my)\s+data|kundendaten|personendaten|keine\s+(?:kunden|personen)|adressen|telefonnummern"
        r"|données\s+(?:clients?|personnelles)|adresses|datos\s+(?:de\s+clientes|personales)|correos"
        r"|teléfonos|dados\s+(?:de\s+clientes|pessoais)|todos\s+os\s+dados|telefones)\b"
    ),
    "role": (
        r"\b(?:admin(?:istrator)?|editor|viewer|view(?:\s+only)?|read(?:[\s-]only)?|edit|write|full"
        r"|complete|owner|publish(?:er|ing)?|look\s+only|only\s+look|just\s+look|standard|contributor"
        r"|manage[rs]?\s+(?:access|role|rights)|change\s+things|see\s+(?:her|his|the|their"
        r"|own)\s+(?:own\s+)?(?:numbers|reports?|data)|lesen|leserechte?|schreibrechte?|bearbeiten"
        r"|nur\s+ansehen|lecture|écriture|modifier|éditeur|consulter|lectura|edición|editar|sólo\s+ver"
        r"|solo\s+ver|leitura|edição|só\s+ver|administrador)\b"
    ),
    "rights": (
        r"\b(?:rights|licen[cs]ed?|royalty[\s-]free|stock\s+(?:photo|image)|our\s+own\s+(?:photo"
        r"|picture|image|video)|we\s+(?:own|bought|have\s+the\s+rights)|bildrechte|nutzungsrechte"
        r"|lizenz|droits|derechos|licencia|direitos|licença)\b"
    ),
    "symptom": (
        r"\b(?:need\w*|want|like|order|install|broken|slow|stuck|jammed|not?\s+\w+ing|won(?:'|’)t"
        r"|doesn(?:'|’)t|isn(?:'|’)t|can(?:'|’)t|cannot|is\s+(?:dead|down|stolen|lost)|error|flickers?"
        r"|blurry|crash\w*|stolen|lost|replace\w*|leak\w*|en\s+panne|kaputt|defekt|brauch\w*|langsam"
        r"|geht\s+nicht|funktioniert|ne\s+(?:marche|fonctionne)|besoin|no\s+funciona|necesit\w+"
        r"|lent[oa]|roto|não\s+funciona|precis\w+|quebrad[oa])\b[^.!?\n]{0,50}"
    ),
    "location": (
        r"\b(?:(?:in|at|from)\s+(?:the\s+|our\s+|my\s+)?(?:[\w-]+\s+)?(?:office|home|fair|booth|stand"
        r"|showroom|warehouse|hotel|headquarters|hq|floor|building|store|reception)|home\s?office"
        r"|at\s+home|remote(?:ly)?|(?:1st|2nd|3rd|\d{1,2}th|first|second|third|fourth|ground)\s+floor"
        r"|\d\.\s?(?:stock|og)|im\s+(?:büro|homeoffice|lager)|zu\s?hause|auf\s+der\s+messe|au\s+bureau"
        r"|à\s+la\s+maison|étage|sur\s+le\s+salon|en\s+(?:la\s+oficina|casa|la\s+feria)|planta"
        r"|no\s+escritório|em\s+casa|na\s+feira|andar)\b"
    ),
    "error": (
        rf"{ATTACHED}|\b(?:error\s+(?:code|message|\d{{3}}|says|:)|says?\s+(?:that\s+)?[\"“'‘]\w+"
        rf"|(?:shows?|showing|get|gives?|throws?|displays?|returns?"
        rf"|goes?\s+to\s+an?)\s+(?:an?\s+)?(?:error\s+\d|\d{{3}}|blank|white|empty|page\s+not\s+found"
        rf"|timeout|[\"“'‘])|404|403|500|502|503|504|not\s+secure|white\s+(?:page|screen)"
        rf"|blank\s+(?:page|screen)|page\s+not\s+found|timed?\s?out|fehlermeldung|weiße\s+seite"
        rf"|page\s+blanche|message\s+d(?:'|’)erreur|página\s+en\s+blanco|mensaje\s+de\s+error"
        rf"|página\s+em\s+branco|mensagem\s+de\s+erro)\b[^.!?\n]{{0,50}}"
    ),
    "campaign": (
        r"\b(?:ads?\s+(?:are|is)?\s*(?:running|live|on)|campaign\s+(?:is\s+)?(?:running|live|started"
        r"|went|starts|launch\w*)|(?:tv|radio)\s+spot|newsletter\s+(?:just\s+)?(?:went|goes|has\s+gone"
        r"|is\s+going)|traffic|spend(?:ing)?|paid\s+(?:ads|traffic|media)|black\s+friday"
        r"|sale\s+(?:is\s+on|starts|started|running)|live\s+right\s+now|mailing\s+(?:went|goes)"
        r"|kampagne\s+läuft|anzeigen\s+laufen|läuft\s+gerade|campagne\s+(?:en\s+cours|lancée)"
        r"|pub\s+tourne|campaña\s+(?:activa|en\s+marcha)|anuncios\s+activos|campanha\s+(?:no\s+ar"
        r"|ativa)|anúncios\s+(?:no\s+ar|ativos))\b[^.!?\n]{0,30}"
    ),
    "expected": (
        r"\b(?:should\s+(?:be|have|show|say|match)|expect\w*|instead\s+of|but\s+(?:in|the|only|it|we"
        r"|salesforce|hubspot|ga4?)|vs\.?|versus|while|whereas|compared|twice|double[sd]?|duplicat\w+"
        r"|dupes?|doubl\w+|wrong|missing|don(?:'|’)t\s+match|doesn(?:'|’)t\s+match|not\s+match\w*"
        r"|no\s+longer|low(?:er)?|higher|dropped?|sollte|statt|fehl(?:t|en)|doppelt|devrait|au\s+lieu"
        r"|manque\w*|en\s+double|debería|en\s+vez|falta\w*|duplicad[oa]s?|deveria|em\s+vez"
        r"|errad[oa]s?)\b[^.!?\n]{0,60}"
    ),
    "recording": (
        r"\b(?:record(?:ed|ing|ings)?|on[\s-]demand|aufzeichn\w+|aufgezeichnet|enregistr\w+|replay"
        r"|grab(?:ar|ación|ado)|gravar|gravação|gravad[oa])\b"
    ),
    "frequency": (
        r"\b(?:real[\s-]?time|at\s+once|instant(?:ly)?|immediately|hourly|daily|weekly|monthly|nightly"
        r"|every\s+(?:\w+\s+)?(?:minute|hour|day|night|week|month|morning)s?|once\s+(?:a|per)\s+\w+"
        r"|automatically|sofort|stündlich|täglich|wöchentlich|jede\w*\s+(?:stunde|tag|woche)"
        r"|en\s+temps\s+réel|chaque\s+\w+|tous\s+les\s+\w+|quotidien\w*|en\s+tiempo\s+real|cada\s+\w+"
        r"|diari\w+|a\s+diario|em\s+tempo\s+real|todo\s+dia)\b"
    ),
    "cost": (
        r"[€$£]\s?\d[\d.,]{0,12}k?|\b\d[\d.,]{0,12}\s?(?:€|\$|£|eur|usd|gbp|euros?|dollars?|pounds"
        r"|reais)|\b(?:budget|free|cost\s?cent(?:er|re)|kostenstelle|kostenlos|gratuite?s?|gratis"
        r"|presupuesto|orçamento)\b[^.!?\n]{0,40}"
    ),
    "approved_wording": (
        r"\b(?:legal|lawyers?|dpo|data\s+protection\s+officer|rechtsabteilung"
        r"|datenschutzbeauftragte\w*|juridique|legales?|jurídico)\b[^.!?\n]{0,40}"
    ),
}
