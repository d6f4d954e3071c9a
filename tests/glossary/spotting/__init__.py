"""Noticing words."""
