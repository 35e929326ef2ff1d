import pytest
from hypothesis import settings

# The same examples in every run, and no deadline: a slow machine is not a defect.
settings.register_profile("tachograph", derandomize=True, deadline=None)
settings.load_profile("tachograph")


@pytest.fixture(autouse=True, scope="session")
def own_ledger(tmp_path_factory):
    """No test writes to the ledger of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TACHO_LEDGER", str(tmp_path_factory.mktemp("ledger") / "ledger.duckdb"))
        yield
