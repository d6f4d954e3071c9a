"""Everything that a clock starts: the relay that says what is due, and the jobs that make things due."""
