"""Where sources contradict one another, as text and as JSON."""
