"""Quiet help: where a word was marked, what was explained to whom, what nobody wants to have explained again,
and what readers think of it.

    places     the channels that opted in
    touches    which message carries the book, and for which words
    explained  who had which word explained
    mutes      what somebody does not want to have explained any more
    feedback   votes that make noticing quieter
    readers    whose words somebody wants to read, and their list for new starters
"""
