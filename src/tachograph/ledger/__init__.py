"""Documents, claims and figures at rest, with what was known when."""

from tachograph.ledger.errors import LedgerError
from tachograph.ledger.ledger import Entry, Ledger, exists, open_ledger
from tachograph.ledger.location import default_location
from tachograph.ledger.reader import Appearance, Reader, Site
from tachograph.ledger.wanted import EVERYTHING, Wanted

__all__ = [
    "EVERYTHING", "Appearance", "Entry", "Ledger", "LedgerError", "Reader", "Site", "Wanted", "default_location",
    "exists", "open_ledger",
]  # fmt: skip
