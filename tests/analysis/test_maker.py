from fractions import Fraction

from tests.analysis.figures import known, table, target
from tests.analysis.reference import reference

from tachograph.analysis.maker import maker
from tachograph.core.estimate import Status
from tachograph.presenting.maker import text


def test_the_page():
    ledger = table(
        known("aurora", "2025-12", 100), known("aurora", "2026-01", 150), known("aurora", "2025-Q4", 400),
        known("aurora", "2026-01", 60, model="model a"), known("aurora", "2025-12-31", 12, "stores"),
        known("aurora", "2025-Q4", 80_000_000, "revenue"), known("aurora", "2025-Q4", 19, "gross_margin"),
        said=[target("aurora", "2026", 3000)],
    )  # fmt: skip
    page = maker(ledger, "aurora")
    assert [(str(m.period), m.estimate and int(m.estimate.value)) for m in page.months[:3]] == [
        ("2026-01", 150),
        ("2025-12", 100),
        ("2025-11", None),
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
