"""Where the words of an answer stand: document, hash of its text, spans, and the words themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.record import Record

Answer = dict[str, Any]
MOST = 100
"""Rows of an answer at most."""
LONGEST = 600
"""Characters of quoted words at most; longer ones are cut, and say so; spans are always whole."""
_HASHES = "SELECT doc, sha256(text) AS sha256 FROM documents WHERE list_contains(?::VARCHAR[], doc)"
_PLACES = """
SELECT id, doc, 'statement' AS kind, content_text AS words,
       list_transform(content_spans, lambda s: [s."start", s."end"]) AS spans
FROM statements WHERE list_contains($ids::VARCHAR[], id)
UNION ALL
SELECT id, doc, 'event', trigger_text, list_transform(trigger_spans, lambda s: [s."start", s."end"])
FROM events WHERE list_contains($ids::VARCHAR[], id)
"""


def hashes(record: Record, documents: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each document's text in UTF-8, by id."""
    rows = record.sql(_HASHES, [sorted(set(documents))]).to_pylist()
    return {row["doc"]: row["sha256"] for row in rows}


def places(record: Record, ids: Iterable[str | None]) -> dict[str, Answer]:
    """The evidence of statements and events, by id: what every answer carries."""
    wanted = sorted({id for id in ids if id})
    rows = record.sql(_PLACES, {"ids": wanted}).to_pylist() if wanted else []
    known = hashes(record, [row["doc"] for row in rows])
    return {
        row["id"]: {"id": row["id"], "kind": row["kind"]}
        | evidence(row["doc"], known[row["doc"]], row["spans"], row["words"])
        for row in rows
    }


def evidence(document: str, sha256: str, spans: Sequence[Sequence[int]], words: str) -> Answer:
    """One place: spans are half-open code points of the text whose hash is `sha256`."""
    return {"document": document, "sha256": sha256, "spans": [list(span) for span in spans], **clipped(words)}


def clipped(words: str) -> Answer:
    """Words, at most 600 characters of them."""
    return {"words": words} if len(words) <= LONGEST else {"words": words[:LONGEST], "words_cut": True}


def answer(rows: Sequence[Answer], total: int, hint: str = "") -> Answer:
    """The rows, how many there are in all, and what to ask for to see more."""
    left = {"left_out": total - len(rows), "hint": hint} if total > len(rows) else {}
    return {"rows": list(rows), "total": total, **left}


def most(limit: int) -> int:
    """How many rows an answer has, between 1 and 100."""
    return max(1, min(limit, MOST))
