"""How people ask, in English first, then German, French, Spanish and Portuguese."""

from __future__ import annotations

from typing import Final

from bot.intake.any_case import AnyCase

LEAD_IN: Final = AnyCase(
    r"(?:[\s,;:.!¿¡·—–-]+|(?:hi|hello|hey|hiya|dear|team|all|everyone|folks|guys|thanks|thank\s+you"
    r"|cheers|morning"
    r"|ok|okay|so|oh|well|btw|by\s+the\s+way|hallo|liebes|moin|bonjour|salut|hola|buenos\s+días|buenas"
    r"|olá|oi|bom\s+dia"
    r"|boa\s+tarde|danke|merci|gracias|obrigad[oa]|first(?:ly|\s+of\s+all)?|for\s+(?:one|starters)"
    r"|erstens|premièrement|primero"
    r"|primeiro)\b(?!\s+(?:name|party|page|send)\b)[,:!]?)"
)
ALSO: Final = AnyCase(
    r"(?:(?:and|&|but|und|et|y|e)\s+)?(?:also|additionally|in\s+addition(?:\s+to\s+(?:this|that))?"
    r"|besides(?:\s+(?:that|this))?"
    r"|on\s+(?:another|a\s+(?:different|separate|second))\s+(?:note|topic|matter)|(?:different|new"
    r"|other)\s+(?:topic|subject)|on\s+top(?:\s+of\s+(?:that|this|it))?|plus|second(?:ly)?"
    r"|third(?:ly)?|separately|another(?:\s+thing)?|one\s+more(?:\s+thing)?"
    r"|the\s+other(?:\s+(?:thing|one))?|the\s+second(?:\s+(?:thing|one))?|other\s+than\s+that"
    r"|unrelated(?:ly)?|(?:a\s+)?(?:different|another|other|separate|new)\s+(?:one|matter|point|request|question)"
    r"|next(?:\s+one|\s+thing)?(?=[:,])|last(?:ly|\s+(?:one|thing))(?=\W)|finally|and\s+finally|not\s+only"
    r"|while\s+(?:we|you|i)(?:\s*(?:'|’)re|\s+are|\s+have|(?:'|’)ve)"
    r"(?:\s+(?:at\s+it|on\s+it|got\s+you))?|as\s+well\s+as|next\s+to\s+that|apart\s+from\s+that|p\.?\s?s\b\.?"
    r"|außerdem|ausserdem|zusätzlich|auch\s+noch|noch\s+(?:etwas|was|eine\s+sache)|zweitens|drittens"
    r"|sowie|dazu\s+noch|ebenso|ebenfalls|(?:ein\s+)?ander(?:es|er)\s+(?:thema|punkt)|darüber\s+hinaus"
    r"|des\s+weiteren|nebenbei|übrigens|aussi|également|en\s+(?:plus|outre)(?:\s+de\s+(?:ça|cela))?"
    r"|de\s+plus|par\s+ailleurs|deuxièmement|ensuite\s+il"
    r"|ainsi\s+qu(?:e\b|')|(?:une?\s+)?autre\s+(?:chose|point|demande|sujet)|sinon|también|tambien|además|ademas"
    r"|asimismo|otra\s+(?:cosa|petición|pregunta)|por\s+otr[oa]\s+(?:lado|parte)|segundo|así\s+como"
    r"|de\s+paso|também|tambem|além\s+diss?o|alem\s+disso|outra\s+coisa|por\s+outro\s+lado|bem\s+como"
    r"|ainda|aproveitando)\b"
)
AND: Final = AnyCase(r"(?:and|or|but|und|aber|et|mais|y|pero|e|mas|&|\+)(?=\s)\s*")
PLEASE: Final = AnyCase(
    r"(?:(?:please|pls|plz|kindly|bitte|svp|s(?:'|’)il\s+(?:vous|te)\s+pla[iî]t|merci\s+de|veuillez"
    r"|por\s+favor|porfa|favor)\b|merci\s+d(?:'|’))[\s,:]*"
)

