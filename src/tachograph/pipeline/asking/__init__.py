"""A question to the ledger: parsed, asked, and answered with figures, their sources and the caveat that matters."""

from tachograph.pipeline.asking.answer import Answer, Figure, Sentence
from tachograph.pipeline.asking.ask import answered, ask, understood

__all__ = ["Answer", "Figure", "Sentence", "answered", "ask", "understood"]
