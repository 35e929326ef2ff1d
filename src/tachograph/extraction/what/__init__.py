"""What a figure measures: its kind, its metric, what a share or change is of."""