# "Then", "because", "when": the clause belongs to the one before it, or leads to the one after it.
LEANS: Final = AnyCase(
    r"(?:then|after(?:wards|\s+that)?|once|when(?:ever)?|if|because|since|as|so\s+(?:that|we|they"
    r"|people|i|it|our|the)|in\s+order|otherwise"
    r"|until|till|before|while|although|though|even|which|who|whose|where|that|to|unless|but\s+(?:not"
    r"|only|it|they)|not|without|instead|including"
    r"|e\.?g|i\.?e|same|such|like|just|only|with|for|on|in|at|from|by|of|into|about|per|via|using"
    r"|dann|danach|anschließend|weil|damit|sobald|wenn|falls|denn|da|dass|ob|sonst|während|obwohl|mit"
    r"|für|auf|von|aus|bei|nur|ohne"
    r"|puis|ensuite|parce|car|afin|pour|quand|lorsque|si|dont|qui|avec|sans|sur|dans|sinon\s+on"
    r"|luego|después|porque|para|cuando|que|quien|con|sin|en|desde|hasta|sobre|ya\s+que|así"
    r"|depois|pois|quando|se|com|sem|em|no|na|até|assim)\b"
)
VERBS: Final = (
    r"(?:re-?)?(?:add|build|create|make|set\s*-?up|change|update|replace|swap|remove|delete|drop"
    r"|take\s+(?:down|off|out)|put|install"
    r"|give|grant|connect|integrate|redirect|register|pull|send|publish|fix|repair|solve|check|move"
    r"|migrate|transfer|merge|clean|dedupe"
    r"|enable|disable|switch|turn|activate|deactivate|book|buy|prepare|provide|configure|launch"
    r"|approve|implement|embed|translate|extend"
    r"|renew|cancel|reset|unlock|invite|hide|rename|resize|edit|adjust|correct|exclude|include|allow"
    r"|whitelist|verify|validate|generate"
    r"|run|start|stop|pause|restore|get|plug|hook|collect|automate|notify|repoint|raise|increase|lower"
    r"|do|bring|look\s+(?:at|into)|arrange|help|investigate)"
)
# These are names of things as well; they ask only when something stands behind them to act upon.
NOUNS_TOO: Final = (
    r"(?:e-?mail|link|tag|order|report|track|test|export|import|record|stream|show|share|review"
    r"|schedule|segment|filter|measure|push|upload"
    r"|block|list|point|sync|split|sort)\s+(?:the|an?|our|my|this|that|these|those|all|any|some|him"
    r"|her|them|it|us|me|new|every|both|everyone|\d+)"
)
IMPERATIVE: Final = AnyCase(
    rf"(?:to\s+)?(?:{VERBS}\b(?!\s*(?:is|are|was|were|has|when|whenever|if|as\s+soon|asap|soon|today"
    rf"|tomorrow)\b)|{NOUNS_TOO}\b)"
)
ORDER: Final = AnyCase(rf"{VERBS}\s+(?:the|an?|our|my|all|this|these)\b")
IMPERATIVE_ELSEWHERE: Final = AnyCase(
    r"(?:ajoute[rz]?|cré(?:er|ez)|mettre|mettez|retire[rz]|supprime[rz]|modifie[rz]|change[rz]"
    r"|envoye[rz]|donne[rz]|connecte[rz]|installe[rz]|prépare[rz]|corrige[rz]"
    r"|publie[rz]|rediri(?:ger|gez)|exporte[rz]|importe[rz]|brancher|prévoir|vérifie[rz]"
    r"|crear|cread|añadir|añadid|poner|poned|quitar|cambiar|cambiad|actualizar|enviar|mandar"
    r"|dar\s+(?:de\s+alta|acceso)|conectar|instalar|preparar|publicar|subir|borrar|exportar|importar"
    r"|revisar|arreglar|configurar"
    r"|criar|adicionar|colocar|tirar|remover|trocar|atualizar|conectar|preparar|corrigir|incluir"
    r"|alterar|liberar|verificar|montar"
    r"|(?:leg|richt|änder|mach|schick|gib|stell|bau|lad|füg|setz|nehm|nimm|prüf|lösch|tausch)(?:t|e|en)?)\b"
)
NEED: Final = AnyCase(
    r"\b(?:(?:can|could|would|will|may)\s+(?:you|we|i|someone|somebody|anyone|anybody|u|it|they|he|she"
    r"|the|our|my|this)\b"
    r"|(?:can|could|may|should)\s+\w+\s+(?:\w+\s+)?(?:get|have|be|receive|use)\b|needs?\b|needed\b"
    r"|(?:i|we|they|she|he)\s+(?:also\s+|really\s+|just\s+|do\s+)?(?:want|wish|require)s?\b"
    r"|wants\s+(?:to|a|an|the|access)\b|(?:would|'d|’d)\s+(?:also\s+|really\s+)?(?:like|love|need|want"
    r"|appreciate)\b"
    r"|(?:is|would)\s+it\s+(?:be\s+)?possible|is\s+there\s+(?:a|any)\s+(?:way|chance)|any\s+chance"
    r"|(?:do|would)\s+you\s+mind|(?:looking|hoping|want|trying)\s+(?:for|to)\b"
    r"|(?:would|it(?:'|’)d|could)\s+be\s+(?:great|nice|good|helpful|lovely|cool|awesome|useful)|(?:we"
    r"|i)\s+(?:also\s+)?(?:should|must|have\s+to)\b|we(?:'|’)?ll\s+(?:also\s+)?need|how\s+(?:do|can"
    r"|would|should)\s+(?:we|i)|(?:who|what|where)\s+(?:can|do|should)\s+(?:i|we)|(?:should|must"
    r"|has\s+to|have\s+to)\s+(?:also\s+)?be\s+(?:added|changed|removed|updated|set|created|replaced"
    r"|fixed|built)"
    r"|(?:wir|ich)\s+(?:br[aä]uchte?n?|brauchen?|benötigen?|möchten?|wollen|will|hätten?)"
    r"|br[aä]uchte(?:n)?|brauchen?\s+(?:wir|ich)|benötigen?\s+(?:wir|ich)"
    r"|wird\s+(?:auch\s+)?(?:noch\s+)?(?:benötigt|gebraucht)|(?:könnt|kannst|könntet|könnten|können"
    r"|kann)\s+(?:ihr|du|sie|wir|ich|jemand|man|mir|uns)|(?:müsste|muss|sollte|soll|müssen|sollen)n?\b"
    r"|(?:hätte|hätten)\s+gerne?"
    r"|(?:nous|on|j(?:'|’)|je)\s*(?:aurions|aurait|aurai[st]?|avons|ai|a)\s+(?:aussi\s+)?besoin"
    r"|besoin\s+d|il\s+(?:nous\s+|me\s+|vous\s+)?(?:faut|faudrait)|(?:voudrais|voudrions|voudrait"
    r"|souhaite\w*|aimerions|aimerais|aimerait)\b|(?:pouvez|pourriez|peux|pourrais|pourrait"
    r"|peut)[-\s](?:vous|tu|on)|(?:serait|est)-il\s+possible"
    r"|necesit\w+|quer(?:emos|ría\w*|emos|o)\b|quisi\w+|(?:puede[sn]?|podéis|podríais|podrías?"
    r"|podría(?:n|mos)?|podemos)\b|(?:hace|hacen|haría)\s+falta|(?:me|nos)\s+gustaría|hay\s+que"
    r"|es\s+posible"
    r"|precis(?:o|amos|a|ava|ávamos|aríamos)\b|gostar(?:ia|íamos)|(?:pode[mr]?|poderia[ms]?|podem"
    r"|podemos)\b|(?:seria|é)\s+possível|dá\s+para|queremos|queria(?:mos)?|quero"
    r"|falta\s+(?:também\s+)?(?:criar|pôr|colocar))"
)
# A need about the same thing ("it should …", "the leads need to go to …") describes it; it asks for no other.
ABOUT_IT: Final = AnyCase(
    r"(?:(?:does|do|did|is|are|will|would|can|could|should|has|have)\s+(?:it|this|that|these|those"
    r"|they)\b(?!\s+(?:be\s+)?possible)|it|this|that|these|those|they|them|he|she|there|both|all"
    r"|everything|each|one|ones|some|none|es|sie|er|diese[rs]?|alle|beide|il(?!\s+(?:nous\s+|me\s+"
    r"|vous\s+)?fau)|elle|ils|elles|ça|cela|ce|esto|esta|este|eso|ele|ela|isso|isto)\b"
)
PERSON_TOO: Final = AnyCase(
    r"(?:she|he|they)\s+(?:also|still|now)\s+(?:needs?|wants?|has\s+no)\b|(?:sie|er)\s+braucht\s+(?:auch"
    r"|noch|außerdem)"
)
TELL_ME: Final = AnyCase(
    r"\b(?:(?:let\s+(?:me|us)\s+know|tell\s+(?:me|us))(?!\s+how\s+(?:many|much|often))|get\s+back|keep\s+(?:me|us)|confirm\s+(?:when|if"
    r"|receipt|once)|call\s+me|ping\s+(?:me|us)|reach\s+out|advise|(?:any|more)\s+(?:questions|info"
    r"|details)"
    r"|send\s+(?:me|us)\s+(?:an?\s+)?(?:update|estimate|quote|invoice|note|confirmation)|(?:happy"
    r"|glad)\s+to|i\s+can(?!(?:'|’)?t|not)|i(?:'|’)ll|we(?:'|’)ll\s+(?!(?:also\s+)?need)|we\s+(?:can"
    r"|will)\b|thank|cheers|no\s+(?:rush|hurry)|sag(?:t|en\s+sie)?\s+(?:mir|uns|bitte\s+bescheid)"
    r"|bescheid|melde\w*|dites-(?:moi|nous)|tenez-(?:moi|nous)|avísa\w*|dime|decidme|me\s+avis\w+"
    r"|avisem?)\b"
)
FAULT: Final = AnyCase(
    r"\b(?:(?:is|are|was|seems?|looks?|keeps?|has|have)\s+(?:\w+\s+)?(?:out\s+of|broken|down|stuck"
    r"|missing|wrong|dead|slow|crashing|failing|offline|empty|leaking|blocked|locked|expired|stopped"
    r"|jammed|blurry|gone|full|outdated|stolen|lost|frozen|down)"
    r"|crash(?:es|ed)|flickers?|freezes?|bounces?(?=\s+(?:at|from|back))|expires?\b|was\s+stolen"
    r"|go(?:es)?\s+(?:straight\s+)?to\s+(?:spam|junk)|there\s+twice"
    r"|flackert|abgelaufen|stürzt|landen?\s+(?:\w+\s+){0,2}(?:\S+\s+)?im\s+spam|n(?:'|’)(?:apparaît"
    r"|arrive\w*|ouvre\w*|est)\s+(?:plus|pas)|(?:acaban|llegan|caen|caem|vão)\s+(?:en|a|no"
    r"|para\s+o)\s+spam|mu(?:y|ito)\s+lent[oa]"
    r"|(?:doesn|don|won|isn|aren|can|couldn|hasn|haven)(?:'|’)?t\s+(?:work|load|open|send|sync|print"
    r"|show|connect|start|log|submit|match|arrive|working|loading|printing|showing|sending)|(?:lands?"
    r"|ends?|goe?s?)\s+(?:up\s+)?in\s+(?:the\s+|people(?:'|’)s\s+)?(?:spam|junk)|throws?\s+an?\s+error"
    r"|(?:leads|goes|points)\s+to\s+an?\s+(?:404|error|empty)|not\s+(?:working|loading|syncing"
    r"|printing|showing|sending|arriving)|stopped\s+\w+ing"
    r"|kaputt|\w+t\s+(?:auch\s+|gar\s+)?nicht(?:\s+mehr)?|geht\s+nicht"
    r"|funktioniert\s+(?:auch\s+)?nicht|defekt|abgestürzt|ne\s+(?:marche|fonctionne|s(?:'|’)affiche"
    r"|charge)\w*\s+(?:plus|pas)|en\s+panne|cassée?|no\s+(?:funciona|carga|va|abre|imprime)"
    r"|está\s+(?:rot[oa]|caíd[oa]|fora)|não\s+(?:funciona|abre|carrega|imprime)|quebrad[oa]|parou)\b"
)
SUBJECT: Final = AnyCase(
    r"(?:the|our|my|one\s+of|all|both|unser\w*|mein\w*|der|die|das|le|la|les|notre|nos|mon|ma|el|los"
    r"|las|nuestr\w+|mi|o|a|os|as|noss[oa]|meu|minha)\s"
)
OURS: Final = AnyCase(
    r"(?:our|my)\s+(?:\w+\s+){0,2}(?:team|colleague|agency|intern|freelancer|boss|manager|director"
    r"|laptop|printer|phone)s?\b"
)
NEW: Final = AnyCase(
    r"(?:(?:admin\s+|read\s+)?(?:access|rights|permissions?|zugang|zugriff|accès|acceso"
    r"|acesso)\s+(?:to|for|in|zu|auf|à|au|a|ao)|an?|some|another|new|two|three|eine?n?|neue[rsn]?|une?"
    r"|des|nouve\w+|una?|unos|unas|nuev\w+|uma?|nov[oa]s?)\s+\w"
)
ABOUT_IT_AFTER_VERB: Final = AnyCase(
    r"(?:(?:can|could|would|will)\s+(?:you|we|someone|anyone)\s+)?(?:please\s+|also\s+)?"
    r"(?!(?:would|will|could|can|is|was|should|may|might|does|did|has)\s)[\w-]+\s+(?:up\s+"
    r"|down\s+)?(?:it|them|him"
    r"|(?:this|that|these|those)(?=\s+(?:up|down|out|off|on|in|to|for|from|with|by|at|as|so|asap"
    r"|please|today|now|before|and|into)\b|[\s.!?,]*$))\b"
)
LATE: Final = AnyCase(
    r"\b(?:(?P<please>please|pls|plz|bitte|svp|por\s+favor|s(?:'|’)il\s+(?:vous|te)\s+pla[iî]t"
    r"|(?:einrichten|anlegen|ändern|tauschen|schicken|einbauen|hochladen|freischalten|prüfen|erstellen"
    r"|anpassen|exportieren|zurücksetzen|löschen|entfernen|einfügen|ergänzen|aktualisieren|verknüpfen"
    r"|verbinden|umleiten|freigeben|austauschen|ersetzen|schalten|geben|bauen|machen)(?=[\s.!,]*$))\b"
    r"|(?:should|must|has\s+to|have\s+to|needs?\s+to|soll(?:en|te|ten)?|muss|müssen|müsste|braucht"
    r"|d(?:oit|oivent|evrait)|debe(?:n|ría)?|tiene(?:n)?\s+que|t[eê]m\s+que|deve(?:m|ria)?)\b)"
)
NEXT: Final = AnyCase(
    r"(?:then|after\s+that|before\s+that|afterwards|dann|danach|davor|puis|ensuite|avant|luego|después"
    r"|depois)\b"
)
PLEASE_DO: Final = AnyCase(r"\b(?:please|pls|plz|bitte|por\s+favor)\s+\w")
ASKING: Final = AnyCase(
    r"(?:(?:how|which|who|whose|what|where|when|why)\b|is\s+(?:it\s+(?:ok|okay|possible|allowed|fine)"
    r"|there)\b|(?:do|does|are|did)\s+(?:we|i|our|the|my|people|customers)\b|may\s+we\b"
    r"|(?:wie|welche[rsn]?|wer|was|wo|wann|warum|wieso|dürfen|darf|gibt\s+es|haben\s+wir)\b"
    r"|(?:combien|quel\w*|qui|où|quand|pourquoi|est-ce|peut-on|avons-nous|a-t-on)\b"
    r"|(?:cuánt\w+|cuál\w*|quién|dónde|cuándo|hay|podemos|se\s+puede)(?!\w)"
    r"|(?:quant\w+|qual|quais|quem|onde|há|dá\s+para|podemos)\b)[^?]{8,250}\?"
)
# "On the old page we want …", "Then please …": what leads in is a place or a time, and then a wish follows.
PLACE_OR_TIME: Final = AnyCase(
    r"(?:then|after(?:wards|\s+that)|before\s+that|once\s+(?:that|this)|on|in|at|from|for|with|to|when\s+(?:that|this)(?:'|’)?s"
    r"|when\s+(?:that|this)\s+is|just|dann|danach|davor|auf|für|in|bei|zu[mr]?|puis|ensuite|pour|sur|dans"
    r"|avant|luego|después|antes|para|en|depois|no|na)\b"
)
TOO: Final = AnyCase(
    r"\b(?:too|as\s+well|(?<!if\s)also|likewise|on\s+top|auch(?:\s+noch)?|noch|ebenfalls|zudem|aussi"
    r"|également|en\s+plus|también|además|também)\b"
)
# To wish to know is mostly the reason of the wish beside it.
TO_KNOW: Final = AnyCase(
    r"\b(?:like|love|wants?|needs?|wish)\s+to\s+(?:see|know|understand|rule|find\s+out|hear|discuss|talk"
    r"|avoid|make\s+sure|be\s+(?:sure|able)|ensure|prevent)\b(?!\s+(?:how\s+(?:many|much|often)"
    r"|the\s+(?:numbers?|figures?|results?)))"
)


