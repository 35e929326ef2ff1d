"""How much a batch has found, read from its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tachograph.core.claim import Verdict
from tachograph.scaling.output import Output
from tachograph.scaling.query import over


@dataclass(frozen=True, slots=True)
class Summary:
    """How many texts, figures, figures for the ledger, articles with a contradiction, and errors there are."""

    output: Output
    documents: int
    claims: int
    observations: int
    contradicted: int
    copies: int
    errors: int

    def told(self) -> str:
        """In a line."""
        return (
            f"{self.documents:,} texts, {self.claims:,} figures ({self.observations:,} of them for the ledger), "
            f"{self.contradicted:,} with a contradiction, {self.copies:,} copies, {self.errors:,} could not be read"
        )

    def first_errors(self, most: int) -> Iterator[str]:
        """Some of the errors, each in a line."""
        with over(self.output, "errors") as database:
            for source, what, mend in database.execute(
                f"SELECT source, what, mend FROM errors LIMIT {most}"
            ).fetchall():
                yield f"{source}: {what}; {mend}"


def summary(output: Output, copies: int) -> Summary:
    """How much is in a batch, of which so many are copies."""
    with over(output, "documents", "claims", "observations", "findings", "errors") as database:

        def count(question: str) -> int:
            return int((database.execute(f"SELECT {question}").fetchone() or (0,))[0])

        wrong = f"count(DISTINCT document) FROM findings WHERE verdict = '{Verdict.CONTRADICTED}'"
        return Summary(
            output,
            count("count(DISTINCT id) FROM documents"),
            count("count(*) FROM claims"),
            count("count(*) FROM observations"),
            count(wrong),
            copies,
            count("count(*) FROM errors"),
        )
