import pytest
from endpoint import serving


@pytest.fixture
def endpoint():
    with serving() as endpoint:
        yield endpoint
