"""Where a source gives another figure than the best estimate, and why it is not followed."""

import tachograph as ta

for estimate in ta.show("Leapmotor", "deliveries", "2026-01").value:
    print(estimate.cell.period, int(estimate.value), estimate.status)
    for dissent in estimate.dissent:
        print("  not", dissent.observation.quantity.value, "as", dissent.observation.source, "has it:", dissent.reason)
