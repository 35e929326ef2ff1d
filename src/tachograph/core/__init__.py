"""The nouns and their arithmetic: frozen, standard library only, no I/O, no clock."""
