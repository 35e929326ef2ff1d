"""Tables wherever they stand: cells, headers, labels and notes, and what they say of the figures."""
