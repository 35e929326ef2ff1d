"""Results and jobs in memory: the newest are kept, the oldest make room. Nothing is written to disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, Literal, TypeVar

from tachograph.core.document import digest
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument
from tachograph.presenting import json

Kind = Literal["check", "extract"]

_Thing = TypeVar("_Thing")
_BESIDE = 5  # what a result takes in memory, in times its text and JSON: the values, the pages made of it


class Kept(Generic[_Thing]):
    """Things by their ids, ``most`` of them and ``largest`` bytes in all; what was used longest ago goes first."""

    def __init__(self, most: int, largest: int = 0) -> None:
        self._most, self._largest = most, largest
        self._things: OrderedDict[str, tuple[_Thing, int]] = OrderedDict()
        self._size = 0

    def put(self, key: str, thing: _Thing, size: int = 0) -> None:
        if key in self._things:
            self._size -= self._things.pop(key)[1]
        self._things[key] = thing, size
        self._size += size
        while len(self._things) > 1 and (len(self._things) > self._most or self._size > self._largest > 0):
            self._size -= self._things.popitem(last=False)[1][1]

    def get(self, key: str) -> _Thing | None:
        if key not in self._things:
            return None
        self._things.move_to_end(key)
        return self._things[key][0]

    def all(self) -> list[_Thing]:
        """All that are kept."""
        return [thing for thing, _ in self._things.values()]

    def __len__(self) -> int:
        return len(self._things)


@dataclass(frozen=True, eq=False)
class Result:
    """What came of a check or an extraction. Its id follows from what it says: the same result has the same link."""

    kind: Kind
    documents: tuple[CheckedDocument, ...]
    errors: tuple[SourceError, ...] = ()
    _made: dict[object, object] = field(default_factory=dict)

    @property
    def checked(self) -> bool:
        return self.kind == "check"

    @cached_property
    def json(self) -> str:
        """The report as ``tacho check --format json`` prints it."""
        return json.render(self.documents, checked=self.checked)

    @cached_property
    def id(self) -> str:
        texts = (one.document.text for one in self.documents)
        return digest(self.kind, self.json, *texts, *self.errors, size=16)

    @property
    def size(self) -> int:
        return _BESIDE * (len(self.json) + sum(len(one.document.text) for one in self.documents))

    def made(self, key: object, make: Callable[[], _Thing]) -> _Thing:
        """What ``make`` makes of the result, made once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[return-value] # the key says what it is
