"""Quiet help, where people are known: who gets a book shown, who reads what, who may switch it.

places     where it may help at all
hearing    a first look at what is said; nothing is written when no word is noticed
touching   the decision, once it is known who is in the thread
reading    whoever wants to know
choosing   what readers say: not again, not jargon, everything silent
switching  a channel that opts in or out
starting   the list for new starters
"""
