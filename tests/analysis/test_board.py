from fractions import Fraction

from tests.analysis.figures import known, over, rate, table

from tachograph.analysis.board import board, boards
from tachograph.analysis.listing import Definition, Listing
from tachograph.analysis.overlaps import told_apart
from tachograph.core.period import Period
from tachograph.presenting.board import text

JANUARY = Period.parse("2026-01")
YOUNG = (
    known("aurora", "2026-01", 300), known("aurora", "2025-12", 200), known("aurora", "2025-01", 200),
    known("corona", "2026-01", 250), known("corona", "2025-12", 280),
)  # fmt: skip


def test_rank_change_and_growth():
    (first, *_) = boards(table(*YOUNG), JANUARY)
    assert [(line.row.scope.entity, line.climbed) for line in first.lines] == [("aurora", 1), ("corona", -1)]
    assert first.lines[0].row.yoy.value == Fraction(1, 2)
    assert first.lines[1].row.yoy is None
    assert first.total.value == 550


def test_who_has_no_figure_yet_is_named_and_does_not_move_the_others():
    (first, *_) = boards(table(*YOUNG, known("borealis", "2025-12", 900)), JANUARY)
    assert [scope.entity for scope in first.missing] == ["borealis"]
    assert [line.climbed for line in first.lines] == [1, -1]


def test_thirteen_months_with_gaps():
    (first, *_) = boards(table(*YOUNG), JANUARY)
    assert first.lines[0].months == (200, *[None] * 10, 200, 300)
    shown = text.render(boards(table(*YOUNG), JANUARY), table(*YOUNG), width=100)
    assert "▆··········▆█" in shown


def test_unknown_is_a_hyphen_never_nought():
    shown = text.render(boards(table(*YOUNG), JANUARY), table(*YOUNG), width=100)
    row = next(line for line in shown.splitlines() if "Corona" in line)
    assert row.split()[:6] == ["2", "▼1", "Corona", "250", "−10.7%", "-"]


def test_a_part_stands_under_the_whole_and_is_not_added():
    rows = (known("league", "2026-01", 500), known("dawn", "2026-01", 400), known("aurora", "2026-01", 300))
    (first, *_) = boards(table(*rows), JANUARY)
    assert [line.row.scope.entity for line in first.lines] == ["league", "aurora"]
    assert [part.row.scope.entity for part in first.lines[0].parts] == ["dawn"]
    assert first.total.value == 800


def test_no_total_where_two_count_the_same_cars():
    rows = (known("league", "2026-01", 500), known("works", "2026-01", 600), known("old", "2026-01", 300))
    ledger = table(*rows)
    makers = boards(ledger, JANUARY, "deliveries", "maker")[0].listing
    crossing = told_apart(["league", "works"], ledger.pack, JANUARY)
    assert board(ledger, Listing(Definition("deliveries"), JANUARY, "", makers.rows, crossing)).total is None


def test_a_share_needs_a_market_on_the_same_basis():
    rows = (known("aurora", "2026-01", 300, "retail_sales"), known("corona", "2026-01", 100, "retail_sales"))
    markets = (known("whole", "2026-01", 1000, "retail_sales"), known("electric", "2026-01", 600, "retail_sales"))
    (found,) = boards(table(*rows, *markets), JANUARY, "retail_sales", "maker")
    assert found.market[0].name == "Whole"
    assert [line.share for line in found.lines] == [Fraction(3, 10), Fraction(1, 10)]
    (deliveries,) = boards(table(*YOUNG, *markets), JANUARY, "deliveries", "maker")
    assert deliveries.market is None


def test_january_and_february_pooled():
    rows = [known(e, f"{y}-0{m}", v) for e, v in (("aurora", 30), ("corona", 20)) for y in (2025, 2026) for m in (1, 2)]
    (first, *_) = boards(table(*rows), Period.parse("2026-01/2026-02"))
    assert [(int(line.row.estimate.value), line.row.yoy.value) for line in first.lines] == [(60, 0), (40, 0)]


def test_a_rate_that_differs_is_told_beneath():
    rows = (*YOUNG, known("corona", "2025-01", 100))
    ledger = table(*rows, said=(rate("corona", "2026-01", "60", "2025-01", source="https://wrong.example/x"),))
    shown = text.render(boards(ledger, JANUARY), ledger, width=100)
    assert "+150.0%≠" in shown
    assert "≠ Corona: computed +150.00%, published +60.00% (wrong.example)" in shown


def test_a_loose_figure_gives_a_loose_rate():
    ledger = table(over("aurora", "2026-01", 390, 430), known("aurora", "2025-01", 200), known("corona", "2026-01", 10))
    shown = text.render(boards(ledger, JANUARY), ledger, width=100)
    assert ">390" in shown
    assert "≈+95%" in shown
