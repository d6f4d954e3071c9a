"""Buttons and menus, by subject."""
