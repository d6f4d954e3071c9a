"""Meetings, shifts and the road map in calendar programs, and a series or a rota from them.

zones      the clock changes of a time zone, as a VTIMEZONE
writing    values to the text of a calendar
reading    somebody else's calendar to a series, or a sentence that says why not
rules      which rules of theirs can be kept
taking     what was read becomes a sync
shifts     a rota, or a person's shifts, to the text of a calendar
shift_reading  somebody else's calendar to shifts, or a sentence that says why not
repeating  when one entry of it takes place
rule_days  on which days a rule falls, whatever it says
naming     whom an entry means
fetching   a calendar from its address
feeds      who may read which calendar under a secret address, and what stands in it
"""
