"""A seller's months side by side by year."""

import tachograph as ta

frame = ta.show("Leapmotor", "deliveries").to_pandas()
months = frame[frame["period"].str.fullmatch(r"\d{4}-\d{2}") & frame["region"].isna() & frame["model"].isna()].copy()
months["year"], months["month"] = months["period"].str[:4], months["period"].str[5:]
print(months.pivot_table(index="month", columns="year", values="value").round().to_string(na_rep="-"))
