"""What reading loses of planted errors is told by what had to be put right."""

from benchmarks.checking.articles import clean_articles
from benchmarks.checking.losses import losses, table

CAUSES = {"value", "kind", "subject", "metric", "period", "basis", "modality", "scope", "missing", "confidence"}
OTHERS = {"several fields", "other figures", "other figures, with these"}


def test_each_loss_has_a_cause_and_the_table_counts_it():
    articles = [a for a in clean_articles("others") if a.id in ("u13", "d08")]
    found = [one for a in articles for one in losses(a, lambda _, family: family.name in ("share", "digit"))]
    assert found
    assert all(one.cause in OTHERS or set(one.cause.split(" and ")) <= CAUSES for one in found)
    assert all(
        set(one.differing) >= set(one.cause.split(" and ")) - {"confidence"} for one in found if one.cause not in OTHERS
    )
    counts = [int(line.split("|")[2]) for line in table(found).splitlines()[2:] if line.startswith("|")]
    assert sum(counts) == len(found)
