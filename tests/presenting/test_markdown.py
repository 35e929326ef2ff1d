import re
from time import monotonic

import pytest

import samples
from tachograph.presenting.markdown import escaped, render

LUMEN = """\
## Lumen grows again

lumen.txt · 2 Jun 2025 · 9 figures: 1 contradicted, 1 implausible, 3 confirmed, 2 consistent, 2 unchecked

### 1. ✗ contradicted: growth

> Lumen sold 32,000 cars in May, up **60%** from 25,000 a year earlier.

32,000 is 28% more than 25,000, not 60%.

- (32,000 / 25,000 - 1) in percent → **27.954 to 28.046**
- repair: write “28%” instead of “60%”
- repair: write “Apr 2025” instead of “May 2025” as the period of “60%”

### 2. ? implausible: scale

> Its revenue was **10.45 billion yuan**, it says, and it wants over 100 stores.

A filing gives a tenth of this.

- 10.45 billion / 1.045 billion → **10**
- evidence: 1,045 million yuan (Lumen revenue 2025), <https://example.org/filing.pdf>, Mar 2026
- repair: write “1.045 billion yuan” instead of “10.45 billion yuan”

**These agree**

- ✓ 5 + 7 = 12. (sum of parts)
"""


def test_report():
    assert render([samples.lumen()]) == LUMEN


def test_several_documents_end_with_the_total():
    text = render([samples.lumen(), samples.chinese()])
    assert text.startswith(LUMEN)
    assert text.endswith("2 consistent, 3 unchecked**\n")
    assert "## zh.txt\n\nzh.txt · 2 figures: 1 confirmed, 1 unchecked" in text


def test_extraction_is_a_table():
    lines = render([samples.lumen()], checked=False).splitlines()
    assert "| 60% | 60 percent | Lumen | sales | May 2025 · against May 2024 |" in lines
    assert {line.count("|") for line in lines if line.startswith("|")} == {6}


def test_hostile_text_neither_formats_nor_links():
    text = render([samples.hostile()]) + render([samples.hostile()], checked=False)
    assert not re.search(r"<(?!https?://[^\s<>]+>)", text)
    assert not re.search(r"(?<!\\)[\[\]`]", text)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("- a", "\\- a"),
        ("1. b", "1\\. b"),
        ("12.4 up", "12.4 up"),
        ("# h", "\\# h"),
        ("> q", "&gt; q"),
        ("a_b *c*", "a\\_b \\*c\\*"),
        ("@me &amp; R&D #12", "&#64;me &amp;amp; R&D \\#12"),
        ("a\n\n| b", "a \\| b"),
        ("+45% up", "+45% up"),
    ],
)
def test_escaping(raw, safe):
    assert escaped(raw) == safe


def test_a_very_long_line_is_quoted_in_part():
    since = monotonic()
    text = render([samples.huge()])
    assert "**7 cars**" in text
    assert len(text) < 1_000
    assert monotonic() - since < 5


def test_no_document_is_no_text():
    assert render([]) == ""
