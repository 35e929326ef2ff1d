"""The whole market in a period."""
