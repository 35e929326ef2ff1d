"""The same question on two days: what was known then, and what is known now."""

import tachograph as ta

for day in ("2026-01-15", "2026-02-20", None):
    told = ta.show("Leapmotor", "deliveries", "2026-01", as_of=day)
    known = [f"{estimate.value} from {len(estimate.support)} pages" for estimate in told.value]
    print(day or "today", *known or ["nothing is known"])
