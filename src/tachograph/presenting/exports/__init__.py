"""The ledger's figures as tables for other programs, with their sources and what they mean."""
