"""What is said when nobody answers."""
