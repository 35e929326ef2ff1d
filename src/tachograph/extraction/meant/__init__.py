"""How a figure is meant: actual, estimate, forecast or target, and what a text takes back."""
