"""Whether a figure was read surely enough to call anything false on the strength of it.

Fields are read by rules and sometimes wrongly, so two figures that cannot both hold may just be about two things.
A reading is vouched for by a source that has the very figure for the very thing, by the text saying it twice, or by a
high confidence.
"""

from __future__ import annotations

from tachograph.checking.confidence import sure
from tachograph.checking.evidence import same_definition, supports
from tachograph.checking.figures import Figures
from tachograph.checking.variables import Statement
from tachograph.core.claim import Claim


def vouched(figures: Figures, statement: Statement) -> bool:
    """Whether something besides the rules of reading says that a statement is about what it is taken for."""
    context = figures.context
    claims = [context.by_id[c] for c in statement.claims]
    said_again = len({context.sentence(c) for c in claims}) > 1
    return said_again or any(sure([c]) or sourced(figures, c, statement) for c in claims)


def sourced(figures: Figures, claim: Claim, statement: Statement) -> bool:
    """Whether a source has the figure of a claim for exactly the statement's variable."""
    scope, variable = figures.context.scopes.get(claim.id), statement.variable
    if scope is None or not variable.dated:
        return False
    basis = variable.basis if variable.kind == "change" else ""
    rows = figures.context.records(scope.subject).at(variable.period)
    return any(same_definition(claim, scope, r) and supports(claim.quantity, r) and r.basis == basis for r in rows)
