"""Time expressions of a text, one grammar per language, and the periods that they mean."""
