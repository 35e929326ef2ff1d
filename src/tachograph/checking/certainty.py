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
from tachograph.core.observation import Observation


def vouched(figures: Figures, statement: Statement) -> bool:
    """Whether something besides the rules of reading says that a statement is about what it is taken for."""
    context = figures.context
    claims = [context.by_id[c] for c in statement.claims]
    said_again = len({context.sentence(c) for c in claims}) > 1
    return said_again or any(sure([c]) or sourced(figures, c, statement) for c in claims)


def sourced(figures: Figures, claim: Claim, statement: Statement) -> bool:
    """Whether a source has the figure of a claim for exactly the statement's variable."""
    return bool(supporting(figures, claim, statement))


def supporting(figures: Figures, claim: Claim, statement: Statement) -> list[Observation]:
    """The observations that have the figure of a claim for exactly the statement's variable."""
    scope, variable = figures.context.scopes.get(claim.id), statement.variable
    if scope is None or not variable.dated:
        return []
    basis = variable.basis if variable.kind == "change" else ""
    rows = figures.context.records(scope.subject).at(variable.period)
    alike = (r for r in rows if same_definition(claim, scope, r) and r.basis == basis)
    return [r.observation for r in alike if supports(claim.quantity, r)]
