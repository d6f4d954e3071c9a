"""Digests: what happened and what needs whom, said once a day, a week or a month, where somebody wants it.

model       a digest, its runs and its lines as values
phrases     what somebody wrote behind `/digest`
keeping     who gets which: subscribe, pause, stop
timing      when one is due, around days off, and what becomes of one that is late
gathering   all that one would say about one window, from request_items, leader_items and word_items
choosing    which of the items get a line
runs        what each one showed, and what was put off
saying      once each: said, silent, or not said with a reason; and drawn anew
previewing  what would be posted on a day, or why nothing would
acting      what people press on a line
refusing    a place that Slack no longer lets us post in
"""
