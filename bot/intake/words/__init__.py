"""The words by which a sentence is read, and the one pass that turns a text into a line of signs.

Every word or phrase of the tables stands for one sign, a single letter; rules are short patterns over the
line of signs. So a rule is written once for five languages, and a sentence is read in one pass.

    . ? ,   end of a sentence, of a question, of a clause
    - x     a small word; any other word
    C L     what customers use: site, page, shop, form, link; a link as pasted
    T A     tools and networks of the team; accounts, passwords, access
    F M     what flows in: leads, orders, sign-ups; mails and messages that go out
    N D     figures and what measures them; devices and rooms
    I K     pictures and looks; texts
    G       anything else that IT looks after
    i w     I, my; we, our
    u e 0   customers, visitors; everybody, the whole team; nobody
    b g     is, seems, shows; leads to
    r y     was; yesterday, last week
    t 1     now, since, still, suddenly; today, tonight
    n ! k   not; nicht (may stand after its verb); cannot
    s       stopped, no longer
    v a     what a thing does when it works: load, send, arrive; what people do with it: order, pay, log in
    B E H   broken, down; error, 404; "404 page", which may be a thing or a fault
    m o X   gone, empty; slow; wrong, twice, by mistake
    h f     hacked; fake
    q Y     if, how, in case; new, draft, staging, in preparation
    p       works again, fixed
    W V     need, please, can you; add, change, install
    d c     draw, design; write, translate
    O J Q   office and food; leave and pay; money, law, sales
    S Z     small talk; thanks and praise
    j l     no action needed, never mind; launch, goes live
    P z     data about people; sent, shared, published
    U R     urgent; no rush
"""

from __future__ import annotations

from bot.intake.words.orders import without_orders
from bot.intake.words.signs import Signs, signs

__all__ = ["Signs", "signs", "without_orders"]
