"""Launches told of early, the last good day of everything they need, and the road map of both sides."""
