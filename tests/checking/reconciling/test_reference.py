"""The packaged reference reconciled."""

import pytest

from tachograph.checking import reconcile
from tachograph.core.estimate import Cell, Status
from tachograph.packs.loader import load_pack

CARS = load_pack(["cars"])


@pytest.fixture(scope="module")
def table():
    return {e.cell: e for e in reconcile(CARS.observations, CARS)}


def deliveries(entity, period):
    return Cell(entity, "deliveries", period, "vehicle")


def test_a_plain_cell(table):
    found = table[deliveries("nio", "2025-12")]
    assert (found.value, found.status) == (48135, Status.AGREED)
