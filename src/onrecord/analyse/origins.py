"""Who took it from whom: how many independent origins a story, an utterance or an event has, and the edges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Any, Literal

import msgspec
import pyarrow as pa

from onrecord.analyse.links import Links
from onrecord.errors import AnalyseError
from onrecord.knowledge.media import medium_of
from onrecord.record import Record

What = Literal["stories", "utterances", "events"]
_OUTLET = "outlet:"
_DOCUMENTS = """
SELECT d.doc, d.story, coalesce(d.origin, d.doc) AS root, r.key, d.outlet, d.published_value AS published, d.title
FROM (SELECT doc, key FROM roots {where}) r JOIN documents d ON d.doc = r.doc ORDER BY d.doc
"""
_OUTLETS = "SELECT doc, outlet FROM documents WHERE doc IN (SELECT unnest($docs::VARCHAR[]))"
_STORIES = """
SELECT story, "on", title, first_seen, documents, outlets, origins, likely_origin FROM stories
WHERE documents > 1 ORDER BY documents DESC, origins DESC, coalesce("on", ''), story LIMIT ?
"""
_LISTED = """
SELECT story, "on", "last", title, first_seen, documents, outlets, origins, likely_origin FROM stories WHERE {where}
ORDER BY documents DESC, origins DESC, coalesce("on", '') DESC, story LIMIT ? OFFSET ?
"""
_UTTERANCES = """
SELECT u.id, u.speaker, u.side, u.said_on_value AS "on", s.content_text AS text, s.id AS fullest, u.earliest,
       u.statements
FROM utterances u JOIN statements s ON s.id = u.fullest WHERE len(u.statements) > 1 ORDER BY u.id
"""
_EVENTS = """
SELECT l.target AS merged, l.source AS telling FROM links l WHERE l.kind = 'event' ORDER BY merged, telling
"""
_EVENT_ROWS = """
SELECT id, doc, event AS type, source, target, on_value AS "on", status, trigger_text AS text FROM events
"""
_WORDINGS = """
SELECT d.published_value AS published, s.doc, d.outlet, s.kind, s.content_text AS text, l.reason, l.detail, s.id
FROM (SELECT unnest(statements) AS told FROM utterances WHERE id = $id) u
JOIN statements s ON s.id = u.told.statement AND s.doc = u.told.doc JOIN documents d ON d.doc = s.doc
LEFT JOIN links l ON l.kind = 'utterance' AND l.source = s.id AND l.doc = s.doc
ORDER BY d.published NULLS LAST, s.doc, s.ordinal
"""
_SIDE_BY_SIDE = """
SELECT d.published_value AS published, d.doc, d.outlet, d.title, d.copy_of, d.origin,
       (SELECT count(*) FROM statements s WHERE s.doc = d.doc) AS statements,
       (SELECT count(DISTINCT u.id) FROM utterances u, unnest(u.statements) AS t(told)
        WHERE told.doc = d.doc AND len(u.statements) > 1) AS shared
FROM documents d WHERE d.story = $id OR d.story IN (SELECT story FROM documents WHERE doc = $id)
ORDER BY d.published NULLS LAST, d.doc
"""
_TELLINGS = """
WITH best AS (SELECT coalesce(min(l.target), $id) AS id FROM links l WHERE l.kind = 'event' AND l.source = $id)
SELECT d.published_value AS published, e.doc, d.outlet, e.status, e.on_value AS "on", e.trigger_text AS text, l.reason,
       l.detail, e.id
