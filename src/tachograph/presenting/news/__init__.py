"""News of a watch: one a line."""
