"""Recurring meetings of the two sides.

model      what everybody shares; rows: read from the database
series     the rule and the moments that follow from it; phrases, lengths, places: from plain words
days_off   holidays of several offices, and what they make of a meeting
planning   the dates to come as rows; reminding: what falls due for each
syncs      made, changed, ended; one date moved, cancelled, renamed (changing)
agenda     what there is to talk about; rotation: whose turn it is; closing: what became of it
"""
