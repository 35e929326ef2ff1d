"""Conflicts among sources, as text and as JSON."""

import json
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator

from tachograph.core.claim import Kind
from tachograph.core.dispute import Cause, Dispute, Doubted, Explanation
from tachograph.core.finding import Step
from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.quantity import Modifier, Quantity
from tachograph.presenting.conflicts import json as as_json
from tachograph.presenting.conflicts import text as as_text

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "conflicts.schema.json"


def seen(value, host, period="2025-01", published="2025-02-01", **more):
    number = Decimal(value)
    quantity = Quantity(number, number, Modifier.EXACTLY, "vehicle", Decimal(1))
    return Observation(
        "corona", "deliveries", period, quantity, source=f"https://www.{host}/x", published=published, **more
    )


PACK = Pack(
    "p", "P", {"corona": Entity("corona", "Corona", EntityKind.MAKER)}, {}, {}, observations=(seen(1, "a.com"),) * 3
)
ALONE = Dispute(
    "sum_of_parts",
    "Corona’s deliveries in January 2025",
    "30 - 10 = 20, not 26",
    (Doubted((seen(26, "a.com"), seen(26, "b.com", published=None)), (Explanation(Cause.SLIP, "a digit: 20", "20"),)),),
    (seen(30, "c.com", "2025-Q1"), seen(10, "d.com", "2025-02")),
    (Step("30 - 10 = 20"),),
)
TIE = Dispute(
    "cross_source",
    "Corona’s deliveries in January 2025",
    "20, or 26",
    (
        Doubted((seen(20, "a.com"),)),
        Doubted((seen(26, "evil\x1b.com"),), (Explanation(Cause.PERIOD, "26 is of May"),)),
    ),
    (),
)
SHOWN = """\
2 conflicts among 3 figures

CORONA

  Corona’s deliveries in January 2025
    likely wrong: 26 vehicles (a.com 2025-02-01, b.com)
    because: 30 - 10 = 20, not 26
    against: 30 vehicles in the first quarter of 2025 (c.com 2025-02-01); 10
             vehicles in February 2025 (d.com 2025-02-01)
    perhaps: a digit: 20

  Corona’s deliveries in January 2025
    one of these is wrong; which, cannot be told:
      20 vehicles (a.com 2025-02-01)
      26 vehicles (evil�.com 2025-02-01)
    perhaps: 26 vehicles: 26 is of May
"""


def test_text():
    assert as_text.render([ALONE, TIE], PACK) == SHOWN


def test_no_conflicts():
    assert as_text.render([], PACK) == "No conflicts among 3 figures\n"


def test_many_sources_are_counted():
    many = tuple(seen(30, f"{n}.com", "2025-Q1") for n in "abcdefghij")
    shown = as_text.render([Dispute("growth", "S", "m", ALONE.doubted, many)], PACK, width=200)
    assert "f.com 2025-02-01, 4 more)" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_json_holds_to_the_schema():
    whole = json.loads(as_json.render([ALONE, TIE], PACK))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(whole)
    first = whole["conflicts"][0]
    assert (first["rule"], first["entity"], first["derivation"]) == ("sum_of_parts", "corona", ["30 - 10 = 20"])
    assert first["doubted"][0]["explanations"] == [{"cause": "slip", "text": "a digit: 20", "value": "20"}]
    assert first["others"][0]["kind"] == Kind.LEVEL
    assert [len(c["doubted"]) for c in whole["conflicts"]] == [1, 2]


def test_no_conflicts_in_json():
    assert json.loads(as_json.render([], PACK))["conflicts"] == []
