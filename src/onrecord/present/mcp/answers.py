"""What the tools answer: one function a tool, from a record to JSON; nothing here knows of the protocol."""

from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.analyse import actors as analysed
from onrecord.analyse import origins as linked
from onrecord.analyse.alignment import Terms, alignment
from onrecord.analyse.evidence import EVERY, Every, Where
from onrecord.analyse.finding import find
from onrecord.analyse.matrix import cell, matrix
from onrecord.analyse.place import place
from onrecord.analyse.timeline import Choice, timeline
from onrecord.errors import AnalyseError
from onrecord.present.mcp.evidence import Answer, answer, clipped, evidence, hashes, most, places
from onrecord.record import Filters, Record
from onrecord.types import Date, Event, Statement

LONGEST_PASSAGE = 4_000
_NARROW = "narrow the question by side, issue or dates, or raise limit up to 100"
_KEPT = (
    "on", "precision", "side", "target", "speaker", "kind", "act", "type", "status", "addressee", "confidence",
    "parent", "reported_by", "title", "outlet", "published",
)  # fmt: skip
_EXAMPLES = """
SELECT speaker_id AS who, arg_max(id, (confidence, id)) AS example FROM statements
WHERE list_contains($who::VARCHAR[], speaker_id) GROUP BY who
UNION ALL
SELECT who, arg_max(id, (confidence, id)) FROM (
    SELECT unnest(side) AS who, id, confidence FROM statements WHERE speaker_id IS NULL
) WHERE list_contains($who::VARCHAR[], who) GROUP BY who
"""


def search(record: Record, words: str, filters: Filters, limit: int) -> Answer:
    """Where words stand: hits of the text, or of statements where a filter is of statements."""
    found = find(record, words, limit=most(limit), filters=filters).to_pylist()
    known = hashes(record, [row["doc"] for row in found])
    texts = {doc: record.document(doc).text for doc in known}
    rows = []
    for row in found:
        span = (row["start"], row["end"])
        said = {name: row[name] for name in ("statement", "side", "speaker", "act", "on") if row["statement"]}
        rows.append(
            said
            | {name: row[name] for name in ("title", "outlet", "published")}
            | {"evidence": evidence(row["doc"], known[row["doc"]], [span], texts[row["doc"]][span[0] : span[1]])}
        )
    return answer(rows, len(rows))


def told(record: Record, choice: Choice, events: bool, limit: int, offset: int) -> Answer:
    """Statements or events in order of date."""
    found = timeline(record, choice, what="events" if events else "statements")
    rows = found.slice(offset, most(limit)).to_pylist()
    where = places(record, [row["id"] for row in rows])
    out = [
        {"id": row["id"]}
        | {name: row[name] for name in _KEPT if row.get(name) is not None}
        | {"evidence": where[row["id"]]}
        for row in rows
    ]
    rest = found.num_rows - offset
    return answer(out, max(rest, 0), f"ask again with offset={offset + len(out)}, or narrow by side, speaker or dates")


def statement(record: Record, id: str) -> Answer:
    """One statement, event or position whole, with the sentence that it stands in."""
    found = place(record, id)
    row: Answer = msgspec.to_builtins(found.row)
    if found.span is None or found.sentence is None:
        where = places(record, [one["statement"] or one["event"] for one in _either(row["evidence"])])
        return {"kind": found.kind, "row": row, "evidence": list(where.values())}
    assert isinstance(found.row, Statement | Event)
    passage = found.row.trigger if isinstance(found.row, Event) else found.row.content
    sha256 = hashes(record, [found.doc])[found.doc]
    span, sentence = [[part.start, part.end] for part in passage.spans], found.sentence
    return {
        "kind": found.kind,
        "row": row,
        "title": found.title,
        "evidence": evidence(found.doc, sha256, span, passage.text),
        "sentence": {"spans": [[sentence.start, sentence.end]], **clipped(sentence.of(found.text))},
    }


def passage(record: Record, document: str, start: int, end: int) -> Answer:
    """A stretch of a document, at most 4,000 characters of it."""
    text = record.document(document).text
    if not 0 <= start < end:
        raise AnalyseError(f"[{start}, {end}) is no stretch of a text; give 0 <= start < end in code points")
    if start >= len(text):
        raise AnalyseError(f"{document}: has {len(text)} characters; give a start below that")
    last = min(end, len(text), start + LONGEST_PASSAGE)
    return {
        "document": document,
        "sha256": hashes(record, [document])[document],
        "spans": [[start, last]],
        "words": text[start:last],
        "characters": len(text),
        **({"next_start": last} if last < min(end, len(text)) else {}),
    }


def stands(record: Record, where: Where, every: str, limit: int, pieces: int) -> Answer:
    """Cells of side × issue × period, each with the surest of its evidence for and against."""
    rows = matrix(record, where, _period(every)).to_pylist()
    shown = rows[: most(limit)]
    found = places(record, [id for row in shown for id in row["evidence"][: most(pieces)]])
    stances = _stances(record, where, shown)
    out = []
    for row in shown:
        ids = [id for id in row["evidence"][: most(pieces)] if id in found]
        cells = [found[id] | {"stance": stances.get((row["side"], row["issue"], id))} for id in ids]
        out.append({name: value for name, value in row.items() if name != "evidence"} | {"evidence": cells})
    named = {row["issue"] for row in shown}
    issues = {issue.id: issue.statement for issue in record.manifest.issues if issue.id in named}
    return {"issues": issues} | answer(out, len(rows), _NARROW)


