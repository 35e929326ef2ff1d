from dataclasses import replace
from fractions import Fraction

from tests.analysis.figures import known, rate, said, table, target
from tests.analysis.reference import reference

from tachograph.analysis.maker import maker
from tachograph.core.estimate import Status
from tachograph.core.promise import Evidence, JudgedPromise, Promise, PromiseKind, Standing
from tachograph.core.span import Span
from tachograph.presenting.maker import text


def test_the_page():
    ledger = table(
        known("aurora", "2025-12", 100), known("aurora", "2026-01", 150), known("aurora", "2025-Q4", 400),
        known("aurora", "2025-10", 90),
        known("aurora", "2026-01", 60, model="model a"), known("aurora", "2025-12-31", 12, "stores"),
        known("aurora", "2025-Q4", 80_000_000, "revenue"), known("aurora", "2025-Q4", 19, "gross_margin"),
        said=[target("aurora", "2026", 3000)],
    )  # fmt: skip
    page = maker(ledger, "aurora")
    assert [(str(m.period), m.estimate and int(m.estimate.value)) for m in page.months] == [
        ("2026-01", 150),
        ("2025-12", 100),
        ("2025-11", None),
        ("2025-10", 90),
    ]
    (model,) = page.models
    assert (model.scope.model, model.share) == ("model a", Fraction(2, 5))
    assert [s.metric.id for s in page.network] == ["stores"]
    assert [int(p.value) for p in page.prices] == [200_000]
    assert [int(r.vintage.low) for r in page.targets] == [3000]
    shown = text.render(page, ledger, width=100)
    assert "Average price: revenue by deliveries" in shown
    assert "gross margin  Q4 2025           19.0%" in shown


def test_a_disputed_figure_is_shown_as_such():
    ledger = table(known("aurora", "2026-01", 150, status=Status.DISPUTED))
    page = maker(ledger, "aurora")
    assert [int(e.value) for e in page.doubted] == [150]
    assert "150!" in text.render(page, ledger)


def test_members_of_an_alliance():
    page = maker(table(known("league", "2026-01", 100), known("dawn", "2026-01", 80)), "league")
    assert [(b.scope.entity, b.share) for b in page.brands] == [("dawn", Fraction(4, 5))]


def promise(standing, deadline, what="open a plant", document="d1"):
    quote = f"Aurora will {what} by {deadline}."
    span = Span(0, len(quote))
    said = Promise(
        document, span, quote, what, span, PromiseKind.PLANT, deadline, "Aurora", "aurora", made="2025-06-01"
    )
    return JudgedPromise(said, standing, (Evidence("It opened.", "2025-10", "https://evidence.example"),))


def test_promises_stand_with_their_sentence_the_open_ones_first():
    judged = [
        promise(Standing.KEPT, "2025-10"), promise(Standing.OPEN, "2027"), promise(Standing.OPEN, "2026-06"),
        promise(Standing.OVERDUE, "2025-12"),
    ]  # fmt: skip
    page = maker(table(), "aurora", None, judged, {"d1": "https://one.example"})
    assert [one.promise.deadline for one in page.promises] == ["2026-06", "2027", "2025-12", "2025-10"]
    assert not page.empty
    shown = " ".join(text.render(page, table(), width=100).split())
    assert "! overdue Dec 2025 plant “Aurora will open a plant by 2025-12.” [1 2]" in shown
    assert "https://one.example" in shown
    assert "https://evidence.example" in shown


def test_recent_claims_are_each_figure_once():
    rows = [
        said("aurora", "2026-01", 2278, published="2026-02-03"),
        said("aurora", "2026-01", 2280, published="2026-02-03", precision=10, source="https://two.example"),
        rate("aurora", "2026-01", 12, "2025-01", published="2026-02-03"),
        said("aurora", "2025-12", 99, published="2026-01-03"),
    ]
    page = maker(table(said=rows), "aurora")
    assert [(o.period, int(o.quantity.value)) for o in page.recent] == [("2026-01", 2278), ("2025-12", 99)]
    shown = text.render(page, table(said=rows), width=100)
    assert "Recent claims\n  3 Feb 2026  deliveries  Jan 2026  2,278  [1]" in shown


def test_it_is_shown_by_the_count_that_most_is_known_of():
    months = [f"2025-{n:02}" for n in range(1, 13)]
    rows = [known("aurora", month, 50, "wholesale") for month in months]
    page = maker(table(*rows, known("aurora", "2025-12", 40), known("aurora", "2025-12", 9, "exports")), "aurora")
    assert page.metric.id == "wholesale"
    assert [(o.scope.metric, int(o.estimate.value)) for o in page.others] == [("deliveries", 40)]
    assert maker(table(*rows[:2], known("aurora", "2025-12", 40)), "aurora").metric.id == "deliveries"


def test_a_group_shows_its_makers_though_it_reports_nothing_itself():
    page = maker(table(known("dawn", "2026-01", 80)), "works")
    assert page.metric is None
    assert [(b.scope.entity, int(b.estimate.value), b.share) for b in page.brands] == [("dawn", 80, None)]


def test_what_only_follows_from_a_doubtful_figure_is_not_listed_as_one():
    doubted = known("aurora", "2026-01", 150, status=Status.DISPUTED)
    follows = replace(doubted, cell=replace(doubted.cell, period="2025-Q4"), support=())
    assert maker(table(doubted, follows), "aurora").doubted == (doubted,)


def test_amounts_are_in_the_currency_it_reports_in():
    rows = [
        known("aurora", q, n * 1_000_000, "revenue") for q, n in {"2024-Q4": 50, "2025-Q3": 70, "2025-Q4": 80}.items()
    ]
    in_dollars = [replace(e, cell=replace(e.cell, unit="USD"), value=e.value / 7) for e in rows[:1]]
    dollars_only = replace(in_dollars[0], cell=replace(in_dollars[0].cell, period="2025"))
    page = maker(table(*in_dollars, *rows, dollars_only, known("aurora", "2024", 190_000_000, "revenue")), "aurora")
    shown = {str(m.period): m for m in page.money}
    assert (int(shown["2025-Q4"].estimate.value), shown["2025-Q4"].yoy.value) == (80_000_000, Fraction(3, 5))
    assert shown["2025"].yoy is None


def test_nobody():
    page = maker(table(), "Nobody")
    assert page.empty
    shown = text.render(page, table())
    assert "No pack knows it" in shown
    assert "No figure of it is known." in shown


def test_nio_of_the_reference():
    page = maker(reference(), "nio")
    months = {str(m.period): m.estimate for m in page.months}
    assert int(months["2025-12"].value) == 48135
    assert {b.scope.entity for b in page.brands} == {"nio_brand", "onvo", "firefly"}
    assert any(s.metric.id == "swap_stations" for s in page.network)
    assert 150_000 < page.prices[0].value < 400_000
