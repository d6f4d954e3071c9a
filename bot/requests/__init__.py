"""Requests: filed, taken, talked about, moved, ended; and what is told of it."""
