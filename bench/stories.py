"""Stories: B-cubed of grouped articles in `news_cluster/dev.jsonl`, linking alone, nothing extracted."""

from pathlib import Path
from typing import Any

from bench.scorers import read, score
from onrecord.link import link
from onrecord.read import documents
from onrecord.settings import LinkSettings, ReadSettings
from onrecord.types import Date, Document, Extraction, Published


def document(row: dict[str, Any], dated: bool = True) -> Document:
    """An article of the corpus as a reader would give it."""
    date = Date.parse(row["date"][:10]) if row["date"] and dated else None
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        outlet=row["source"],
        published=Published(date.value, date.precision, "metadata") if date else None,
    )


def figures(shared: Path) -> dict[str, float]:
    """Figures of `score_clusters.py`: with the days of publication, without, and with what a build reads of them."""
    gold = shared / "corpora" / "news_cluster" / "dev.jsonl"
    rows = read(gold)
    kinds = {
        "": [document(row) for row in rows],
        " undated": [document(row, dated=False) for row in rows],
        " as built": [one for one in documents(gold, ReadSettings()) if isinstance(one, Document)],
    }
    out: dict[str, float] = {}
    for name, found in kinds.items():
        ordered = sorted(found, key=lambda one: one.id)
        linked = link([(one, Extraction(id=one.id)) for one in ordered], LinkSettings())
        stories = [{"id": row.document, "story": row.story} for row in linked]
        got = score(shared, "score_clusters.py", gold, stories)["b_cubed"]
        out |= {f"b-cubed {key}{name}": got[key] for key in ("f1", "p", "r")}
    return out
