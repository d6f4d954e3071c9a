"""Words that nobody has explained yet: how many asked, who decides what they are, and who wants to hear.

counting   asked by whom, without saying who; enough of them open a card for the side whose word it may be
settling   somebody defines it, says that it is another name of something known, or that it is no jargon
awaiting   those who said that they want to hear, until the word is explained
"""
