"""One seller on one page."""
