"""Who leads: the answer in sentences, a table for each definition."""
