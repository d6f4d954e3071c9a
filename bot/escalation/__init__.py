"""Nobody answered: who is asked next, and by when somebody was promised a word."""
