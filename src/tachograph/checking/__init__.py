"""Claims and evidence → findings: one network of figures per document, one module per check."""

from tachograph.checking.articles.copies import copied, sketch
from tachograph.checking.catalogue import catalogue
from tachograph.checking.check import check_claims
from tachograph.checking.corpus.disputes import check_observations
from tachograph.checking.reconciling.family import family
from tachograph.checking.reconciling.readings import ordinary
from tachograph.checking.reconciling.reconcile import reconcile
from tachograph.checking.rules.info import RuleInfo

__all__ = [
    "RuleInfo",
    "catalogue",
    "check_claims",
    "check_observations",
    "copied",
    "family",
    "ordinary",
    "reconcile",
    "sketch",
]
