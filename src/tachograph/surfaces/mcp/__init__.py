"""The ledger for assistants: a server that speaks the Model Context Protocol."""
