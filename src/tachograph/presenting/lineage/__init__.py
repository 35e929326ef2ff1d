"""Where a claim comes from."""
