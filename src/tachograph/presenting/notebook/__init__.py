"""Answers in a notebook: HTML without scripts or styles of its own, so that the notebook's hold."""
