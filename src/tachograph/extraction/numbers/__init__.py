"""Numbers in a text: figures exactly where they stand, with value or bounds, loosening words, unit and counted noun."""
