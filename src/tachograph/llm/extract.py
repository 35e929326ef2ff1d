"""A document's claims by a model: ask about each part, ground the answers, count what could not be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.span import Span
from tachograph.llm.client import Client
from tachograph.llm.errors import CutOffError
from tachograph.llm.grounding import Grounder
from tachograph.llm.pieces import cut, halve
from tachograph.llm.prompt import instructions, messages
from tachograph.llm.schema import Row, answer_schema, read_rows
from tachograph.llm.settings import Settings

_SMALLEST = 400  # code points of a part that is not halved again when its answer is too long
_MALFORMED = "not by the schema"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model made of one document: its claims, and one line on what was dropped and emptied, if anything."""

    claims: tuple[Claim, ...]
    remark: str = ""


class Reader:
    """Reads documents by one endpoint for the length of a run, within one budget."""

    def __init__(self, settings: Settings, pack: Pack) -> None:
        self._client = Client(settings)
        self._pack = pack
        self._system = instructions(pack)
        self._schema = answer_schema(pack)
        self.extractor = f"llm:{settings.model}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.__exit__(kind, error, trace)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user should know of how the endpoint had to be asked."""
        return tuple(self._client.remarks)

    def read(self, document: Document) -> Reading:
        """The claims of a document, in the order of the text.

        Raises:
            StopError: if no document can be read any more in this run.
            ModelError: if there is no usable answer about some part of this one.
        """
        grounder = Grounder(document, self._pack, self.extractor)
        claims: list[Claim] = []
        dropped: Counter[str] = Counter()
        emptied: Counter[str] = Counter()
        for part in cut(document.text, self._client.settings.piece):
            if not part.of(document.text).strip():
                continue
            for piece, rows, malformed in self._ask(document, part):
                grounded = grounder.ground(piece, rows)
                claims += grounded.claims
                dropped += grounded.dropped + Counter({_MALFORMED: malformed})
                emptied += grounded.emptied
        return Reading(tuple(claims), _remark(len(claims), dropped, emptied))

    def _ask(self, document: Document, part: Span) -> list[tuple[Span, list[Row], int]]:
        """The rows about a part and how many were malformed; in halves if the answer is too long in one."""
        try:
            content = self._client.ask(messages(document, part, self._system), self._schema)
        except CutOffError:
            halves = halve(document.text, part)
            if part.end - part.start <= _SMALLEST or len(halves) == 1:
                raise
            return [asked for half in halves for asked in self._ask(document, half)]
        return [(part, *read_rows(content))]


def _remark(kept: int, dropped: Counter[str], emptied: Counter[str]) -> str:
    parts = []
    if dropped.total():
        parts.append(f"{dropped.total()} of the model's {kept + dropped.total()} figures dropped ({_listed(dropped)})")
    if emptied.total():
        parts.append(f"{emptied.total()} of their fields emptied ({_listed(emptied)})")
    return ", ".join(parts)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items()) if count)
