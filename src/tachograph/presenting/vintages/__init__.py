"""What was ever said of a cell, in the order in which it became known."""
