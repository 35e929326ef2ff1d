"""Record an article in the ledger, then ask for one figure and who states it."""

from pathlib import Path

import tachograph as ta

ARTICLE = Path(__file__).parents[1] / "nio-december-2025.md"

print(ta.add(ARTICLE))
(cell,) = ta.show("NIO", "deliveries", "2025-12")
print(cell["entity"], cell["period"], cell["value"], cell["status"])
for said in cell["support"]:
    print("  ", said["published"], said["source"])
