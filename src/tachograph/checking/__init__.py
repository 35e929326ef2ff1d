"""Claims and evidence → findings: one network of figures per document, one module per check."""

from tachograph.checking.check import check_claims

__all__ = ["check_claims"]
