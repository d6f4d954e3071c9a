"""Meetings and the road map in calendar programs, and a series from them.

zones      the clock changes of a time zone, as a VTIMEZONE
writing    values to the text of a calendar
reading    somebody else's calendar to a series, or a sentence that says why not
rules      which rules of theirs can be kept
taking     what was read becomes a sync
feeds      who may read which calendar under a secret address, and what stands in it
"""
