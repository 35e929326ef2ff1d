"""What an evaluation measured, as text, JSON, Markdown and a web page: each module has ``render(evaluation)``."""
