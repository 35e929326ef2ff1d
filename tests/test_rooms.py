import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_imports_go_one_way_between_the_rooms():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_no_pattern_repeats_a_group_possessively():
    """Python 3.11.2, which Debian ships, matches such groups wrongly; single characters are fine."""
    sources = (ROOT / "src").rglob("*.py")
    assert not [f.name for f in sources if re.search(r"\)[*+]\+", f.read_text(encoding="utf-8"))]
