"""What every check says of itself, for ``tacho explain``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A check: its code, what it catches, and a text that fails it and one that passes.

    ``tier`` is ``basic`` for arithmetic of the text itself, ``strict`` for what needs facts or evidence. ``how`` is the
    relation that must hold, and where its other side comes from.
    """

    code: str
    tier: str
    catches: str
    failing: str
    passing: str
    how: str = ""
