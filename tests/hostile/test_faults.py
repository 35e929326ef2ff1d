"""What fails around the program: it says so in a line, nothing half is left, and it goes on where it was."""

import contextlib
import json
import random
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ledger.server import postgresql, stopped

from tachograph.ledger import LedgerError, open_ledger
from tachograph.ledger.doctor import problems
from tachograph.pipeline.recording import add_sources, books
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings

NOW = datetime(2027, 3, 10)
PACKS = ["wearables"]
TACHO = [sys.executable, "-c", "from tachograph.surfaces.cli import main; main()"]


def article(folder, number):
    path = Path(folder, f"{number}.txt")
    path.write_text(f"SKG in week {number}\n\nSKG sold {number + 1000:,} massagers in {1990 + number}.\n", "utf-8")
    return str(path)


def made(place, folder, numbers, now=NOW):
    kept = books(place, lambda: now, PACKS)
    add_sources(kept, [article(folder, n) for n in numbers])
    return kept


def sound(place):
    """How many documents a ledger has that is sound."""
    with open_ledger(place, write=False) as ledger:
        assert list(problems(ledger)) == []
        return ledger.counts()["documents"]


def half_done(place):
    with open_ledger(place, write=True) as ledger, ledger._backend.transaction():
        ledger._backend.execute("DELETE FROM appearances")
        with stopped(place):
            ledger._backend.execute("DELETE FROM documents")


# --- databases --------------------------------------------------------------------------------------------------------


def test_a_database_that_goes_away_and_comes_back(tmp_path):
    with postgresql() as place:
        kept = made(place, tmp_path, [1])
        client = TestClient(
            make_app(Settings(workers=0, ledger=place, reads_a_minute=0, packs=tuple(PACKS))),
            base_url="http://127.0.0.1",
        )
        with client:
            with pytest.raises(LedgerError, match="the server does not answer"):
                half_done(place)
            with stopped(place):
                with pytest.raises(LedgerError, match="check that it runs"):
                    open_ledger(place, write=False)
                gone = client.get("/api/v1/sources")
            assert gone.status_code == 503
            assert "the server does not answer" in gone.json()["detail"]
            assert client.get("/api/v1/sources").status_code == 200
        assert sound(place) == 1
        add_sources(kept, [article(tmp_path, 2)])
        assert sound(place) == 2


def test_a_ledger_whose_file_is_taken_away_from_a_server(tmp_path):
    place = tmp_path / "ledger.duckdb"
    made(str(place), tmp_path, [1])
    client = TestClient(
        make_app(Settings(workers=0, ledger=str(place), reads_a_minute=0, packs=tuple(PACKS))),
        base_url="http://127.0.0.1",
    )
    with client:
        assert client.get("/api/v1/sources").status_code == 200
        place.rename(tmp_path / "elsewhere")
        gone = client.get("/api/v1/sources")
        assert (gone.status_code, "cannot be read" in gone.json()["detail"]) == (503, True)
        (tmp_path / "elsewhere").rename(place)
        assert client.get("/api/v1/sources").status_code == 200


@pytest.mark.parametrize("kind", ["duckdb", "postgresql"])
def test_two_writers_take_turns(kind, tmp_path):
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(postgresql()) if kind == "postgresql" else str(tmp_path / "ledger.duckdb")
        books(place, lambda: NOW, PACKS)
        folders = [tmp_path / "a", tmp_path / "b"]
        for folder in folders:
            folder.mkdir()
            for n in range(4):
                article(folder, n + 4 * (folder.name == "b"))
        writers = [
            subprocess.Popen([*TACHO, "add", str(f), "--ledger", place, "--pack", "wearables"], stderr=subprocess.PIPE)
            for f in folders
        ]
        told = [writer.communicate()[1].decode() for writer in writers]
        assert [w.returncode for w in writers] == [0, 0], told
        assert sound(place) == 8


# --- damage -----------------------------------------------------------------------------------------------------------

