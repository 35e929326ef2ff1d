"""The families of errors."""

from benchmarks.checking.families import digits, names, neighbours, outside, periods, stale, structure, wording
from benchmarks.checking.families.ground import Family, Ground

FAMILIES = (
    Family("digit", "one digit another", digits.digit),
    Family("swapped", "two digits swapped", digits.swapped),
    Family("power", "a zero or the decimal point a place off", digits.power),
    Family("scale_word", "万 for 亿, million for billion", wording.scale_word),
    Family("translated_scale", "so many 亿 as so many billion", wording.translated_scale),
    Family("direction", "a rise told as a fall", wording.direction),
    Family("points", "percent for points", wording.points),
    Family("currency", "dollars for yuan", wording.currency),
    Family("wrong_base", "the rate of the cut given as the growth's", structure.wrong_base),
    Family("total", "a total that its parts do not give", structure.total),
    Family("share", "a share of another whole", structure.share),
    Family("count", "one more than are listed", structure.count),
    Family("rank", "a place too high or low", structure.rank),
    Family("streak", "a month too many in a row", structure.streak),
    Family("run_rate", "needed a month, with a wrong number of months", structure.run_rate),
    Family("exchanged", "two figures of a list exchanged", neighbours.exchanged),
    Family("rates_exchanged", "month on month given as year on year", neighbours.rates_exchanged),
    Family("year_to_date", "the year so far given as the month", neighbours.year_to_date),
    Family("basis", "against the month before for against the year before", periods.basis),
    Family("wrong_month", "another month", periods.wrong_month),
    Family("month_off", "the text's month everywhere another", periods.month_off),
    Family("wrong_year", "another year", periods.wrong_year),
    Family("month_as_quarter", "a month's figure as the quarter's", periods.month_as_quarter),
    Family("year_off", "the whole text a year off", periods.year_off),
    Family("other_time", "the figure of the month or year before", stale.other_time),
    Family("other_measure", "the wholesale figure for the retail one", stale.other_measure),
    Family("other_level", "the group's figure for its brand", stale.other_level),
    Family("names_exchanged", "two names exchanged", names.names_exchanged),
    Family("level_of_name", "a brand's name for its group's", names.level_of_name),
    Family("wholesale_as_retail", "the word retail for wholesale", names.wholesale_as_retail),
    Family("free", "any other figure", outside.free, catalogue=False),
    Family("copied", "another figure of the text", outside.copied, catalogue=False),
)

__all__ = ["FAMILIES", "Family", "Ground"]