FROM best b JOIN events e ON e.id = b.id OR e.id IN (SELECT source FROM links WHERE kind = 'event' AND target = b.id)
JOIN documents d ON d.doc = e.doc LEFT JOIN links l ON l.kind = 'event' AND l.source = e.id AND l.target = b.id
ORDER BY d.published NULLS LAST, e.doc
"""
_EDGES = """
SELECT l.doc, d.published_value AS published, d.outlet, l.kind, l.source, l.target, l.score, l.reason, l.detail
FROM (SELECT unnest($docs::VARCHAR[]) AS doc) w JOIN links l ON l.doc = w.doc JOIN documents d ON d.doc = l.doc
WHERE l.kind IN ('copy', 'origin')
ORDER BY d.published NULLS LAST, l.doc, l.kind, l.source, l.target
"""


class Roots(msgspec.Struct, frozen=True):
    """What each document's words go back to, and what single rows are credited to.

    Two documents of one key have one origin: they copy one text, are credited to one medium, or are of one outlet.
    """

    of_document: dict[str, str]
    of_row: dict[str, str]
    documents: dict[str, dict[str, Any]]


class Within(msgspec.Struct, frozen=True):
    """What documents there are, and how they're tied: read once for all that is asked about them."""

    documents: list[dict[str, Any]]
    links: Links

    @classmethod
    def of_story(cls, record: Record, story: str) -> "Within":
        """The documents of a story, none where there is no such story, with all their links."""
        rows = record.sql(_DOCUMENTS.format(where="WHERE story = ?"), [story]).to_pylist()
        return cls(rows, Links.among(record, [row["doc"] for row in rows]))

    @classmethod
    def whole(cls, record: Record, *kinds: str) -> "Within":
        """All documents, with the links of some kinds."""
        return cls(record.sql(_DOCUMENTS.format(where="")).to_pylist(), Links.of(record, *kinds))


def roots(record: Record, within: Within | None = None) -> Roots:
    """The origin of every document, or of those of `within`, and of every row that a sentence of its own credits."""
    within = within or Within.whole(record, "origin")
    documents = {row["doc"]: row for row in within.documents}
    found = [row for row in within.links["origin"] if row["target"].startswith(_OUTLET) or " names " in row["reason"]]
    found.sort(key=lambda row: (row["source"], row["spans"][0]["start"] if row["spans"] else inf, row["target"]))
    outlets = {doc: row["outlet"] for doc, row in documents.items()} | _outlets(
        record, {row["target"] for row in found if not row["target"].startswith(_OUTLET)} - documents.keys()
    )
    credited: dict[str, str] = {}
    for row in found:
        target = row["target"]
        if row["source"] in documents:
            continue
        if target in outlets:
            target = _OUTLET + (medium_of(outlets[target] or "") or target)
        credited.setdefault(row["source"], target)
    return Roots({doc: row["key"] for doc, row in documents.items()}, credited, documents)


def _outlets(record: Record, docs: set[str]) -> dict[str, str | None]:
    """The outlet of each document of `docs` that the record holds."""
    if not docs:
        return {}
    rows = record.sql(_OUTLETS, {"docs": sorted(docs)}).to_pylist()
    return {row["doc"]: row["outlet"] for row in rows}


def origins(record: Record, what: What = "stories", limit: int = 50) -> pa.Table:
    """What is told in several documents, the most documents first, with counts of documents, outlets and origins.

    Stories: story, on, title, first_seen. Utterances: utterance, on, speaker, side, text, first_seen. Events: event,
    on, type, source, target, status, text, first_seen. Then documents, outlets, origins, the count of independent ones;
    `likely_origin`: the key that most of its documents go back to; `first_seen` is the earliest document.
    """
    if what == "stories":
        return record.sql(_STORIES, [limit])
    known = roots(record)
    make = {"utterances": _utterances, "events": _events}[what]
    rows = [row for row in make(record, known) if row["documents"] > 1]
    rows.sort(key=lambda row: (-row["documents"], -row["origins"], row["on"] or "", str(next(iter(row.values())))))
    return pa.Table.from_pylist(rows[:limit]) if rows else pa.table({})


def stories_page(
    record: Record, words: str = "", *, single: bool = False, limit: int = 50, offset: int = 0
) -> tuple[pa.Table, int]:
    """A page of the stories, those of most documents first, and how many there are; `words` stand in the title.

    Columns: story, on, last, title, first_seen, documents, outlets, origins, likely_origin. With `single` those that
    one document tells are among them.
    """
    tests, values = ["documents > ?"], list[object]([0 if single else 1])
    for word in words.split():
        tests.append("contains(strip_accents(lower(title)), strip_accents(lower(?)))")
        values.append(word)
    where = " AND ".join(tests)
    total: int = record.sql(f"SELECT count(*) AS n FROM stories WHERE {where}", values)["n"][0].as_py()
    return record.sql(_LISTED.format(where=where), [*values, limit, offset]), total


