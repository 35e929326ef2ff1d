import importlib.metadata
import subprocess
import sys

import pytest

import tachograph


def test_every_public_name_is_there():
    assert len(tachograph.__all__) <= 20
    assert all(getattr(tachograph, name) is not None for name in tachograph.__all__)
    assert dir(tachograph) == sorted(tachograph.__all__)


def test_version_is_that_of_the_package():
    assert tachograph.__version__ == importlib.metadata.version("tachograph")


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tachograph.nothing


def test_importing_the_package_imports_nothing_else_of_it():
    code = "import sys, tachograph; print([m for m in sys.modules if m.startswith('tachograph.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
