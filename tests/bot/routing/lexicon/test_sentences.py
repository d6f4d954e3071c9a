"""Words alone, counted: whose area do sentences speak of that use none of the company's own keywords?"""

from __future__ import annotations

from functools import lru_cache

import pytest

from bot.routing.lexicon import terms_for
from bot.routing.vocabulary import stems
from tests.bot.routing.lexicon.areas import ENGLISH

SENTENCES = [
    ("the hamburger menu covers the logo when I open the careers page on my phone", "site"),
    ("please unpublish last year's press page, the embargoed photos are still there", "site"),
    ("our blog posts show the wrong author bio", "site"),
    ("Auf der Startseite ist ein Tippfehler in der Überschrift", "site"),
    ("Il manque un champ obligatoire dans le formulaire de contact", "site"),
    ("el pie de página del sitio web tiene el año equivocado", "site"),
    ("o rodapé e a página principal ainda mostram a campanha antiga", "site"),
    ("the welcome series has stopped after the second email, nobody was enrolled since Friday", "mail"),
    ("subject line shows the merge tag instead of the name", "mail"),
    ("Abmeldelink im Mailing fehlt und die Betreffzeile ist abgeschnitten", "mail"),
    ("le lien de désabonnement de l'infolettre ne mène nulle part", "mail"),
    ("hay que parar el envío masivo, la plantilla de correo está mal", "mail"),
    ("o disparo de e-mail saiu com o assunto errado", "mail"),
    ("MQLs from the fair sit unassigned, round robin seems off", "sales"),
    ("add a picklist value for partner referrals to the opportunity stage", "sales"),
    ("the meta pixel is firing twice on every purchase event", "measuring"),
    ("which utm parameters do we use for the podcast and can gtm count the clicks", "measuring"),
    ("Zählpixel der Agentur einbauen und Klicks messen", "measuring"),
    ("le code de suivi ne se déclenche pas", "measuring"),
    ("power bi tile with year over year numbers will not refresh", "figures"),
    ("nightly export from bigquery to the agency has no rows", "figures"),
    ("Ich brauche die Quartalszahlen als Auswertung nach Land", "figures"),
    ("the nameserver of our spring subdomain points to the old registrar", "names"),
    ("browser says not secure and the cert expired on Sunday", "names"),
    ("Der DNS-Eintrag für die Subdomain fehlt noch", "names"),
    ("new colleague is locked out, mfa code goes to an old phone", "people"),
    ("Passwort vergessen, ich bin ausgesperrt und kann mich nicht anmelden", "people"),
    ("mon compte est bloqué et la double authentification ne marche pas", "people"),
    ("la becaria no tiene acceso a la carpeta compartida", "people"),
    ("preciso de acesso à caixa compartilhada para a nova colega", "people"),
    ("the docking station does not charge and the second screen stays black", "things"),
    ("no sound from the projector in the boardroom", "things"),
    ("Der Drucker im dritten Stock druckt nicht und der Toner ist leer", "things"),
    ("ma souris et mon clavier sont morts, et la batterie aussi", "things"),
    ("el proyector de la sala de reuniones no tiene sonido", "things"),
    ("o microfone da sala de reunião e o carregador do notebook sumiram", "things"),
    ("a customer invokes the right to be forgotten, who deletes the personal data", "private"),
    ("usercentrics loads before consent on the french market", "private"),
    ("ein Kunde will seine personenbezogenen Daten löschen lassen", "private"),
    ("un client invoque le droit à l'oubli, données personnelles à supprimer", "private"),
    ("un cliente pide ejercer el derecho al olvido", "private"),
    ("os dados pessoais de um cliente têm de sair, é um pedido LGPD", "private"),
    ("purchase order for three extra seats before the price increase", "tools"),
    ("the free trial ends tomorrow and procurement has not seen the quote", "tools"),
    ("soc 2 report and security questionnaire for the ai tool are here", "tools"),
    ("Lizenzen verlängern, die Testversion läuft ab", "tools"),
    ("il faut renouveler la licence avant la fin de la période d'essai", "tools"),
]


@lru_cache(maxsize=1)
def worth() -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for area_id, terms in terms_for(ENGLISH).items():
        for term in terms:
            found.setdefault(stems(term.text), {})[area_id] = term.weight
    for area in ENGLISH:
        for keyword in area.keywords:
            found.setdefault(stems(keyword), {})[area.id] = 1.0
    return found


def ranked(sentence: str) -> list[str]:
    """Area ids, best first: every term that stands in the sentence adds its weight."""
    words = stems(sentence)
    pieces = {words[at : at + length] for at in range(len(words)) for length in range(1, 6)}
    scores: dict[str, float] = {}
    for piece in pieces:
        for area_id, weight in worth().get(piece, {}).items():
            scores[area_id] = scores.get(area_id, 0.0) + weight
    return sorted(scores, key=lambda area_id: -scores[area_id])


@pytest.mark.parametrize(("sentence", "area_id"), SENTENCES)
def test_the_words_of_a_sentence_point_to_whose_it_is(sentence: str, area_id: str) -> None:
    assert ranked(sentence)[0] == area_id


@pytest.mark.parametrize(
    "sentence",
    [
        "thank you all, have a lovely weekend",
        "wer kommt mit zum Mittagessen",
        "joyeux anniversaire Claire",
        "quem ganhou o jogo ontem",
    ],
)
def test_small_talk_points_to_nobody(sentence: str) -> None:
    assert ranked(sentence) == []