def edges(record: Record, id: str) -> pa.Table:
    """Copy and origin links of the documents of a story, of a document's story, or of an utterance, earliest first.

    AnalyseError when nothing has this id.
    """
    found = record.sql(
        """SELECT doc FROM documents WHERE story = $id
           OR story IN (SELECT story FROM documents WHERE doc = $id AND story IS NOT NULL)
           UNION SELECT unnest(statements).doc FROM utterances WHERE id = $id
           UNION SELECT doc FROM events WHERE id = $id
           OR id IN (SELECT source FROM links WHERE kind = 'event' AND target = $id)""",
        {"id": id},
    )["doc"].to_pylist()
    if not found:
        raise AnalyseError(
            f"{record.path}: no story, document, utterance or event {id!r}; `onrecord origins` lists them"
        )
    return edges_of(record, found)


def edges_of(record: Record, docs: Iterable[str]) -> pa.Table:
    """Copy and origin links of some documents, earliest first."""
    return record.sql(_EDGES, {"docs": sorted(docs)})


def side_by_side(record: Record, id: str) -> pa.Table:
    """The documents of a story or of a document's story, the wordings of an utterance, or the tellings of an event.

    Earliest first; no rows for another id. Of a document: published, doc, outlet, title, copy_of, origin, statements,
    and `shared`, how many of its utterances others tell. Of a wording: published, doc, outlet, kind, text, reason and
    detail of its difference from the fullest, id. Of a telling: published, doc, outlet, status, on, text, reason and
    detail of its difference from the one that stands for the event, id.
    """
    for question in (_WORDINGS, _TELLINGS):
        found = record.sql(question, {"id": id})
        if found.num_rows:
            return found
    return record.sql(_SIDE_BY_SIDE, {"id": id})


def _utterances(record: Record, known: Roots) -> Iterable[dict[str, Any]]:
    for row in record.sql(_UTTERANCES).to_pylist():
        told = [(one["doc"], _key(one["doc"], one["statement"], known)) for one in row["statements"]]
        start = {name: row[name] for name in ("on", "speaker", "side", "text")}
        first = {"first_seen": _first([doc for doc, _ in told], known)}
        yield {"utterance": row["id"]} | start | first | _counts(told, known)


def _events(record: Record, known: Roots) -> Iterable[dict[str, Any]]:
    rows = {row["id"]: row for row in record.sql(_EVENT_ROWS).to_pylist()}
    merged: dict[str, list[str]] = defaultdict(list)
    for row in record.sql(_EVENTS).to_pylist():
        merged[row["merged"]].append(row["telling"])
    for best, tellings in merged.items():
        told = [(rows[id]["doc"], _key(rows[id]["doc"], id, known)) for id in (best, *tellings)]
        names = ("on", "type", "source", "target", "status", "text")
        first = {"first_seen": _first([doc for doc, _ in told], known)}
        yield {"event": best} | {name: rows[best][name] for name in names} | first | _counts(told, known)


def _key(doc: str, row: str, known: Roots) -> str:
    """A sentence's own credit counts before its document's."""
    return known.of_row.get(row) or known.of_document[doc]


def _counts(told: Sequence[tuple[str, str]], known: Roots) -> dict[str, Any]:
    docs, keys = {doc for doc, _ in told}, [key for _, key in told]
    outlets = {known.documents[doc]["outlet"] for doc in docs} - {None}
    likely = min(set(keys), key=lambda key: (-keys.count(key), key))
    return {"documents": len(docs), "outlets": len(outlets), "origins": len(set(keys)), "likely_origin": likely}


def _first(docs: Sequence[str], known: Roots) -> str:
    return min(docs, key=lambda doc: (known.documents[doc]["published"] or "9999", doc))
