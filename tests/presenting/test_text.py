import re
from dataclasses import replace
from time import monotonic

from rich.cells import cell_len

import samples
from tachograph.presenting.text import render


def flat(text):
    return " ".join(text.split())


def test_figures_are_marked_without_colour():
    text = flat(render([samples.lumen()]))
    assert "Lumen sold 32,000 cars° in May, up 60%[✗1] from 25,000° a year earlier." in text
    assert "12 stores✓ in Q4 (5✓ in September, 7✓ in October)" in text
    assert "Its revenue was 10.45 billion yuan[?2], it says, and it wants over 100 stores·." in text
    assert "\x1b" not in text


def test_findings_show_calculation_evidence_and_repair():
    text = flat(render([samples.lumen()]))
    findings = text[text.index("✗ 1 contradicted growth") :]
    assert "32,000 is 28% more than 25,000, not 60%. “60%”, “32,000 cars”, “25,000”" in findings
    assert "(32,000 / 25,000 - 1) in percent → 27.954 to 28.046" in findings
    assert "repair: write “28%” instead of “60%”" in findings
    assert "repair: write “Apr 2025” instead of “May 2025” as the period of “60%”" in findings
    assert "evidence: 1,045 million yuan (Lumen revenue 2025), https://example.org/filing.pdf, Mar 2026" in findings
    assert "repair: write “1.045 billion yuan” instead of “10.45 billion yuan”" in findings


def test_confirmed_findings_take_one_line_after_the_flagged_ones():
    lines = render([samples.lumen()]).splitlines()
    (confirmed,) = [n for n, line in enumerate(lines) if "5 + 7 = 12." in line]
    assert flat(lines[confirmed]) == "✓ 5 + 7 = 12. sum of parts"
    assert confirmed > max(n for n, line in enumerate(lines) if line.startswith(("✗ 1", "? 2")))


def test_head_legend_and_total():
    text = render([samples.lumen(), samples.chinese()], width=100)
    summary = "9 figures: 1 contradicted, 1 implausible, 3 confirmed, 2 consistent, 2 unchecked"
    assert flat(text).startswith(f"Lumen grows again lumen.txt · 2 Jun 2025 · {summary}")
    assert "✗ contradicted   ? implausible   ✓ confirmed   ° consistent   · unchecked" in text
    assert "2 documents, 11 figures: 1 contradicted, 1 implausible, 4 confirmed" in text


def test_colour_only_when_asked():
    coloured = render([samples.lumen()], colour=True)
    assert "\x1b[1;31m60%" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == render([samples.lumen()]).split()


def test_no_line_is_wider_than_the_terminal():
    documents = [samples.lumen(), samples.hostile(), samples.chinese(), samples.bare("word " * 99 + "7", "7")]
    for width in (40, 80, 200):
        for checked in (True, False):
            lines = render(documents, width=width, checked=checked).splitlines()
            assert max(map(cell_len, lines)) <= min(width, 100)


def test_chinese_counts_two_columns():
    wide = samples.with_text(samples.chinese(), samples.chinese().document.text * 9)
    lines = render([wide], width=40).splitlines()
    assert max(map(cell_len, lines)) in (39, 40)
    assert "小米6月交付2.5万辆✓，同比增长60%·。" in "".join(lines)


def test_nothing_is_cut_off():
    url = "https://example.org/" + "long" * 40
    one = samples.lumen()
    finding = one.findings[0]
    evidence = tuple(replace(given, source=url) for given in finding.evidence)
    text = render([replace(one, findings=(replace(finding, evidence=evidence),))], width=60)
    assert url in re.sub(r"\s", "", text)


def test_control_characters_of_a_text_do_not_reach_the_terminal():
    text = render([samples.hostile()]) + render([samples.hostile()], checked=False)
    assert not set(text) & {"\x1b", "\u202e"}
    assert "[31m" in text


def test_extraction_lists_what_was_read():
    text = render([samples.lumen()], checked=False, width=100)
    assert "Lumen grows again\nlumen.txt · 2 Jun 2025 · 9 figures\n" in text
    assert "60% 60 percent · Lumen · sales · May 2025 · against May 2024" in flat(text)
    assert "contradicted" not in text


def test_a_very_long_line_does_not_hang():
    since = monotonic()
    text = render([samples.huge()])
    assert "7 cars[✗1]" in text
    assert len(text) < 5_000
    assert monotonic() - since < 5


def test_no_document_is_no_text():
    assert not render([]).strip()
