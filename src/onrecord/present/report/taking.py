"""Who took it from whom, as a diagram: media that are credited, then documents by time, an arc for each edge."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.analyse.origins import Roots, edges_of
from onrecord.present.charts.arcs import Arcs, Edge, Node, arcs
from onrecord.record import Record

OUTLET = "outlet:"
_CREDITED = """
SELECT DISTINCT l.doc FROM links l WHERE l.kind IN ('origin', 'copy') ORDER BY l.doc LIMIT ?
"""


def diagram(
    known: Roots, docs: Sequence[str], rows: Iterable[Mapping[str, Any]], letters: Mapping[str, str]
) -> Arcs | None:
    """Media that are credited first, then the documents by time; None where nobody took anything from another."""
    found = list(_edges(rows, set(docs)))
    if not found:
        return None
    media = sorted({edge.giver for edge in found if edge.giver.startswith(OUTLET)})
    nodes = [Node(id=one, name=one.removeprefix(OUTLET), origin=letters.get(one, ""), medium=True) for one in media]
    for doc in docs:
        row = known.documents[doc]
        note = " · ".join(part for part in (row["published"], row["title"] if row["outlet"] else "") if part)
        letter = letters.get(known.of_document[doc], "")
        nodes.append(Node(id=doc, name=row["outlet"] or row["title"] or doc, note=note, origin=letter))
    return arcs(nodes, found)


def _edges(rows: Iterable[Mapping[str, Any]], docs: set[str]) -> Iterator[Edge]:
    """One edge a taker and giver, with all its reasons; credits of single statements are counted."""
    reasons: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row["kind"] == "origin" and (row["target"] in docs or row["target"].startswith(OUTLET)):
            whole = row["source"] == row["doc"]
            count = reasons[row["doc"], row["target"]]
            count[row["reason"]] = count.get(row["reason"], 0) + (0 if whole else 1)
    for (taker, giver), found in reasons.items():
        words = [reason + (f" ({count} ×, in single sentences)" if count else "") for reason, count in found.items()]
        yield Edge(taker, giver, "origin", "; ".join(words))


def credits_alone(record: Record, known: Roots, shown: set[str], most: int = 40) -> Arcs | None:
    """Documents in no story of several that credit somebody."""
    docs = [row for row in record.sql(_CREDITED, [most + len(shown)])["doc"].to_pylist() if row not in shown][:most]
    if not docs:
        return None
    return diagram(known, docs, edges_of(record, docs).to_pylist(), {})
