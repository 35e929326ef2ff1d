"""What tests of reading share."""

import pytest

from tachograph.packs.loader import load_pack


@pytest.fixture(scope="session")
def pack():
    """The pack without what is measured of its confidence."""
    return load_pack(evidence=False)
