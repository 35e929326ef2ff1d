"""Tables of figures with their sources: laid out once, printed as text, JSON or CSV."""
