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
