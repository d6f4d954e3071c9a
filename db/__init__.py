"""The ground: what is remembered, and how it is written down so that nothing is lost or doubled."""
