"""What every check says of itself, for ``tacho explain``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A check: its ``code``, the ``tier`` (``basic``: arithmetic of the text itself; ``strict``: needs facts or
    evidence), what it catches, and a text that fails it and one that passes.
    """

    code: str
    tier: str
    catches: str
    failing: str
    passing: str
