"""The cells of the ledger: the best estimate of each, and who says what."""