DAMAGE = {
    "cut in half": lambda data, chance: data[: len(data) // 2],
    "emptied": lambda data, chance: b"",
    "overwritten by text": lambda data, chance: b"figures\n" * (len(data) // 8),
    "zeros in the middle": lambda data, chance: data[:20_000] + bytes(400_000) + data[420_000:],
    "a bit turned in each block": lambda data, chance: _turned(data, chance),  # noqa: PLW0108 - it comes below
}


def _turned(data, chance):
    turned = bytearray(data)
    for start in range(0, len(data), 262_144):
        turned[min(start + 12_288 + chance.randrange(200), len(data) - 1)] ^= 1 << chance.randrange(8)
    return bytes(turned)


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    made(str(folder / "whole.duckdb"), folder, range(6))
    return folder / "whole.duckdb"


def test_a_damaged_ledger_is_recognised(ledger_file, tmp_path):
    program = (
        "import sys\nfrom tachograph.surfaces.cli import run\n"
        "for place in sys.argv[1:]:\n    print(run(('doctor', '--ledger', place, '--pack', 'wearables')), flush=True)\n"
    )
    places = []
    for n, damage in enumerate(DAMAGE.values()):
        places.append(tmp_path / f"{n}.duckdb")
        places[-1].write_bytes(damage(ledger_file.read_bytes(), random.Random(n)))
    places.append(shutil.copy(ledger_file, tmp_path / "whole.duckdb"))
    done = subprocess.run([sys.executable, "-c", program, *places], capture_output=True, text=True, check=False)
    statuses = [line for line in done.stdout.splitlines() if line in {"0", "1", "2"}]
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert statuses[-1] == "0", done.stdout
    assert "0" not in statuses[:-1], (dict(zip(DAMAGE, statuses, strict=False)), done.stderr)


# --- processes, disks and clocks --------------------------------------------------------------------------------------


def test_a_server_that_is_killed_leaves_no_process_and_a_sound_ledger(tmp_path):
    place = str(tmp_path / "ledger.duckdb")
    made(place, tmp_path, [1])
    options = ("serve", "--port", "0", "--workers", "1", "--ledger", place, "--pack", "wearables")
    with subprocess.Popen([*TACHO, *options], stderr=subprocess.PIPE, text=True) as server:
        address = next(line.split(" at ")[1].split()[0] for line in server.stderr if "the page is at" in line)
        text = json.dumps({"text": "SKG sold 1,234 massagers in 2025. " * 50}).encode()
        asked = urllib.request.Request(f"{address}api/v1/check", text, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 200
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()
        assert children
        server.send_signal(signal.SIGKILL)
        server.wait()
    for _ in range(200):
        left = [child for child in children if _runs(child)]
        if not left:
            break
        time.sleep(0.1)
    assert not left
    assert sound(place) == 1


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_costs_a_batch_nothing_that_is_done(tmp_path):
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    for n in range(3):
        article(folder, n)
    program = (
        "import resource, signal, sys\n"
        "from tachograph.surfaces.cli import run\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))\n"
        "    sys.exit(run(sys.argv[2:]))\n"
    )
    script = tmp_path / "limited.py"
    script.write_text(program, encoding="utf-8")
    asked = ("batch", str(folder), "-o", str(out), "--workers", "1", "--pack", "wearables")
    full = subprocess.run([sys.executable, script, "300", *asked], capture_output=True, text=True, check=False)
    assert full.returncode == 2
    assert "temporary files cannot be written" in full.stderr
    assert "what is done is kept" in full.stderr
    assert "Traceback" not in full.stderr
    roomy = subprocess.run([sys.executable, script, "100000000", *asked], capture_output=True, text=True, check=False)
    assert roomy.returncode == 0, roomy.stderr
    assert "3 articles" in roomy.stdout
    assert not list(out.rglob("*.part"))


def test_a_clock_that_is_set_back_changes_no_estimate(tmp_path):
    straight, jumping = str(tmp_path / "straight.duckdb"), str(tmp_path / "jumping.duckdb")
    made(straight, tmp_path, range(4))
    for n, year in enumerate((2027, 2019, 2031, 2026)):
        made(jumping, tmp_path, [n], datetime(year, 3, 10))
    assert sound(jumping) == 4
    with open_ledger(straight, write=False) as one, open_ledger(jumping, write=False) as other:
        assert one.estimates() == other.estimates()
        assert one.counts() == other.counts()
    made(jumping, tmp_path, range(4), datetime(2001, 1, 1))
    with open_ledger(straight, write=False) as one, open_ledger(jumping, write=False) as other:
        assert one.counts() == other.counts()
