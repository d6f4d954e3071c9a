"""What is shown to whoever asks for a word: one explanation, several, a sentence's words, or nothing yet."""
