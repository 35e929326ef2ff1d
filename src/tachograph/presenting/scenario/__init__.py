"""Forecasts under assumptions, as text, JSON and CSV."""
