"""What part of all that is sold has a plug: the penetration of a market."""

from __future__ import annotations

from tachograph.core.claim import Kind
from tachograph.core.pack import EntityKind
from tachograph.extraction.draft import Draft
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.what.metrics import is_of_segment
from tachograph.extraction.what.wholes import is_own_rate
from tachograph.extraction.whose.foretold import Foretold

_SUMMED = Caseless(
    r"\b(?:together|combined)\b[^,;.]{0,40}$",
    r"(?:合计|合計|共计|共計|前[十五三\d]+[^，。；]{0,6})[占佔][^，。；]{0,20}$",
)


class Penetrations(Foretold):
    """Tells the shares of segments of a market from those of its sellers."""

    def set_penetration(self, draft: Draft, earlier: Draft | None = None) -> None:
        """A market segment's share of all that is sold is its penetration; so is one listed after it."""
        entity = draft.subject.entity if draft.subject else None
        metric = self.pack.metrics.get(draft.metric or "")
        group = entity is not None and "sellers" in entity.tags
        if group and draft.kind is Kind.SHARE and metric is not None and metric.basis in ("retail", "registration"):
            said = "penetration" if is_own_rate(self.scene.text, draft) else "market_share"
            draft.metric = said if said in self.pack.metrics else draft.metric
        if draft.kind is not Kind.SHARE or entity is None or entity.kind is not EntityKind.MARKET or metric is None:
            return
        if metric.basis == "export" or is_of_segment(self.scene.text, draft):
            return  # of all that is exported, or of one segment, not of all that is sold
        listed = (
            "sellers" in entity.tags
            and earlier is not None
            and earlier.metric == "penetration"
            and earlier.kind is Kind.SHARE
        )
        if _SUMMED.search(self.scene.text, draft.sentence.span.start, draft.figure.full.start):
            return  # so many makers together hold it, which is no part of a segment
        lead = self.scene.text[draft.sentence.span.start : draft.figure.full.start]
        of_all = metric.id == "market_share" and entity.segment is not None and "share of" not in lead
        counted = metric.unit == self.pack.main_unit or of_all
        if (entity.segment or listed) and counted and "penetration" in self.pack.metrics:
            draft.metric = "penetration"

    def divide_by_drive(self, drafts: list[Draft]) -> None:
        """A penetration is never of all that is sold, but of what has a plug; settled last, as the next figure is of all again."""
        segment = next(iter(self.segments.wider.values()), None)
        for draft in drafts:
            market = self.register.known(draft.subject)
            whole = market is not None and market.segment in (None, "passenger") and "table" not in draft.fixed
            if market is None or draft.metric != "penetration" or not whole:
                continue
            if market.region != self.pack.home or draft.segment not in (None, "passenger", segment):
                continue  # abroad, hybrids and petrol cars are told as parts of the same whole
            family = [m for m in self.register.markets if m.units & market.units]
            if segment in {m.segment for m in family if m.region == self.pack.home}:
                draft.subject = self.register.named(family, market.region, segment) or draft.subject
                draft.segment = segment
