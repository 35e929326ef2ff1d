"""What a run has spent, and whether it may go on."""

from __future__ import annotations

from dataclasses import dataclass

from tachograph.llm.errors import StopError
from tachograph.llm.settings import Budget

_BYTES_PER_TOKEN = 3  # of UTF-8, on the careful side: about 4 in English, 3 for a Chinese character
_LARGEST = 10_000_000  # tokens of one answer that are believed


@dataclass
class Spending:
    """Requests sent and tokens used so far, against a budget."""

    budget: Budget
    requests: int = 0
    tokens: int = 0

    def ask(self, question: bytes) -> None:
        """Count a request that is about to be sent.

        Raises:
            StopError: if the budget does not allow it.
        """
        if self.budget.requests is not None and self.requests >= self.budget.requests:
            raise StopError(f"the budget of {_many(self.budget.requests, 'request')} is spent", "raise --llm-requests")
        if self.budget.tokens is not None and self.tokens + _tokens_in(question) > self.budget.tokens:
            spent = (
                f"{self.tokens:,} of {_many(self.budget.tokens, 'token')} are spent, too few are left for a question"
            )
            raise StopError(spent, "raise --llm-tokens")
        self.requests += 1

    def answered(self, question: bytes, answer: bytes, said: int | None) -> None:
        """Count the tokens of an exchange: as the endpoint says, else estimated from its length."""
        known = said is not None and 0 < said <= _LARGEST
        self.tokens += said if known and said else _tokens_in(question) + _tokens_in(answer)


def _tokens_in(data: bytes) -> int:
    return len(data) // _BYTES_PER_TOKEN + 1


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
