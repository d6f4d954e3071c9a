"""Where the house is not sure whose a request is, a language model may say what it thinks."""
