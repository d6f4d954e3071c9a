"""A Slack on localhost, for trying apps by hand and for testing them."""
