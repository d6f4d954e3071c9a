"""Is 404 a status or just many flyers? A number is jargon beside words for errors, pages and addresses."""

from __future__ import annotations

from glossary.spotting.stems import listed, stems
from glossary.spotting.surroundings import Message

_REACH = 12  # words
_STATUS = stems(
    """
    error errors status http https redirect redirects redirected server url urls link links response
    respond responds return returns returning throw throws throwing serve serves serving code broken
    crawl crawler endpoint api nginx origin cdn checkout page pages landing site form request requests
    homepage webhook login browser cache microsite backend upstream gateway sitemap 301 302 404 500 502
    503 4xx 5xx load loading
    """
)
_MAY_FOLLOW = listed(
    """
    error errors page pages response responses redirect redirects code codes status on when for from
    instead since again now after before because and or but is was are were in at by with until if not
    so to as rate rates http today yesterday every all everywhere while this that the it again during
    only then still errors
    """
)
_SURELY = stems(
    """
    redirect redirects redirected status http error errors
    """
)
_COUNTED_BEFORE = listed(
    """
    room floor no nr number line chapter seat bus gate top about over under around almost nearly least
    than roughly first last next only all these those exactly up approx ca about paid pay costs cost
    from another flat zone hall booth stand km mile route highway section item order invoice po ticket
    jersey
    """
)
_UNITS = "%€$£°¥"


def is_number_of_things(message: Message, at: int) -> bool:
    """Whether the number at a place counts, costs or numbers something instead of being a status."""
    token = message.tokens[at]
    before, after = message.word_before(at), message.next_word(at)
    text = message.text
    if text[token.start - 1 : token.start] in tuple("€$£#+-.,:") or text[token.end : token.end + 2].strip()[
        :1
    ] in tuple(_UNITS):
        return True
    if token.norm.endswith("s") and before not in ("the", "early", "late"):
        return False
    if after and after not in _MAY_FOLLOW:
        return True
    near = message.around(at, at, _REACH).stems
    return not near & (_SURELY if before in _COUNTED_BEFORE else _STATUS)
