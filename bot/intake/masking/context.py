"""The words just before a number: they say what it is. Looked up in sets, because numbers are many."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FILLER_WORDS = """
number numbers no nr nummer numero numéro número n code is ist est es é the a und and s to der die das la
le el o with of
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
_ANOTHER_NUMBER_WORDS = """
id ids cid mcc pixel order orders bestellung bestellnummer commande pedido campaign campaigns campaignid
kampagne kampagnen campagne campaña campana campanha adset adgroup ad ads adwords ticket tracking invoice
invoices rechnung rechnungsnummer facture factura fatura imei sku ean gtin isbn reference ref article
artikel artikelnummer property audience customer conversion label post group serial seriennummer
container gift loyalty shipment parcel version case po budget siret siren vat zip plz meeting room
webinar account konto purchase
"""
_ANOTHER_NUMBER = frozenset(_ANOTHER_NUMBER_WORDS.split())


def words_before(text: str, start: int, width: int) -> list[str]:
    """In lower case, from at most `width` characters, nearest last."""
    return _WORD.findall(text[max(0, start - width) : start].lower())


def is_another_number(words: list[str]) -> bool:
    """Do these words end in what makes the number an order's, an advert's, an article's?"""
    for word in reversed(words[-4:]):
        if word in _ANOTHER_NUMBER:
            return True
        if word not in _FILLERS:
            return False
    return False
