"""What the ledger keeps, on both databases."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from samples import lumen
from tachograph.core.claim import Kind, Modality
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Cell, Dissent, Estimate, Status
from tachograph.core.finding import CheckedDocument, Step
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.quantity import Modifier, Quantity
from tachograph.ledger import Entry, LedgerError, Wanted, exists, open_ledger
from tachograph.ledger.doctor import problems
from tachograph.ledger.tables import TABLES

NOW = datetime(2026, 3, 1, 12)
LATER = datetime(2026, 3, 5, 12)


def said(value, source="https://lumen.example/may", *, published="2025-06-02", precision="1", **of):
    quantity = Quantity(Decimal(value), Decimal(value), Modifier.EXACTLY, "vehicle", Decimal(precision))
    of = {"entity": "lumen", "metric": "sales", "period": "2025-05"} | of
    return Observation(quantity=quantity, source=source, published=published, **of)


def entry(checked=None, *, sketch=()):
    checked = checked or lumen()
    first = checked.claims[0]
    observation = Observation(
        "lumen", "sales", "2025-05", first.quantity, source=checked.document.source,
        published=checked.document.published and checked.document.published.isoformat(), quote="Lumen sold 32,000 cars",
        document=checked.document.id, claim=first.id, confidence=0.9,
    )  # fmt: skip
    return Entry(checked, (observation,), sketch)


def article(text, source, published=None):
    document = Document(source, text, published=published)
    return CheckedDocument(document, (), ())


def written(place, *works):
    with open_ledger(place, write=True) as ledger:
        return [work(ledger) for work in works]


def asked(place, question):
    with open_ledger(place, write=False) as ledger:
        return question(ledger)


def contents(place):
    """Everything in a ledger but when it was recorded."""

    def rows(ledger):
        found = {}
        for table in TABLES:
            columns = ", ".join(f'"{c}"' for c in table.columns if c != "recorded")
            found[table.name] = sorted(map(repr, ledger.query(f"SELECT {columns} FROM {table.name}")))
        return found

    return asked(place, rows)


# --- documents --------------------------------------------------------------------------------------------------------


def test_a_document_comes_back_as_it_was(place):
    given = entry()
    written(place, lambda led: led.record([given], NOW))
    document = given.checked.document
    assert asked(place, lambda led: led.document(document.id)) == document
    assert asked(place, lambda led: led.claims(document.id)) == sorted(given.checked.claims, key=lambda c: c.span.start)
    assert asked(place, lambda led: led.findings(document.id)) == list(given.checked.findings)
    assert asked(place, lambda led: led.claim(given.checked.claims[1].id)) == given.checked.claims[1]
    assert asked(place, lambda led: led.observations()) == list(given.observations)
    assert asked(place, lambda led: list(problems(led))) == []


def test_the_same_article_twice_changes_nothing(place):
    assert written(place, lambda led: led.record([entry()], NOW)) == [1]
    before = contents(place)
    assert written(place, lambda led: led.record([entry()], LATER)) == [0]
    assert contents(place) == before


def test_the_order_of_adding_makes_no_difference(place, tmp_path):
    ours, copy = entry(), entry(lumen("https://elsewhere.example/a"))
    other = Entry(article("Nova sold 3 cars.", "nova.txt", date(2025, 6, 3)), (said(3, entity="nova"),))
    written(place, lambda led: led.record([ours, other], NOW), lambda led: led.record([copy], NOW))
    second = str(tmp_path / "second.duckdb")
    for one in (copy, other, ours):
        written(second, lambda led, one=one: led.record([one], NOW))
    assert contents(second) == contents(place)


def test_the_same_text_elsewhere_is_the_same_document_in_another_place(place):
    here, there = entry(lumen("https://b.example/")), entry(lumen("https://a.example/"))
    written(place, lambda led: led.record([here], NOW), lambda led: led.record([there], NOW))
    document = here.checked.document.id
    places = asked(place, lambda led: [a.source for a in led.appearances(document)])
    assert places == ["https://a.example/", "https://b.example/"]
    assert [o.source for o in asked(place, lambda led: led.observations())] == ["https://a.example/"]
    assert asked(place, lambda led: led.counts())["documents"] == 1


def test_a_page_that_changed_says_what_it_says_now(place):
    old = entry(lumen("https://lumen.example/may"))
    new = Entry(
        article("Lumen corrects: 31,900 cars.", "https://lumen.example/may", date(2025, 6, 20)),
        (said(31900, document="", published="2025-06-20", source="https://lumen.example/correction"),),
    )
    written(place, lambda led: led.record([old], NOW))
    before = asked(place, lambda led: led.observations(Wanted(), date(2025, 6, 19)))
    written(place, lambda led: led.record([new], LATER))
    assert [int(o.quantity.value) for o in asked(place, lambda led: led.observations())] == [31900]
    assert asked(place, lambda led: led.observations(Wanted(), date(2025, 6, 19))) == before != []


def test_text_that_no_database_holds_is_kept_but_for_those_characters(place):
    text = "Lumen\0 sold \ud800 32 cars."
    written(place, lambda led: led.record([Entry(article(text, "odd.txt"), ())], NOW))
    (document,) = asked(place, lambda led: led.documents([article(text, "odd.txt").document.id])).values()
    assert document.text == "Lumen\N{REPLACEMENT CHARACTER} sold \N{REPLACEMENT CHARACTER} 32 cars."
    assert asked(place, lambda led: list(problems(led))) == []


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_page_tabulated_again_replaces_what_it_said(place):
    written(place, lambda led: led.observe([said(32000)], NOW))
    old = asked(place, lambda led: led.observations(Wanted(), date(2025, 6, 30)))
    written(place, lambda led: led.observe([said(31900, published="2025-07-01")], LATER))
    assert [int(o.quantity.value) for o in asked(place, lambda led: led.observations())] == [31900]
    assert asked(place, lambda led: led.observations(Wanted(), date(2025, 6, 30))) == old
    editions = asked(place, lambda led: led.editions(Wanted()))
    assert [(int(o.quantity.value), since, until) for o, since, until in editions] == [
        (32000, date(2025, 6, 2), date(2025, 7, 1)), (31900, date(2025, 7, 1), None),
    ]  # fmt: skip


def test_two_figures_of_one_page_both_stand(place):
    written(place, lambda led: led.observe([said(32000), said(31000)], NOW))
    assert {int(o.quantity.value) for o in asked(place, lambda led: led.observations())} == {32000, 31000}


def test_an_undated_figure_is_known_from_the_day_it_was_added(place):
    written(place, lambda led: led.observe([said(32000, published=None)], NOW))
    assert asked(place, lambda led: led.observations(Wanted(), date(2026, 2, 28))) == []
    assert len(asked(place, lambda led: led.observations(Wanted(), date(2026, 3, 1)))) == 1


@pytest.mark.parametrize(
    ("published", "unknown", "known"),
    [("2025-06", date(2025, 6, 29), date(2025, 6, 30)), ("2025", date(2025, 12, 30), date(2025, 12, 31))],
)
def test_a_page_of_a_month_is_known_from_its_end(place, published, unknown, known):
    written(place, lambda led: led.observe([said(32000, published=published)], NOW))
    assert asked(place, lambda led: led.observations(Wanted(), unknown)) == []
    assert len(asked(place, lambda led: led.observations(Wanted(), known))) == 1


def test_what_a_packs_next_edition_leaves_out_is_retracted_and_can_return(place):
    first, second = said(32000), said(5, entity="nova")
    written(place, lambda led: led.load("cars", "1", [first, second], NOW))
    written(place, lambda led: led.load("cars", "2", [second], LATER))
    assert asked(place, lambda led: led.observations()) == [second]
    assert len(asked(place, lambda led: led.observations(Wanted(), date(2026, 3, 4)))) == 2
    written(place, lambda led: led.load("cars", "3", [first, second], LATER))
    assert len(asked(place, lambda led: led.observations())) == 2
    assert asked(place, lambda led: led.editions_loaded()) == {"cars": "3"}


def test_a_number_beyond_all_bounds_is_no_observation(place):
    assert written(place, lambda led: led.observe([said("1e400"), said(3)], NOW)) == [1]


def test_what_is_asked_for_is_what_is_given(place):
    rows = [
        said(1), said(2, metric="exports"), said(3, period="2025-06"), said(4, period="../2025-06"),
        said(5, entity="nova"), said(6, period="2025-Q2"),
    ]  # fmt: skip
    written(place, lambda led: led.observe(rows, NOW))

    def values(**of):
        return {int(o.quantity.value) for o in asked(place, lambda led: led.observations(Wanted(**of)))}

    assert values(entities=frozenset({"nova"})) == {5}
    assert values(metrics=frozenset({"exports"})) == {2}
    assert values(first=date(2025, 5, 1), last=date(2025, 5, 31)) == {1, 2, 5}
    assert values(first=date(2025, 4, 1), last=date(2025, 6, 30)) == {1, 2, 3, 5, 6}
    assert values(until=date(2025, 6, 30)) == {4}


# --- what follows -----------------------------------------------------------------------------------------------------


def estimate(support, dissent=(), vintages=()):
    cell = Cell("lumen", "sales", "2025-05", "vehicle")
    step = Step("a - b", Interval(Fraction(1, 3), None), ("x",))
    return Estimate(
        cell, Fraction(32000), Interval(Fraction(31999), Fraction(32001)), Status.AGREED, tuple(support),
        tuple(Dissent(o, "two digits swapped") for o in dissent), (step,), tuple(vintages),
    )  # fmt: skip


def test_estimates_come_back_with_their_grounds(place):
    right, wrong, early = said(32000), said(23000, "https://b.example"), said(31000, modality=Modality.ESTIMATE)
    made = estimate([right], [wrong], [early])
    written(
        place,
        lambda led: led.observe([right, wrong, early], NOW),
        lambda led: led.estimate(
            frozenset({"lumen"}), lambda rows, elsewhere: [made] if len(rows) == 3 and not elsewhere else []
        ),
    )
    assert asked(place, lambda led: led.estimates()) == [made]
    sites = {s.site: (s.observations, s.agreeing, s.dissenting) for s in asked(place, lambda led: led.sources())}
    assert sites == {"lumen.example": (2, 1, 0), "b.example": (1, 0, 1)}


def test_new_figures_make_estimates_stale_and_computing_them_again_does_not(place):
    written(place, lambda led: led.observe([said(32000)], NOW))
    assert asked(place, lambda led: led.stale()) == {"lumen"}
    written(place, lambda led: led.estimate(frozenset({"lumen"}), lambda rows, elsewhere: []))
    assert asked(place, lambda led: led.stale()) == frozenset()
    written(place, lambda led: led.observe([said(32000)], LATER))
    assert asked(place, lambda led: led.stale()) == frozenset()


def test_the_same_figure_of_somebody_else_makes_both_stale(place):
    written(place, lambda led: led.observe([said(32000), said(7, entity="vega")], NOW))
    written(
        place, *(lambda led, e=e: led.estimate(frozenset({e}), lambda rows, elsewhere: []) for e in ("lumen", "vega"))
    )
    new = [said(32000, "https://b.example", entity="nova"), said(31000, "https://c.example", entity="nova")]
    written(place, lambda led: led.observe(new, NOW))
    assert asked(place, lambda led: led.stale()) == {"lumen", "nova"}
    assert set(asked(place, lambda led: led.elsewhere(frozenset({"lumen"})))) == set(new)
    assert asked(place, lambda led: led.elsewhere(frozenset({"vega"}))) == []


def test_what_breaks_half_way_changes_nothing(place):
    right = said(32000)
    written(
        place,
        lambda led: led.observe([right], NOW),
        lambda led: led.estimate(frozenset({"lumen"}), lambda rows, elsewhere: [estimate([right])]),
    )
    before = contents(place)

    def broken(*_, **__):
        raise RuntimeError("out of luck")

    with pytest.raises(RuntimeError, match="out of luck"):
        written(place, lambda led: led.estimate(frozenset({"lumen"}), broken))
    assert contents(place) == before


def test_copies_are_found_through_the_wording_they_share(place):
    one, two, three = (
        Entry(article(f"text {n}", f"{n}.txt"), (), sketch) for n, sketch in enumerate([(1, 2), (2, 3), (9,)])
    )
    ids = [e.checked.document.id for e in (one, two, three)]
    written(place, lambda led: led.record([one, two, three], NOW))
    with open_ledger(place, write=True) as ledger:
        assert ledger.alike(ids[0]) == sorted(ids[:2])
        ledger.sort(ids[:2], lambda claimed: [(ids[1], ids[0], 0.75)])
        assert ledger.copies(ids[0]) == ledger.copies(ids[1]) == [(ids[1], ids[0], 0.75)]
        assert ledger.unsorted() == [ids[2]]
        ledger.sort(ids[:2], lambda claimed: [])
        assert ledger.copies(ids[0]) == []


# --- what can go wrong ------------------------------------------------------------------------------------------------


def test_a_ledger_of_a_later_version_is_refused(place):
    with open_ledger(place, write=True) as ledger:
        ledger._backend.execute("INSERT INTO migrations VALUES ('9999_future')")
    for write in (True, False):
        with pytest.raises(LedgerError, match="a newer version of tacho wrote it"):
            open_ledger(place, write=write)


def test_there_is_no_ledger_before_something_is_written(place):
    assert not exists(place)
    with pytest.raises(SourceError):
        open_ledger(place, write=False)
    written(place)
    assert exists(place)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE documents SET text = 'Lumen sold 99,000 cars'", "is not the one that was read"),
        ("UPDATE claims SET span_start = span_start + 1", "is not at"),
        ("UPDATE observations SET high = 33000", "is not what was recorded"),
        ("DELETE FROM documents", "is not among the documents"),
        ("DELETE FROM appearances", "stands nowhere"),
    ],
)
def test_the_doctor_sees_damage(place, damage, told):
    written(place, lambda led: led.record([entry()], NOW), lambda led: led._backend.execute(damage))
    assert any(told in line for line in asked(place, lambda led: list(problems(led))))


def test_observations_of_every_kind_come_back(place):
    half = Quantity(None, Decimal("0.5"), Modifier.UNDER, "percent", Decimal("0.1"))
    between = Quantity(Decimal(-1000000000), Decimal("12.25"), Modifier.BETWEEN, "CNY", Decimal("0.01"))
    rows = [
        replace(said(1), quantity=half, kind=Kind.SHARE, basis="China NEV market", region="overseas", segment="bev"),
        replace(said(1), quantity=between, kind=Kind.CHANGE, basis="2024-05", modality=Modality.FORECAST, model="海豹"),
        replace(said(1), claimant="CPCA", published=None, source=""),
    ]
    written(place, lambda led: led.observe(rows, NOW))
    assert set(asked(place, lambda led: led.observations())) == set(rows)
