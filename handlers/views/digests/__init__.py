"""Digests as Slack shows them: the message, its lines, and the list of who gets what."""
