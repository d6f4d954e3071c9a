"""Keeping the glossary: proposing, understanding, approving, looking after, and what was before.

What is live stays live until somebody approves something newer. The side that does not speak a word by itself
reads it first ("I understand this"); the side whose word it is approves it.
"""
