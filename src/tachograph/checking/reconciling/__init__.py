"""Observations → one best estimate per cell, with its interval, who supports it, who does not, and why."""
