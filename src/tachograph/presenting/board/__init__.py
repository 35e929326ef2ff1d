"""The table of a release day."""
