"""Scores: the figures of one who outdid another, side by side in brackets: "XPeng outsold NIO (42,013 against 40,397)"."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.whose.names import PROPER, Name, Topic

_AGAINST = re.compile(r"\s(?:against|to|versus|vs\.?)\s", re.IGNORECASE)
_OUTDID = re.compile(
    r"\b(?P<verb>outsold|outsells?|outdid|outperformed|beat(?:en|ing|s)?|overtook|overtak(?:en|ing|es)|passed|surpass(?:ed|es|ing)|led|trailed|topped"
    r"|(?:stayed |was |is |were |finished |came )?(?:ahead of|behind))\s[^().;:]{2,80}[(]$"
)
_FAR = 140  # characters
_BOTH = 2


def settle_scores(scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...], topic: Topic) -> None:
    """Give the first figure of a score to who outdid, the second to whom, both of the same time."""
    for one, other in pairwise(drafts):
        start = max(sentence.span.start, one.figure.full.start - _FAR)
        said = _OUTDID.search(scene.text, start, one.figure.full.start)
        alike = one.kind is other.kind is Kind.LEVEL and one.unit == other.unit
        if said is None or not alike or not _AGAINST.fullmatch(scene.text, one.span.end, other.figure.full.start):
            continue
        before = [n for n in names if n.span.end <= said.start() and n.penalty < PROPER]
        beaten = [n for n in names if said.end("verb") <= n.span.start < one.span.start]
        winner = before[-1].subject if before else topic.subject
        others = list({n.subject.name: n.subject for n in beaten}.values())[:_BOTH]
        if winner is None or not others or winner.name in {s.name for s in others}:
            continue
        one.subject, one.model = winner, before[-1].model if before else None
        other.subject = others[0] if len(others) == 1 else Subject.of_all([s.name for s in others])
        other.model = beaten[0].model if len(others) == 1 else None
        if "period" not in other.fixed:
            other.period = one.period
        one.fixed.add("subject")
        other.fixed.add("subject")
