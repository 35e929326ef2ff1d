"""Errors planted in annotated articles, and which of them the checker finds."""
