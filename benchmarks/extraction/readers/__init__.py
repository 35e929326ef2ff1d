"""What each system finds in a text, in one form; each module runs in its system's own environment."""
