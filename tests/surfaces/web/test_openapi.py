"""The interface keeps to its own description, whatever is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from tachograph.surfaces.web.api import operations
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.openapi import description
from tachograph.surfaces.web.settings import Settings

HOST = {"Host": "localhost"}


@pytest.fixture(scope="module")
def described(ledger):
    app = make_app(Settings(workers=0, ledger=ledger, checks_a_minute=0, reads_a_minute=0, fetch=False, wait=60))
    with TestClient(app, base_url="http://localhost"):
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)


def asked():
    """Every operation with what it should take, and where anything is refused with what it should not."""
    for one in operations():
        yield pytest.param(one, GenerationMode.POSITIVE, id=f"{one.method} {one.path}")
        if one.body or any("type" not in parameter.schema or len(parameter.schema) > 1 for parameter in one.parameters):
            yield pytest.param(one, GenerationMode.NEGATIVE, id=f"not {one.method} {one.path}")


@pytest.mark.parametrize(("operation", "mode"), list(asked()))
def test_every_answer_is_as_described(described, operation, mode):
    # Whether a text can be read is known only when it has been: what fits the description may still be refused for that.
    unforeseen = [positive_data_acceptance] if operation.body else []
    about = described[f"/api/v1{operation.path}"][operation.method]

    @settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=about.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(headers=HOST, excluded_checks=unforeseen, timeout=60)

    ask()


def test_all_operations_are_described_once():
    paths = description()["paths"]
    assert sum(map(len, paths.values())) == len(operations())
    names = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(names) == len(set(names))
