"""A process that is killed while it adds: what it had committed stays, whole, and running it again goes on."""

import random
import subprocess
import sys
import time
from datetime import datetime

from ledgers import stocked
from tachograph.ledger import open_ledger
from tachograph.ledger.doctor import problems
from tachograph.pipeline.recording import add_sources, books

ARTICLES = 150
KILLS = 4
PROGRAM = """
import sys
from datetime import datetime
from tachograph.pipeline.recording import add_sources, books
kept = books(sys.argv[1], lambda: datetime(2027, 3, 10), ["wearables"])
kept.evidence, kept.rates
print("begun", flush=True)
add_sources(kept, [sys.argv[2]])
"""


def articles(folder):
    folder.mkdir()
    for n in range(ARTICLES):
        text = f"SKG in week {n}\n\nSKG sold {n + 1000:,} massagers in {1900 + n}. It had {n + 3} stores, up {n % 90 + 5}%.\n"
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return str(folder)


def whole_documents(place):
    """How many documents there are, each with all that was read in it."""
    with open_ledger(place, write=False) as ledger:
        assert list(problems(ledger)) == []
        read = ledger.query("SELECT d.id, (SELECT count(*) FROM claims c WHERE c.document = d.id) FROM documents d")
        assert all(claims == 3 for _, claims in read), read
        return len(read)


def test_a_killed_process_leaves_no_half_article(tmp_path):
    folder, place = articles(tmp_path / "articles"), str(tmp_path / "ledger.duckdb")
    books(place, lambda: datetime(2027, 3, 10), ["wearables"])
    chance, counts = random.Random(7), [0]
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", PROGRAM, place, folder], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(chance.uniform(0.05, 1.5))
            process.kill()
        counts.append(whole_documents(place))
    assert counts == sorted(counts)
    kept = books(place, lambda: datetime(2027, 3, 10), ["wearables"])
    add_sources(kept, [folder])
    assert whole_documents(place) == ARTICLES
    undisturbed = books(str(tmp_path / "other.duckdb"), lambda: datetime(2027, 3, 10), ["wearables"])
    add_sources(undisturbed, [folder])
    with kept.opened(write=False) as ours, undisturbed.opened(write=False) as other:
        assert ours.counts() == other.counts()
        assert ours.estimates() == other.estimates()


def test_a_copy_of_the_file_is_a_backup(tmp_path):
    with open_ledger(stocked(tmp_path), write=False) as ledger:
        assert ledger.counts()["observations"] > 5000
