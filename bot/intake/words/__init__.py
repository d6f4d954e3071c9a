"""The words by which a sentence is read, and the one pass that turns a text into a line of signs.

Every word or phrase of the tables stands for one sign, a single letter; rules are short patterns over the
line of signs. So a rule is written once for five languages, and a sentence is read in one pass.

    . ? ,    end of a sentence, of a question, of a clause ("but", "because" end one too)
    - x      a small word; any other word
    C L      what customers use: site, page, shop, form, link; a link as pasted
    T A      tools and networks of the team; accounts, passwords, access
    F M      what flows in: leads, orders, sign-ups; mails and messages that go out
    N D      figures and what measures them; devices and rooms
    I # K    pictures and looks; posters, slides and other things to be designed; texts
    G        anything else that IT looks after
    P @      data about people; data of other people
    i w      I, my; we, our
    u e 0    customers, visitors; everybody, the whole team; nobody, nothing
    b g      is, seems, shows; leads to
    r y      was; yesterday, last week
    t 1      now, since, still, suddenly; today, tonight
    n ! k    not; nicht (may stand after its verb); cannot
    s        stopped, no longer
    v a      what a thing does when it works: load, send, arrive; what people do: order, pay, log in
    B E H    broken, down; error, 404; "404 page", which may be a thing or a fault
    m o      gone, empty; slow
    X 2 3    twice, by mistake, to everybody; wrong; to the wrong person
    h f      hacked; fake
    = %      two figures that differ; spam and mailbox providers
    q Y +    if, how, in case; not yet, never worked; a new page
    ~        draft, staging, a competitor's
    p        works again, fixed
    W V      need, please, can you; add, change, install
    d c      draw, design; write, translate
    O J Q    office and food; leave and pay; money, law, sales
    S Z *    small talk; thanks; praise
    j & l    no action needed, never mind; for your information; goes live
    z ^      sent, shared; visible to all, leaked
    U R      urgent; no rush
"""

from __future__ import annotations

from bot.intake.words.orders import turns_the_machine, without_orders
from bot.intake.words.signs import Signs, signs

__all__ = ["Signs", "signs", "turns_the_machine", "without_orders"]
