"""The times that a title gives to a text that names none."""

from __future__ import annotations

from tachograph.extraction.scene import Scene
from tachograph.extraction.text import cues
from tachograph.extraction.times.expressions import title_times
from tachograph.extraction.when.clock import Clock
from tachograph.extraction.when.leads import is_under_way


def titled_clock(scene: Scene) -> Clock:
    """The periods that a title names: "Automakers set 2026 targets"."""
    title = scene.document.title or ""
    if title in scene.text:
        return Clock()
    found = title_times(scene.document, [s.span for s in scene.sentences])
    times = [t for t in found if t.period and not t.period.since_inception]
    aims = bool(cues.TARGET.search(title))
    ahead = [t for t in times if t.future or aims or is_under_way(t, scene.document.published)]
    past = [t.period for t in times if t not in ahead]
    return Clock(past[0] if past else None, ahead[0].period if ahead else None)
