"""Forecasts, as text, JSON and CSV."""
