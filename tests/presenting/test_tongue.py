"""What sheets say, in Chinese: all of it or, where its words are not known, as it is; never half of a sentence."""

import re

import pytest

from ledgers import kept
from tachograph.analysis.board import boards
from tachograph.analysis.leader import leading
from tachograph.analysis.maker import maker
from tachograph.analysis.market import market
from tachograph.analysis.table import Table
from tachograph.analysis.targets import targets
from tachograph.checking import catalogue
from tachograph.core.period import Period
from tachograph.pipeline import check_texts, consulting
from tachograph.presenting.board import text as board_text
from tachograph.presenting.leader import text as leader_text
from tachograph.presenting.maker import text as maker_text
from tachograph.presenting.market import text as market_text
from tachograph.presenting.sheets.html import noted, render
from tachograph.presenting.sheets.tongue import tongue
from tachograph.presenting.targets import text as targets_text

HAN = re.compile("[一-鿿]")
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+\b")


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    found = consulting.figures(kept(tmp_path_factory.mktemp("tongue")), None)
    return Table(found.pack, found.estimates, found.observations)


@pytest.fixture(scope="module")
def sheets(table):
    months = [Period.parse(when) for when in ("2026-01", "2025-12", "2025")]
    made = [board_text.sheet(boards(table, when), table) for when in months]
    made += [leader_text.sheet(leading(table, when), table) for when in months]
    made += [market_text.sheet(market(table, when), table) for when in months]
    made += [targets_text.sheet(targets(table, year), table) for year in (2025, 2026)]
    return [*made, *(maker_text.sheet(maker(table, entity), table) for entity in ("nio", "byd", "hima"))]


def test_titles_and_notes_are_said_in_chinese(sheets, table):
    chinese = tongue("zh", table.pack)
    titles = {chinese.title(part.title.partition(" [")[0]) for sheet in sheets for part in sheet.sections}
    assert [title for title in titles if not HAN.search(title)] == []
    texts = {noted(one) for sheet in sheets for part in sheet.sections for one in part.notes}
    texts |= {noted(one) for sheet in sheets for one in (*sheet.notes, *sheet.answer)}
    said = {text: chinese.text(text) for text in texts if re.search("[A-Za-z]{3}", text)}
    known = [text for text, zh in said.items() if HAN.search(zh)]
    assert len(known) > 0.9 * len(said)
    assert [zh for text, zh in said.items() if HAN.search(zh) and ENGLISH.search(zh)] == []


def test_nothing_is_said_by_halves(table):
    chinese = tongue("zh", table.pack)
    strange = "NIO has been thoroughly surprised by nothing at all in Jan 2026."
    assert chinese.text(strange) == strange
    assert chinese.lang(strange) == "en"
    assert chinese.text("HIMA (57,915)") == "鸿蒙智行（57,915）"
    assert chinese.text("Jan–Feb 2026") == "2026年1—2月"
    assert chinese.text("57,915") == "57,915"
    assert tongue("en", table.pack).text(strange) == strange
    assert tongue("en", table.pack).lang(strange) is None


def test_the_numbers_stay(sheets, table):
    chinese = tongue("zh", table.pack)
    for sheet in sheets:
        for text in {noted(one) for part in sheet.sections for one in part.notes}:
            if HAN.search(zh := chinese.text(text)):
                figures = re.findall(r"\d{1,3}(?:,\d{3})+", text)
                assert sorted(re.findall(r"\d{1,3}(?:,\d{3})+", zh)) == sorted(figures)


def test_a_page_is_in_one_language(sheets, table):
    html = render(sheets[0], "zh", table.pack)
    assert "造车新势力交付量" in html
    assert ">鸿蒙智行</a>" in html
    assert "车企口径" in html


def test_what_checks_find_is_said_in_chinese(table):
    chinese = tongue("zh", table.pack)
    assert (
        chinese.finding("27,182 / 13,863 - 1 = +96.08% (+96.06% to +96.09% with rounding), stated as +96.1%")
        == "27,182 / 13,863 - 1 = +96.08%（计入四舍五入为 +96.06% 至 +96.09%），文中为 +96.1%"
    )
    assert (
        chinese.finding(
            "RMB217.94 billion is stated for NIO’s revenue in the third quarter of 2025, but 2 sources give 21.79 billion yuan"
        )
        == "蔚来2025年第三季度收入文中为 RMB217.94 billion，而2个来源给出 217.9亿元"
    )
    rules = check_texts([text for rule in catalogue() for text in (rule.failing, rule.passing)])
    messages = {finding.message for one in rules for finding in one.findings}
    said = {message: chinese.finding(message) for message in messages}
    assert sum(bool(HAN.search(zh)) for zh in said.values()) > 0.75 * len(said)
    assert [zh for message, zh in said.items() if HAN.search(zh) and ENGLISH.search(zh)] == []
