"""Which figures an amount was computed from: totals of their parts, differences, what is left of a whole."""
