"""Several articles at once: who copied whom, what they agree on, where they differ, where an error came from."""
