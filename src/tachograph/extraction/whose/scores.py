"""Scores: the figures of one who outdid another, side by side in brackets: "XPeng outsold NIO (42,013 against 40,397)"."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.whose.names import PROPER, Name, Topic

_AGAINST = re.compile(
    r"(?:\s(?:cars|vehicles|units|registrations|deliveries|sales|gwh))?\s(?:against|to|versus|vs\.?)\s(?:its\s|the\s)?",
    re.IGNORECASE,
)
_OUTDID = re.compile(
    r"\b(?P<verb>outsold|outsells?|outdid|outperformed|beat(?:en|ing|s)?|overtook|overtak(?:en|ing|es)|passed|surpass(?:ed|es|ing)|led|leads|trailed|trails|topped"
    r"|(?:stayed |was |is |were |finished |came )?(?:ahead of|behind))(?:\s[^().;:]{2,80}[(]|\s[^().;:\d]{2,80}(?:,\s(?:with\s|by\s)?|\sby\s|:\s)|:\s)$"
)
_FAR = 140  # characters
_BOTH = 2


def settle_scores(scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...], topic: Topic) -> None:
    """Give the first figure of a score to who outdid, the second to whom, both of the same time."""
    for one, other in pairwise(drafts):
        start = max(sentence.span.start, one.figure.full.start - _FAR)
        said = _OUTDID.search(scene.text, start, one.figure.full.start)
        alike = (
            other.kind is Kind.LEVEL and one.kind in (Kind.LEVEL, Kind.CHANGE) and one.unit == other.unit != "percent"
        )
        if said is None or not alike or not _AGAINST.fullmatch(scene.text, one.span.end, other.figure.full.start):
            continue
        before = [n for n in names if n.span.end <= said.start() and n.penalty < PROPER]
        beaten = [n for n in names if said.end("verb") <= n.span.start < one.span.start]
        winner = before[-1].subject if before else topic.subject
        others = list({n.subject.name: n.subject for n in beaten}.values())[:_BOTH]
        if not others and topic.pair is not None and winner is not None:
            others = [n.subject for n in topic.pair if n.subject.name != winner.name]
        if winner is None or not others or winner.name in {s.name for s in others}:
            continue
        if one.kind is Kind.CHANGE:
            one.kind, one.basis, one.metric = Kind.LEVEL, None, other.metric  # "beat it by 65,874 to 39,089"
        one.subject, one.model = winner, before[-1].model if before else None
        other.subject = others[0] if len(others) == 1 else Subject.of_all([s.name for s in others])
        other.model = beaten[0].model if beaten and len(others) == 1 else None
        if "period" not in other.fixed:
            other.period = one.period
        one.fixed.add("subject")
        other.fixed.add("subject")
