"""What a question of the company file is after, whatever its id and its language.

A company writes its own questions. Their ids are mostly plain English ("page_url"), so those are looked at
first; else the words of the question decide. A question of no known kind is left to people.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.company.model import Question
from bot.intake.small_words import fold

# By kind: ids, or parts of ids, that mean it.
_IDS: Final = {
    "code": "tag_code code snippet pixel_id tag_id tag script",
    "every_page": "pages which_pages placement",
    "page": "page_url page url page_or_form form_or_page page_link site website screen where_seen",
    "address_from": "from_url short_url short_link vanity_url domain subdomain alias old_url source_url",
    "address_to": "to_url target_url target end_url landing_url new_url destination_url",
    "records": "records dns_records dns",
    "go_live": "go_live live launch publish_date launch_date release_date publish release",
    "date": "due_date due deadline by_when when first_send send_date event_date send_time contract_date date"
    " start_date start delivery needed_by timing",
    "until": "until end_date expiry live_until run_until removal",
    "run": "run_dates test_dates run_period",
    "period": "date_range period dates duration timeframe time_range range",
    "permanent": "permanent permanence temporary",
    "since": "since_when since started first_seen",
    "purpose": "question purpose goal reason why use use_case decision objective",
    "figures": "metrics figures kpi kpis numbers dimensions breakdown",
    "metric": "metric success_metric primary_metric winner",
    "change": "change what changes wording copy content text details",
    "message": "message push_text body",
    "file": "file_link file files attachment document",
    "assets": "assets images image artwork creative creatives visuals logo",
    "shown": "where shown_in shared_with",
    "destination": "destination recipient goes_to delivery_place storage handover",
    "form_dest": "form_dest form_destination answers_to submissions",
    "approver": "approver approval sign_off signoff ok_by",
    "owner": "owner contact responsible requester stakeholder",
    "manager_ok": "manager_ok manager manager_approval line_manager boss",
    "tool": "tool platform system software product app_name service",
    "tool_site": "tool_url vendor vendor_url tool_name vendor_name",
    "from_system": "from_system source source_system from from_tool",
    "to_system": "to_system target_system to to_tool",
    "sender": "sending_domain sender from_address sender_address sending_address",
    "example": "example example_record sample record example_link",
    "report": "report_link report dashboard dashboard_link report_url",
    "volume": "volume attendees users_count count number quantity how_many size seats headcount participants",
    "trigger": "trigger rule logic flow condition behaviour behavior",
    "group": "who audience segment recipients target_group",
    "person": "person people user users name employee colleague account_for",
    "fields": "fields columns attributes mapping",
    "reg_fields": "reg_fields registration signup registration_fields",
    "consent_basis": "consent_basis consent legal_basis optin opt_in permission",
    "consent_category": "consent_category cookie_category category",
    "region": "region regions country countries market markets",
    "languages": "language languages locale",
    "personal_data": "what_data data_types data data_kind personal_data",
    "role": "role access_level level rights_level permission_level",
    "rights": "rights licence license usage_rights copyright",
    "device": "device room hardware equipment machine device_or_room",
    "symptom": "symptom problem issue what_happens fault",
    "location": "location place office site_location floor",
    "error": "error error_text error_message screenshot",
    "campaign": "campaign_running campaign impact running",
    "expected": "expected expectation should_be",
    "hypothesis": "hypothesis assumption",
    "variants": "variants versions variations",
    "recording": "recording record_it recorded",
    "frequency": "frequency schedule how_often cadence interval",
    "cost": "cost_owner cost budget price",
    "app_platform": "app_platform mobile_platform os device_platform",
    "event": "event conversion trigger_event goal_event result",
    "approved_wording": "wording_approved legal_ok legal_approved",
}
# By kind, in this order: words of a question (folded) that mean it.
_ASKS: Final = (
    ("since", r"since when|seit wann|depuis quand|desde cuando|desde quando|when did (?:it|this) start"),
    ("until", r"until when|for good|bis wann brauch|jusqu.?a quand|hasta cuando|ate quando"),
    ("period", r"which (?:dates|period)|from when|how long|zeitraum|quelle periode|que periodo|qual periodo"),
    ("app_platform", r"iphone|ios|android"),
    ("manager_ok", r"manager|vorgesetzt|superieur|jefe|gestor"),
    ("approver", r"final ok|sign(?:s)? off|approve|freigabe|freigeben|valide|aprueba|aprova"),
    ("cost", r"cost|budget|kostet|kosten|coute|cuesta|custa|orcamento|presupuesto"),
    ("volume", r"how many|wie viele|combien|cuant[oa]s|quant[oa]s"),
    ("error", r"screenshot|error|what does it say|fehlermeldung|capture d|mensaje de error|mensagem de erro"),
    ("region", r"countr|region|markets?\b|lander|land\b|pays|paises"),
    ("languages", r"languages?|sprachen?|langues?|idiomas?"),
    (
        "consent_basis",
        r"say yes|consent|opt.?in|einwillig|zugestimmt|consent|consentement|consentimiento|consentimento",
    ),
    ("rights", r"allowed to use|rights|nutzungsrecht|droits|derechos|direitos"),
    ("code", r"\bcode\b|snippet|\btag\b|pixel"),
    ("metric", r"one number|which number|welche zahl"),
    ("figures", r"figures|metrics|kpis?|kennzahl|chiffres|indicateurs|indicadores|metricas"),
    ("fields", r"columns|fields|felder|spalten|champs|colonnes|campos|columnas|colunas"),
    ("purpose", r"use it for|what for|decide with|purpose|wofur|wozu|pourquoi|a quoi|para que|por que"),
    ("example", r"example|beispiel|exemple|ejemplo|exemplo"),
    ("file", r"where is the file|attach|datei|fichier|archivo|arquivo"),
    ("assets", r"images|pictures|bilder|visuels|imagenes|imagens"),
    (
        "change",
        r"different|final text|should (?:it|we) (?:say|change)|changes?\b|andern|geandert|changer"
        r"|modifier|cambiar|mudar|texto",
    ),
    ("page", r"which page|\burl\b|\blink\b|welche seite|quelle page|que pagina|qual pagina"),
    (
        "tool",
        r"which tool|which system|which platform|welche[sm]? (?:tool|system)|quel outil"
        r"|que herramienta|qual ferramenta",
    ),
    ("go_live", r"be live|go live|online gehen|live gehen|mise en ligne|en ligne"),
    (
        "date",
        r"\bwhen\b|\bdate\b|deadline|\bwann\b|\bquand\b|\bcuando\b|\bquando\b|\bfecha\b|\bdata\b|\bdatum\b",
    ),
    ("device", r"device|room\b|gerat|raum\b|appareil|dispositivo|sala\b"),
    ("location", r"where are you|office|wo bist|ou etes|donde estas|onde"),
    ("group", r"who should|audience|zielgruppe|\bcible\b|publico"),
    ("person", r"who needs|for whom|\bwho\b|\bwer\b|\bqui\b|\bquien\b|\bquem\b"),
    ("destination", r"where (?:should|does|do)|wohin|ou (?:doit|doivent)|a donde|para onde"),
)
_KIND_OF_ID: Final = {id_: kind for kind, ids in _IDS.items() for id_ in ids.split()}
_KIND_OF_ASK: Final = tuple((kind, re.compile(words)) for kind, words in _ASKS)
KINDS: Final = frozenset(_IDS)


def kind_of(question: Question) -> str | None:
    """One of KINDS, or None when nobody can tell."""
    return _kind_of(question.id, question.ask)


@lru_cache(maxsize=2000)  # a company has about a hundred questions
def _kind_of(id_: str, ask: str) -> str | None:
    plain = "_".join(re.findall(r"[a-z]+", fold(id_)))
    if plain in _KIND_OF_ID:
        return _KIND_OF_ID[plain]
    asked = fold(ask)[:500]
    by_words = next((kind for kind, words in _KIND_OF_ASK if words.search(asked)), None)
    if by_words is not None:
        return by_words
    return next((_KIND_OF_ID[part] for part in reversed(plain.split("_")) if part in _KIND_OF_ID), None)