def aligned(record: Record, where: Where, every: str, limit: int, pieces: int) -> Answer:
    """Pairs of sides: measures with intervals and coverage, and some of the evidence of both on what they share."""
    rows = alignment(record, where, Terms(every=_period(every))).to_pylist()
    shown = rows[: most(limit)]
    out = []
    for row in shown:
        both = msgspec.structs.replace(where, side=(row["one"], row["other"]))
        behind = cell(record, both, 2).to_pylist()
        shared = {one["issue"] for one in behind if one["side"] == row["one"]}
        shared &= {one["issue"] for one in behind if one["side"] == row["other"]}
        chosen = [one for one in behind if one["issue"] in shared][: most(pieces)]
        found = places(record, [one["id"] for one in chosen])
        cells = [
            found[one["id"]] | {name: one[name] for name in ("side", "issue", "stance")}
            for one in chosen
            if one["id"] in found
        ]
        out.append({name: value for name, value in row.items() if value is not None} | {"evidence": cells})
    return answer(out, len(rows), _NARROW)


def origins(record: Record, of: str, id: str, limit: int) -> Answer:
    """What several documents tell with its independent origins; with an id who took it from whom."""
    if id:
        edges = linked.edges(record, id).to_pylist()
        beside = linked.side_by_side(record, id).to_pylist()
        where = places(record, [row.get("id") for row in beside])
        known = hashes(record, [row["doc"] for row in (*edges, *beside)])
        told = [_documented(row, known, where) for row in beside[: most(limit)]]
        return {"told_in": told} | answer([_documented(row, known, {}) for row in edges[: most(limit)]], len(edges))
    if of not in ("stories", "utterances", "events"):
        raise AnalyseError(f"{of!r} is none of stories, utterances, events")
    rows = linked.origins(record, of, most(limit)).to_pylist()  # type: ignore[arg-type]
    known = hashes(record, [row["first_seen"] for row in rows])
    out = [row | {"evidence": {"document": row["first_seen"], "sha256": known[row["first_seen"]]}} for row in rows]
    heads = {row["utterance"]: row for row in out if "utterance" in row}
    fullest = {row["id"]: row["fullest"] for row in _fullest(record, list(heads))}
    where = places(record, [*fullest.values(), *(row["event"] for row in out if "event" in row)])
    for row in out:
        key = fullest.get(row.get("utterance", ""), row.get("event"))
        row["evidence"] = where.get(key or "", _whole(record, row["evidence"]))
    return answer(out, len(out))


def actors(record: Record, name: str, limit: int) -> Answer:
    """Who speaks, the most statements first; with a name one actor, by year and by the names used."""
    if name:
        page = analysed.actor(record, name)
        rows = [msgspec.to_builtins(page.actor)]
        more: Answer = {"years": page.years.to_pylist(), "names": page.names.to_pylist()[: most(limit)]}
        total = 1
    else:
        found = analysed.actors(record)
        rows, more, total = found.slice(0, most(limit)).to_pylist(), {}, found.num_rows
    keys = [row["side"][0] if row["kind"] == "side" else row["id"] for row in rows]
    best = {row["who"]: row["example"] for row in record.sql(_EXAMPLES, {"who": keys}).to_pylist()}
    where = places(record, best.values())
    out = [row | {"evidence": where.get(best.get(key, ""))} for row, key in zip(rows, keys, strict=True)]
    return more | answer(out, total, "ask for a name, or raise limit up to 100")


def day(value: str, last: bool = False) -> str | None:
    """The first (or last) day of a date that a client gave, None for none."""
    if not value:
        return None
    try:
        date = Date.parse(value)
    except ValueError as error:
        raise AnalyseError(f"{value!r} is no date; give one such as 2021-10-12, 2021-10 or 2021") from error
    return (date.last if last else date.first).isoformat()


def _either(rows: Sequence[Answer]) -> list[Answer]:
    return [{"statement": None, "event": None} | row for row in rows]


def _period(every: str) -> Every:
    if every not in EVERY:
        raise AnalyseError(f"{every!r} is no period; there are {', '.join(EVERY)}")
    return every


def _stances(record: Record, where: Where, rows: Sequence[Answer]) -> dict[tuple[str, str, str], str]:
    """For or against, of each piece of evidence of the cells shown."""
    if not rows:
        return {}
    narrow = msgspec.structs.replace(
        where, side=sorted({row["side"] for row in rows}), issue=sorted({row["issue"] for row in rows})
    )
    found = cell(record, narrow).select(["side", "issue", "id", "stance"]).to_pylist()
    return {(row["side"], row["issue"], row["id"]): row["stance"] for row in found}


def _documented(row: Answer, known: dict[str, str], where: dict[str, Answer]) -> Answer:
    kept = {name: value for name, value in row.items() if name not in ("doc", "text") and value is not None}
    place = where.get(row.get("id", ""), {"document": row["doc"], "sha256": known[row["doc"]]})
    return kept | {"evidence": place}


def _whole(record: Record, place: Answer) -> Answer:
    """A document as evidence of itself: its headline, else its beginning."""
    document = record.document(place["document"])
    start, end = (document.headline.start, document.headline.end) if document.headline else (0, 200)
    end = min(end, len(document.text))
    return place | {"spans": [[start, end]], "words": document.text[start:end]}


def _fullest(record: Record, ids: list[str]) -> list[dict[str, Any]]:
    query = "SELECT id, fullest FROM utterances WHERE list_contains(?::VARCHAR[], id)"
    rows: list[dict[str, Any]] = record.sql(query, [ids]).to_pylist() if ids else []
    return rows
