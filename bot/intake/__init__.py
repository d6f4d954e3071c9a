"""From plain words to what is wanted: does it name a wish, and how is it said back in one line."""
