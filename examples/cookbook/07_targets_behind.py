"""The last targets of a year that were missed, and by how much."""

import tachograph as ta

for row in ta.targets(2025).value.rows:
    part = row.attainment[0]
    if row.latest and row.over and part is not None and part < 1:
        print(f"{row.vintage.scope.entity:20} {float(part):.1%} of {int(row.vintage.low or 0):,}")
