"""Estimates → what they say: who leads, who grows, who reaches the target, how the market is shared out."""
