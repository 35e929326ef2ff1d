"""The table of a release day as a data frame: the steepest rises on the year before."""

import tachograph as ta

frame = ta.board("2026-01", "deliveries", level="maker").to_pandas()
print(frame.sort_values("yoy", ascending=False)[["entity", "value", "mom", "yoy"]].to_string(index=False))
