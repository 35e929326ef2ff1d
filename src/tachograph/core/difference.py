"""What two readings of one figure differ in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the rules and a model read differently: the claim by id, the field, both values as text.

    ``rules`` is ``None`` where the rules left the field open; the model's value is then the claim's. Otherwise the
    rules' value is. The field ``figure`` says that the model saw another figure in the same place.
    """

    claim: str
    field: str
    rules: str | None
    model: str | None
