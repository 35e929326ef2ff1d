"""How kept forecasts turned out, as text, JSON and CSV."""
