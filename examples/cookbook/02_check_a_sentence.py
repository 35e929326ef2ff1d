"""Check a text that is no file: every figure with its verdict."""

import tachograph as ta

text = "NIO delivered 27,182 vehicles in January 2026, up 46.1% from 13,863 a year earlier."
for row in ta.check(text=text, published="2026-02-01"):
    print(f"{row['verdict']:13} {row['quote']:>8}  {row['finding'] or ''}")
