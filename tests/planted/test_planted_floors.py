"""What checking finds of the planted errors does not fall below its floors."""

import json

import pytest
from benchmarks.checking import listing, page
from benchmarks.checking.floors import ENOUGH, fallen, raised, read, shares, written
from benchmarks.checking.measuring import measure, sample


@pytest.fixture(scope="module")
def measured():
    return measure(sample, whole=False)


def test_no_share_falls_below_its_floor(measured):
    assert len(measured.outcomes) > 200
    assert fallen(read(), shares(measured)) == ()


def test_the_page_has_a_row_for_each_family_and_mode(measured):
    text = page.tables(measured)
    families = {o.case.family.name for o in measured.outcomes}
    assert all(text.count(f"| `{name}`: ") == 2 for name in families)
    assert "## Annotated claims" in text
    assert "## Extracted claims" in text


def test_every_case_can_be_written_for_a_machine_and_its_misses_for_a_reader(measured):
    rows = json.loads(json.dumps([listing.row(o) for o in measured.outcomes]))
    assert {"id", "family", "failed", "identifiable", "contradicted", "blame", "repair", "edits"} <= rows[0].keys()
    missed = sum(not o.contradicted for o in measured.outcomes)
    lines = list(listing.misses(measured.outcomes))
    assert (
        sum(" missed" in x or " only implausible" in x or " not read" in x for x in lines if not x.startswith(" "))
        == missed
    )


def test_floors_only_rise_and_stop_where_it_is_enough():
    before = raised({}, {"annotated": {"contradicted": 0.5, "precision": 1.0}})
    assert before["annotated"]["contradicted"] == {"floor": 0.49, "highest": 0.5}
    assert before["annotated"]["precision"]["floor"] == ENOUGH["precision"]
    after = raised(before, {"annotated": {"contradicted": 0.4, "precision": 0.97}})
    assert after == before
    assert fallen(before, {"annotated": {"contradicted": 0.4, "precision": 0.97}}) == (
        "annotated contradicted: 0.4000 is below its floor 0.4900",
    )


def test_floors_are_read_as_they_are_written(tmp_path):
    floors = raised({}, {"annotated": {"contradicted": 0.5}, "extracted": {"located": 0.25}})
    path = tmp_path / "floors.toml"
    path.write_text(written(floors), encoding="utf-8")
    assert read(path) == floors
