"""The next three months with the interval that should hold four times in five."""

import tachograph as ta

for row in ta.forecast("NIO", metric="deliveries", months=3):
    print(f"{row['entity']:12} {row['period']}: {row['point']:>9,.0f}  ({row['low']:,.0f} to {row['high']:,.0f})")
