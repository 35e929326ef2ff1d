"""How fast the server answers: ``python -m benchmarks.web``."""
