"""Modals that were sent, by subject."""
