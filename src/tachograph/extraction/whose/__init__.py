"""Whose a figure is: names, markets, groups, and the segment and region that narrow them."""
