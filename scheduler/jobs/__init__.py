"""Due work: a job takes the toolkit, looks at rows, and writes in one transaction. None speaks to Slack."""