ALSO_INSIDE: Final = AnyCase(
    r"(?:[\w'’-]+\s+){1,4}(?:also|auch\s+noch|außerdem|zusätzlich|aussi|également|también|além\s+disso"
    r"|também)\b"
)


# "We need name, company and email": the fields of a list, not three things.
LISTED: Final = AnyCase(
    r"\b(?:needs?|want|brauchen|benötigen|besoin\s+(?:de|d(?:'|’))|necesit\w+"
    r"|precis\w+)\s+(?:the\s+)?[\w-]+(?:\s[\w-]+)?,\s+[\w-]+(?:\s[\w-]+)?(?:,|\s+(?:and|und|et|y|e)\s)"
)
PLACED: Final = AnyCase(
    r"\s(?:on|onto|for|in|behind|auf|für|sur|pour|en|para|no|na)\s+(?:the|our|all|every|each|der|den"
    r"|die|das|le|la|les|chaque|el|los|las|cada|o|a|os|as)\s"
)
NOT_ONLY_NAMES: Final = AnyCase(
    r"\d|[:?]|\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should"
    r"|must|may|might|not|no|goes|go|get|gets|got|works?|worked|runs?|running|shows?|says?|looks?"
    r"|starts?|ends?|comes?|stays?|attached|ready|below|above|here|there|done|approved|live|launched"
    r"|needed|same|like|as|than|because|when|if|ist|sind|hat|wird|est|sont|a|ont|es|está|son|hay|é|são"
    r"|tem|i|we|you|they|it|he|she|this|that)\b"
)


