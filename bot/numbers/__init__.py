"""What the rows say in figures: on the Home tab, in digests, and in files to take away. docs/numbers.md."""
