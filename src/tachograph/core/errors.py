"""What can go wrong at the edges, said in one line."""

from __future__ import annotations


class SourceError(Exception):
    """A source that cannot be read, or a pack that cannot be used: what is wrong, where, and how to mend it."""

    def __init__(self, source: str, what: str, mend: str) -> None:
        super().__init__(f"{source}: {what}; {mend}")
        self.source = source
        self.what = what
        self.mend = mend

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        """Its three parts, so that it survives the way from one process to another."""
        return type(self), (self.source, self.what, self.mend)
