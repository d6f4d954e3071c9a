"""What happens in Slack without anybody calling us by name, by subject."""