BEGS: Final = AnyCase(
    r"[\s,;]*(?:and\s+|so\s+|und\s+|et\s+|y\s+|e\s+)?(?:please|pls|(?:can|could|would|will)\s+(?:you|someone"
    r"|somebody|anyone|we)|bitte|könnt\s+ihr|pouvez-vous|merci\s+de|por\s+favor|podéis|podem|dá\s+para)\b"
)
# "The answers should land in the CRM": where the thing that is wished for leads, no thing of its own.
FLOWS: Final = AnyCase(
    r"(?:the\s+|our\s+|all\s+|new\s+|die\s+|der\s+|das\s+|les?\s+|la\s+|los\s+|las\s+|el\s+|os?\s+|as?\s+)*"
    r"(?:answers?|leads?|entries|submissions?|results?|responses?|data|people|visitors?|users?|customers?"
    r"|contacts?|subscribers?|everyone|sales|forms?|tags?|links?|buttons?|fields?|text|copy|file|files|images?"
    r"|they|it|one|others?|antworten|daten|anfragen|einträge|kunden|réponses|données|clients|inscrits"
    r"|respuestas|datos|clientes|contactos|respostas|dados|contatos)\b"
)
INFINITIVE: Final = AnyCase(
    r"(?:de\s+|d(?:'|’)|à\s+|hay\s+que\s+|también\s+)?(?:nous\s+|me\s+|nos\s+|lui\s+)?[a-zà-ÿ]{2,20}(?:er|ir|re"
    r"|ar)(?:nos|me)?\s+(?:la|le|les|l(?:'|’)|une?|des|el|los|las|una|uma?|à|al?|ao)(?!\w)"
)
