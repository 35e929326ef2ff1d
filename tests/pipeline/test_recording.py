"""From articles and tables to the ledger and back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from ledgers import kept
from tachograph.core.claim import Kind
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Status
from tachograph.core.promise import Standing
from tachograph.pipeline import consulting
from tachograph.pipeline.promising import recorded_promises
from tachograph.pipeline.recording import add_sources, add_tables, books
from tachograph.presenting.figures import best_first, reference

RELEASE = """NIO delivers 60,123 vehicles in February 2027

SHANGHAI, March 1, 2027 - NIO delivered 60,123 vehicles in February 2027, up 189.1% from 20,797 a year earlier.
As of February 28, 2027, the company operated 3,900 battery swap stations.
"""
COPY = RELEASE.replace("SHANGHAI, March 1, 2027 - ", "March 2, 2027 - (Wire) ")


@pytest.fixture
def ledger(tmp_path):
    return kept(tmp_path)


def article(tmp_path, text, name="release.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def cell(ledger, entity, period, as_of=None, metric="deliveries"):
    found = [e for e in consulting.show(ledger, entity, metric, period, as_of) if reference(e.cell).count(":") == 2]
    return next((e for e in found if e.cell.period == period), None)


def table(tmp_path, *rows, name="table.csv"):
    head = "entity,metric,period,value,qualifier,unit,source_url,published"
    return article(tmp_path, "\n".join([head, *rows]) + "\n", name)


def test_right_after_installing_the_packs_figures_are_there(ledger):
    found = cell(ledger, "NIO", "2025-12")
    assert (found.value, found.interval.low, found.interval.high) == (48135, 48135, 48135)
    assert found.status is Status.AGREED
    assert len(found.support) >= 5
    assert all(o.source.startswith("http") for o in found.support)


def test_an_article_becomes_estimates_with_its_sentence(ledger, tmp_path):
    added = add_sources(ledger, [article(tmp_path, RELEASE)], published=date(2027, 3, 1))
    assert (len(added.documents), added.known, added.errors) == (1, 0, [])
    found = cell(ledger, "NIO", "2027-02")
    assert found.value == 60123
    said = best_first(found.support, ledger.pack)[0]
    assert len(best_first(found.support, ledger.pack)) == 1
    assert "60,123 vehicles in February 2027" in said.quote
    lineage = consulting.lineage(ledger, said.claim)
    assert lineage.document.text[lineage.claim.span.start : lineage.claim.span.end] == lineage.claim.quote
    assert [reference(e.cell) for e in lineage.estimates] == ["nio:deliveries:2027-02"]
    assert cell(ledger, "NIO", "2027-02", metric="swap_stations") is None
    change = [
        o for o in consulting.figures(ledger).observations if o.document == said.document and o.kind is Kind.CHANGE
    ]
    assert [(o.period, o.basis) for o in change] == [("2027-02", "2026-02")]


def test_adding_again_changes_nothing_and_a_copy_is_no_second_source(ledger, tmp_path):
    first, copy = article(tmp_path, RELEASE), article(tmp_path, COPY, "wire.txt")
    add_sources(ledger, [first], published=date(2027, 3, 1))
    again = add_sources(ledger, [first], published=date(2027, 3, 1))
    assert (again.documents, again.known, again.figures) == ([], 1, 0)
    add_sources(ledger, [copy], published=date(2027, 3, 2))
    found = cell(ledger, "NIO", "2027-02")
    assert len(best_first(found.support, ledger.pack)) == 2
    assert found.status is Status.REPORTED
    origins = {o.document: o.origin for o in found.support}
    assert sorted(map(bool, origins.values())) == [False, True]
    assert set(filter(None, origins.values())) < set(origins)


def test_a_source_that_cannot_be_read_stops_nothing(ledger, tmp_path):
    added = add_sources(ledger, [str(tmp_path / "missing.txt"), article(tmp_path, RELEASE)], published=date(2027, 3, 1))
    assert [e.source for e in added.errors] == [str(tmp_path / "missing.txt")]
    assert len(added.documents) == 1


def test_a_correction_leaves_the_table_of_the_day_before_as_it_was(ledger, tmp_path):
    wrong = "NIO,deliveries,2027-02,60123,,vehicles,https://nio.example/feb,2027-03-01"
    right = "NIO,deliveries,2027-02,61123,,vehicles,https://nio.example/feb,2027-03-05"
    add_tables(ledger, [table(tmp_path, wrong)])
    before = consulting.show(ledger, "NIO", None, None, date(2027, 3, 4))
    assert cell(ledger, "NIO", "2027-02", date(2027, 3, 4)).value == 60123
    add_tables(ledger, [table(tmp_path, right, name="correction.csv")])
    assert cell(ledger, "NIO", "2027-02").value == 61123
    assert consulting.show(ledger, "NIO", None, None, date(2027, 3, 4)) == before
    stages = consulting.vintages(ledger, "NIO", "deliveries", "2027-02")
    told = [(int(v.observation.quantity.value), v.known_to) for found in stages.values() for v in found]
    assert told == [(60123, date(2027, 3, 5)), (61123, None)]


def test_an_undated_correction_counts_from_the_day_it_was_added(ledger, tmp_path):
    before = consulting.show(ledger, "NIO", "deliveries", "2025", date(2027, 3, 9))
    add_tables(ledger, [table(tmp_path, "NIO,deliveries,2025-12,50000,,vehicles,https://new.example/a,")])
    assert consulting.show(ledger, "NIO", "deliveries", "2025", date(2027, 3, 9)) == before
    assert [d.observation.source for d in cell(ledger, "NIO", "2025-12").dissent] == ["https://new.example/a"]


def test_bad_rows_are_told_and_the_others_recorded(ledger, tmp_path):
    rows = [
        "NIO,deliveries,2027-02,60123,,vehicles,https://a.example,2027-03-01",
        "NIO,deliveries,2027-13,1,,vehicles,https://a.example,",
    ]
    added = add_tables(ledger, [table(tmp_path, *rows), str(tmp_path / "none.csv")])
    assert added.figures == 1
    assert len(added.errors) == 2
    assert "2027-13" in str(added.errors[0])


def test_names_that_no_pack_knows_are_kept_and_told(ledger, tmp_path):
    added = add_tables(
        ledger, [table(tmp_path, "Zephyra  Motors,deliveries,2027-02,60123,,vehicles,https://a.example,2027-03-01")]
    )
    assert (added.figures, added.errors) == (1, [])
    assert added.notes == ["no pack knows 1 of the names, which are kept as written: Zephyra Motors"]
    assert consulting.show(ledger, "zephyra motors", "deliveries", "2027-02", None)[0].value == 60123


def test_somebody_no_pack_knows_has_figures_too(ledger, tmp_path):
    add_sources(ledger, [article(tmp_path, "Zephyra Motors delivered 1,234 vehicles in January 2026.")])
    (found,) = consulting.show(ledger, "zephyra motors", "deliveries", "2026-01", None)
    assert (found.cell.entity, found.value) == ("Zephyra Motors", 1234)


@pytest.mark.parametrize(("name", "mend"), [("NIOO", "perhaps NIO"), ("qqqqq", "check the spelling")])
def test_unknown_names_are_told_with_what_is_near(ledger, name, mend):
    with pytest.raises(SourceError, match=mend):
        consulting.show(ledger, name, None, None, None)


def test_names_of_any_language_and_a_beginning_will_do(ledger):
    for name in ("蔚来", "nio", "NIO"):
        assert cell(ledger, name, "2025-12").value == 48135
    assert consulting.show(ledger, "china nev", "retail_sales", "2025-09", None)


def test_a_groups_deliveries_are_those_of_the_maker_under_its_name(ledger):
    assert {e.cell.entity for e in consulting.show(ledger, "Xiaomi", "deliveries", "2025-11", None)} == {"xiaomi_auto"}
    assert {e.cell.entity for e in consulting.show(ledger, "小米", "revenue", None, None)} == {"xiaomi"}
    assert consulting.show(ledger, "BYD", "deliveries", "2025-11", None) == []
    assert "sales" in consulting.metrics_known(ledger, "BYD", "2025-11")


def test_a_longer_period_gives_what_lies_in_it(ledger):
    found = {e.cell.period for e in consulting.show(ledger, "NIO", "deliveries", "2025-Q4", None)}
    assert found == {"2025-10", "2025-11", "2025-12", "2025-Q4"}
    assert {e.cell.period for e in consulting.show(ledger, "NIO", "deliveries", "../2025-12", None)} == {"../2025-12"}


def test_the_ledger_is_sound_and_damage_is_seen(tmp_path):
    ledger = books(str(tmp_path / "small.duckdb"), lambda: datetime(2027, 3, 10), ["wearables"])
    add_sources(ledger, [article(tmp_path, "SKG sold 1,234 massagers in January 2027.")], published=date(2027, 3, 1))
    assert consulting.examine(ledger).problems == ()
    with ledger.opened(write=True) as opened:
        (some, *_) = opened.estimates()
        opened._backend.execute("UPDATE estimates SET value = value + 1 WHERE period = ?", [some.cell.period])
    assert any(some.cell.period in line for line in consulting.examine(ledger).problems)


def test_two_orders_give_the_same_estimates(tmp_path):
    paths = [article(tmp_path, RELEASE), article(tmp_path, COPY, "wire.txt")]
    results = []
    for n, order in enumerate((paths, paths[::-1])):
        folder = tmp_path / str(n)
        folder.mkdir()
        ledger = kept(folder)
        for path in order:
            add_sources(ledger, [path])
        found = consulting.figures(ledger)
        results.append((found.estimates, sorted(map(repr, found.observations))))
    assert results[0] == results[1]


def test_packs_of_another_edition_are_brought_in(tmp_path, monkeypatch):
    ledger = kept(tmp_path)
    before = consulting.figures(ledger).observations
    fewer = replace(ledger.evidence, observations=ledger.evidence.observations[10:])
    monkeypatch.setattr("tachograph.pipeline.recording.__version__", "9.9")
    monkeypatch.setattr(type(ledger), "evidence", fewer)
    again = books(ledger.location, lambda: datetime(2027, 4, 1))
    assert 0 < len(before) - len(consulting.figures(again).observations) <= 10
    assert consulting.figures(again, date(2027, 3, 31)).observations == before


def test_conflicts_are_those_of_what_is_in_the_ledger(ledger, tmp_path):
    _, before = consulting.conflicts(ledger)
    row = "Zeekr,deliveries,2025-01,99999,,vehicles,https://new.example/a,2025-02-01"
    add_tables(ledger, [table(tmp_path, row)])
    _, after = consulting.conflicts(ledger)
    new = [d for d in after if any("new.example" in o.source for x in d.doubted for o in x.observations)]
    assert len(after) >= len(before)
    assert [d.entity for d in new] == ["zeekr"]
    assert consulting.conflicts(ledger, date(2025, 1, 31))[1] != after


def test_promises_are_kept_and_judged(ledger, tmp_path):
    text = "NIO, March 1, 2027\n\nNIO will start deliveries of its ET5 in Japan by the end of June 2027."
    add_sources(ledger, [article(tmp_path, text)], published=date(2027, 3, 1))
    assert recorded_promises(ledger, as_of=date(2027, 2, 28)).promises == ()
    (judged,) = recorded_promises(ledger, as_of=date(2027, 3, 2), entity="NIO").promises
    assert (judged.promise.subject_id, judged.promise.deadline, judged.standing) == ("nio", "2027-06", Standing.OPEN)
    assert text[judged.promise.span.start : judged.promise.span.end] == judged.promise.quote
    (late,) = recorded_promises(ledger, as_of=date(2027, 7, 1)).promises
    assert late.standing is Standing.OVERDUE
