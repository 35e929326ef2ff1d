"""Fetching: politely, within bounds, and never from addresses that only this network has."""

from tachograph.reading.web.fetching import fetch, forget
from tachograph.reading.web.patience import PATIENCE, Patience

__all__ = ["PATIENCE", "Patience", "fetch", "forget"]
