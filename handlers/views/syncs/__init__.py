"""What syncs look like: forms, messages, lists. Pure."""
