"""How wide intervals are is what withheld figures teach, and what a pack's file says; the documented example is printed."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.estimate import lines
from evaluation.estimate import main as print_estimate
from evaluation.intervals import PACK, PATH, Trial, crossed, learned, main, written

from tachograph.checking import reconcile
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Cell, Estimate, Status, Widths
from tachograph.core.interval import Interval
from tachograph.packs.loader import load_pack

CARS = load_pack([PACK])
PAGE = Path(__file__).parent.parent / "docs" / "estimates.md"


def trial(number, truth, low, high, value=100, status=Status.DERIVED):
    cell = Cell("nio", "deliveries", f"{1000 + number}", "vehicle")
    made = Estimate(cell, Fraction(value), Interval(Fraction(low), Fraction(high)), status)
    return Trial(cell, made, Fraction(truth), Fraction(0), "seller")


def test_the_program_writes_the_shipped_file_and_says_how_often_intervals_hold(tmp_path, capsys):
    main(tmp_path / "intervals.toml")
    assert (tmp_path / "intervals.toml").read_bytes() == PATH.read_bytes(), (
        "run python -m evaluation.intervals and commit"
    )
    told = capsys.readouterr().out
    shares = [float(line.split("|")[4].strip(" %")) for line in told.splitlines() if line.startswith("| all ")]
    assert len(shares) == 2
    assert all(share >= 88 for share in shares)
    page = PAGE.read_text("utf-8")
    assert all(f"{share}%" in page for share in shares)


def test_the_pack_has_what_was_learned():
    assert CARS.widths.added["market", Status.DERIVED] > 0
    assert CARS.widths.added["seller", Status.AGREED] == 0
    assert written(CARS.widths) == PATH.read_text("utf-8")


def test_intervals_are_narrowed_to_what_is_used():
    some = [trial(n, 100 + n, 0, 200) for n in range(10)]
    found = learned(some)
    assert found.narrowed["seller", Status.DERIVED] == Fraction(8, 100)
    assert sum(not t.excess(found) for t in some) == 9


def test_intervals_are_widened_to_hold_nine_in_ten():
    some = [trial(n, 100 + n, 100, 100) for n in range(10)]
    found = learned(some)
    assert found.added["seller", Status.DERIVED] == Fraction(8, 100)
    assert not found.narrowed


def test_few_trials_teach_nothing():
    assert learned([trial(n, 150, 100, 100) for n in range(9)]) == Widths({}, {})


def test_nothing_is_tried_on_what_it_was_learned_from():
    some = [trial(n, 100 + n % 3, 100, 100) for n in range(60)]
    for one, widths in crossed(some):
        others = [t for t, w in crossed(some) if w is not widths]
        assert one not in others or widths == learned(others)


def test_fitting():
    widths = Widths({("seller", Status.DERIVED): Fraction(1, 100)}, {("seller", Status.DERIVED): Fraction(1, 2)})
    span = Interval(Fraction(90), Fraction(120))
    assert widths.fitted(span, Fraction(100), "seller", Status.DERIVED) == Interval(Fraction(94), Fraction(111))
    assert widths.fitted(span, Fraction(100), "market", Status.DERIVED) == span
    assert widths.fitted(Interval(Fraction(5), None), Fraction(100), "seller", Status.AGREED) == Interval(
        Fraction(5), None
    )


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("seller = 1", "'seller' is no table"),
        ("[buyer]", "unknown key 'buyer'"),
        ("[seller]\nsure = { narrowed = 1, added = 0 }", "'sure' is no status"),
        ("[seller]\nderived = 1", "'derived' is no status with its shares"),
        ("[seller]\nderived = { narrowed = 2, added = 0 }", "'narrowed' is 2"),
        ("[seller]\nderived = { narrowed = 1 }", "'added' is None"),
    ],
)
def test_a_wrong_file_is_one_clear_line(tmp_path, content, message):
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.toml").write_text('id = "mine"\nname = "Mine"\n', encoding="utf-8")
    (home / "intervals.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"intervals\.toml: ") as caught:
        load_pack([str(home)])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["nio deliveries 2023-01/2023-09", "xpeng deliveries 2023-12"])
def test_the_page_shows_what_is_printed(cell):
    assert "\n".join(lines(*cell.split(), CARS)) in PAGE.read_text("utf-8")
    assert cell in PAGE.read_text("utf-8")


def test_printing(capsys):
    print_estimate(["china_pv", "retail_sales", "2025-12"])
    told = capsys.readouterr().out
    assert "earlier  2,296,000 vehicles" in told
    with pytest.raises(SystemExit, match="write an entity"):
        print_estimate(["nio"])


def test_widths_change_no_value():
    some = [o for o in CARS.observations if o.entity == "hima"]
    bare = reconcile(some, replace(CARS, widths=Widths()))
    assert [e.value for e in bare] == [e.value for e in reconcile(some, CARS)]
