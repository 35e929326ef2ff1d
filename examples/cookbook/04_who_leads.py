"""Who leads, under every definition that the ledger has figures for."""

import tachograph as ta

answer = ta.leader("2026-01")
for lead in answer.value.leads:
    first = lead.listing.rows[0]
    print(
        lead.listing.definition.metric,
        lead.listing.definition.level or "sellers",
        first.scope.entity,
        int(first.estimate.value),
    )
