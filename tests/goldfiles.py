"""Gold files as documents, claims and findings, for tests that need no extractor."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation.claims import as_claim

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"


@dataclass(frozen=True)
class Gold:
    """An annotated article: ``findings`` as in the file, with claim ids instead of indices."""

    id: str
    document: Document
    claims: tuple[Claim, ...]
    findings: tuple[dict, ...]


def gold_articles(folder: Path = GOLD / "dev", pack: Pack | None = None) -> list[Gold]:
    """Every article of a folder, in the order of the names."""
    return [read_gold(path, pack) for path in sorted(folder.glob("*.json"))]


def read_gold(path: Path, pack: Pack | None = None) -> Gold:
    data = json.loads(path.read_text(encoding="utf-8"))
    published = data["published"] and date.fromisoformat(data["published"])
    document = Document(data["id"], data["text"], data["title"], published=published, lang=data["lang"])
    claims = tuple(as_claim(document, row, pack) for row in data["claims"])
    findings = tuple({**f, "claims": tuple(claims[i].id for i in f["claims"])} for f in data["findings"])
    return Gold(data["id"], document, claims, findings)
