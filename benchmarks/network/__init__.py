"""Error localisation on networks of figures whose errors are known: ``python -m benchmarks.network``."""
