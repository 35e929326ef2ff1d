"""Promises and how they stand, as text, JSON and CSV."""
