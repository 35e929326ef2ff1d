"""Values of a workbook look as its number formats show them."""

from datetime import date, datetime, time

import pytest

from tachograph.reading.displayed import shown_value

JANUARY = date(2025, 1, 1)
ACCOUNTS = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'
CHINESE_SCALES = '[>=10000]0.0,"千";0'


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.2741, "0.0%", "27.4%"),
        (0.5, "+0%;-0%", "+50%"),
        (-0.034, "0.0%;[Red]-0.0%", "-3.4%"),
        (32059, "General", "32059"),
        (32059, "#,##0", "32,059"),
        (0.1 + 0.2, "General", "0.3"),
        (1e300, "0", "1" + "0" * 300),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234.5, ACCOUNTS, "(1,234.50)"),
        (0, ACCOUNTS, "-"),
        (2.345, "0.##", "2.35"),
        (2, "0.##", "2"),
        (12.5, '0.0"万"', "12.5万"),
        (1234567, '#,##0,"K"', "1,235K"),
        (87.5, "[$¥-804]#,##0.0", "¥87.5"),
        (25000, CHINESE_SCALES, "25.0千"),
        (12, CHINESE_SCALES, "12"),
        (3, 'General"万辆"', "3万辆"),
        (12345, '0!.0,"万"', "12345"),
        (2.5, "# ?/?", "2.5"),
        (0.045, "0.00E+00", "0.045"),
        (datetime.combine(JANUARY, time()), "mmm-yy", "2025-01"),
        (date(2025, 1, 31), "d/m/yyyy", "2025-01-31"),
        (datetime.combine(JANUARY, time()), 'yyyy"年"m"月"', "2025-01"),
        (datetime.combine(JANUARY, time()), "yyyy", "2025"),
        (datetime.combine(JANUARY, time(9, 30)), "yyyy-mm-dd hh:mm", "2025-01-01 09:30"),
        (True, "General", "TRUE"),
        ("  Aito", "@", "  Aito"),
        (None, "0", ""),
    ],
)
def test_values_are_shown_by_their_format(value, form, shown):
    assert shown_value(value, form) == shown
