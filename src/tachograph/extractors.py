"""Which claims a document gets: by the rules, by a model behind an endpoint, or by both as one list."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from tachograph.core.claim import Claim
from tachograph.core.difference import Difference
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.llm.errors import ModelError, StopError
from tachograph.llm.settings import Settings

if TYPE_CHECKING:
    from tachograph.llm.extract import Reader

Choice = Literal["rules", "llm", "both"]
"""``rules`` (offline), ``llm`` (a model alone), or ``both`` (merged, with what they differ in)."""

_NOT_READ = "leave the source out, or read it by --extractor rules"
_NOT_MERGED = "its figures are those of the rules alone"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The claims of one document, in the order of its text, and what two extractors differ in."""

    claims: tuple[Claim, ...]
    differences: tuple[Difference, ...] = ()


@dataclass
class Extractor:
    """The chosen extractor for the length of a run.

    ``errors`` are what a model could not do, one for a document and one for the rest of a run; ``notes`` what a user
    should know of what it did, such as how many of its figures were dropped.
    """

    choice: Choice
    pack: Pack
    errors: list[SourceError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _reader: Reader | None = None
    _stop: StopError | None = None
    _endpoint: str = ""
    _missed: int = 0

    @classmethod
    def opened(cls, choice: Choice, pack: Pack, settings: Settings | None = None) -> Self:
        """The extractor of that choice; ``settings`` are needed for those that ask a model.

        Raises:
            SourceError: if the settings, or the packages of the extra ``llm``, are missing.
        """
        if choice == "rules":
            return cls(choice, pack)
        option = f"--extractor {choice}"
        if settings is None:
            raise SourceError(option, "no endpoint given", "name the endpoint and the model")
        try:
            reader: type[Reader] = import_module("tachograph.llm.extract").Reader
        except ModuleNotFoundError as error:
            if error.name not in {"msgspec", "stamina"}:
                raise
            raise SourceError(option, f"needs the package {error.name}", "pip install 'tachograph[llm]'") from None
        return cls(choice, pack, _reader=reader(settings, pack), _endpoint=settings.shown)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is None:
            return
        self._reader.__exit__(kind, error, trace)
        self.notes += self._reader.remarks
        if self._stop is not None:
            left = "left to the rules alone" if self.choice == "both" else "not read"
            sources = f"{self._missed} source{'' if self._missed == 1 else 's'}"
            self.errors.append(SourceError(self._endpoint, f"{self._stop}: {sources} {left}", self._stop.mend))

    def skips(self) -> bool:
        """Whether nothing can be read any more; the source that is asked about is then counted as not read."""
        done = self.choice == "llm" and self._stop is not None
        self._missed += done
        return done

    def extract(self, document: Document) -> Extracted | None:
        """The claims of a document; ``None`` if the model was to read it alone and could not."""
        if self._reader is None:
            return Extracted(extract_claims(document, self.pack))
        found = self._asked(document, self._reader)
        if self.choice == "llm":
            return None if found is None else Extracted(found)
        rules = extract_claims(document, self.pack)
        if found is None:
            return Extracted(rules)
        from tachograph.llm.merging import merge  # noqa: PLC0415 - only where there is something to merge

        return Extracted(*merge(rules, found))

    def _asked(self, document: Document, reader: Reader) -> tuple[Claim, ...] | None:
        """What the model found, or ``None`` with the reason among the errors."""
        if self._stop is not None:
            self._missed += 1
            return None
        try:
            reading = reader.read(document)
        except StopError as error:
            self._stop = error
            self._missed += 1
            return None
        except ModelError as error:
            mend = _NOT_MERGED if self.choice == "both" else _NOT_READ
            self.errors.append(SourceError(document.source, str(error), mend))
            return None
        if reading.remark:
            self.notes.append(f"{document.source}: {reading.remark}")
        return reading.claims
