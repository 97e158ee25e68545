"""How far a record can be trusted, from what people judged: precision, recall, fields, and whether judges agree.

docs/judgements.md tells what each figure means and when it's withheld.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, get_args

import msgspec
import pyarrow as pa

from onrecord.analyse.proportions import alpha, clustered, kappa, stratified, wilson
from onrecord.record import Outcome, Record
from onrecord.types import Judgement, RowKind

KINDS: tuple[RowKind, ...] = get_args(RowKind)
FEWEST = 20
"""Rows that two judges must share for κ and α: of fewer the figure says more of chance than of them."""
DOCUMENTS = 10
"""Complete documents from which on the interval of recall is drawn over whole documents."""
_FIELDS: dict[RowKind, tuple[str, ...]] = {
    "statement": (
        "source", "cue", "content", "kind", "speaker", "side", "addressee", "said_on", "act", "parent", "about",
        "toward",
    ),
    "event": ("source", "target", "event", "mode", "trigger", "on", "status", "place"),
    "position": ("side", "issue", "stance", "on"),
}  # fmt: skip
_SCHEMA = pa.schema(
    [("figure", pa.string()), ("kind", pa.string()), ("what", pa.string()), ("value", pa.float64()),
     ("low", pa.float64()), ("high", pa.float64()), ("right", pa.int64()), ("of", pa.int64()), ("note", pa.string())]
)  # fmt: skip
_SHOWN = "SELECT id, row FROM {} WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_STANDS = ("attached", "moved", "kept", "superseded")


class Drawn(msgspec.Struct, frozen=True):
    """A row that was drawn to be judged: the stratum it was drawn from, and how many rows that has."""

    id: str
    kind: RowKind
    stratum: str
    size: int


class _Row(msgspec.Struct, frozen=True):
    """What became of a row: whether it stands, whether the machine gives it, its document, and who said what."""

    doc: str
    stands: bool
    said: dict[str, Judgement]


def evaluate(record: Record, drawn: Sequence[Drawn] = ()) -> pa.Table:
    """One row a figure: figure, kind, what, value, low, high (95 %), right, of, note.

    *precision*: rows of the machine that people hold to be there; *exact*: that are right in every field; *recall*: of
    the rows of documents judged complete, those that the machine gives; *accuracy* of each field, over rows that are
    there; *agreement* (share of rows judged alike), *kappa* of two judges, *alpha* of all. `drawn`: only these rows
    count for precision, exact and accuracy, strata weighing by their size. `value` is null where `note` says why.
    """
    rows = _rows(record.judgements())
    figures: list[dict[str, Any]] = []
    for kind in KINDS:
        mine = {id: row for (of, id), row in rows.items() if of == kind}
        machine = _values(record, f"record.main.{kind}s", mine)
        people = _values(record, f"{kind}s", mine)
        wanted = [one for one in drawn if one.kind == kind]
        renamed = _renamed(record, kind)
        sample = {renamed.get(one.id, one.id): one for one in wanted}
        judged = {id: row for id, row in mine.items() if id in machine and (not drawn or id in sample)}
        figures += _precision(kind, judged, machine, people, sample)
        figures += _recall(record, kind, mine, machine)
        figures += _accuracy(kind, [(machine[id], people[id]) for id in judged if id in people])
        figures += _agreement(kind, mine)
    return pa.Table.from_pylist([_figure(**one) for one in figures], _SCHEMA)


def _rows(outcomes: Iterable[Outcome]) -> dict[tuple[RowKind, str], _Row]:
    """The rows that people spoke of, by kind and id of today; the last word of each judge."""
    out: dict[tuple[RowKind, str], _Row] = {}
    for one in outcomes:
        if one.state in _STANDS and one.today:
            key = (one.judgement.kind, one.today)
            before = out[key].said if key in out else {}
            said = {**before, one.judgement.author: one.judgement}
            out[key] = _Row(one.doc, one.judgement.verdict != "wrong", said)
    return out


def _renamed(record: Record, kind: RowKind) -> dict[str, str]:
    """Ids under which rows were judged, and those that they have today."""
    return {one.judgement.row: one.today for one in record.judgements() if one.today and one.judgement.kind == kind}


def _values(record: Record, table: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    rows = record.sql(_SHOWN.format(table), [sorted(ids)]).to_pylist()
    return {row["id"]: msgspec.json.decode(row["row"]) for row in rows}


def _precision(
    kind: RowKind,
    judged: Mapping[str, _Row],
    machine: Mapping[str, Any],
    people: Mapping[str, Any],
    sample: Mapping[str, Drawn],
) -> Iterator[dict[str, Any]]:
    if not judged and not sample:
        return
    there = {id for id, row in judged.items() if row.stands}
    exact = {id for id in there if id in people and not _differ(kind, machine[id], people[id])}
    for figure, right in (("precision", there), ("exact", exact)):
        if not judged:
            yield {"figure": figure, "kind": kind, "of": 0, "note": f"none of the {len(sample)} rows drawn is judged"}
        elif not sample:
            low, high = wilson(len(right), len(judged))
            note = "all judged rows, however they were chosen: of the record it tells only if chance chose them"
            yield {"figure": figure, "kind": kind, "right": len(right), "of": len(judged), "low": low, "high": high,
                   "value": len(right) / len(judged), "note": note}  # fmt: skip
        else:
            yield _of_sample(figure, kind, right, judged, sample)


def _of_sample(
    figure: str, kind: RowKind, right: set[str], judged: Mapping[str, _Row], sample: Mapping[str, Drawn]
) -> dict[str, Any]:
    strata: dict[str, list[int]] = {}
    for id, one in sample.items():
        stratum = strata.setdefault(one.stratum, [0, 0, one.size])
        stratum[0] += id in right
        stratum[1] += id in judged
    value, low, high = stratified((a, b, size) for a, b, size in strata.values())
    missing = [name for name, (_, of, _) in strata.items() if not of]
    notes = [f"{len(strata)} strata, weighed by their size"]
    if len(judged) < len(sample):
        notes.append(f"{len(sample) - len(judged)} of {len(sample)} rows drawn aren't judged")
    if missing:
        notes.append(f"nothing is judged of {', '.join(missing)}")
    return {"figure": figure, "kind": kind, "value": value, "low": low, "high": high, "right": len(right),
            "of": len(judged), "note": "; ".join(notes)}  # fmt: skip


def _recall(
    record: Record, kind: RowKind, mine: Mapping[str, _Row], machine: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Over documents that somebody searched to their end: what the machine gives of the rows that are there."""
    complete = {
        one.doc
        for one in record.judgements()
        if one.judgement.verdict == "complete" and one.judgement.kind == kind and one.state == "attached"
    }
    if not complete:
        return
    counts = {doc: [0, 0] for doc in sorted(complete)}
    for id, row in mine.items():
        if row.doc in complete and row.stands:
            counts[row.doc][0] += id in machine
            counts[row.doc][1] += 1
    query = f"SELECT count(*) AS n FROM record.main.{kind}s WHERE doc IN (SELECT unnest(?::VARCHAR[]))"
    given = record.sql(query, [sorted(complete)]).to_pylist()[0]["n"]
    unjudged = given - sum(id in machine and row.doc in complete for id, row in mine.items())
    found, there = (sum(count[n] for count in counts.values()) for n in (0, 1))
    notes = [f"{len(complete)} document{'' if len(complete) == 1 else 's'} judged complete"]
    if unjudged:
        notes.append(f"{unjudged} of the machine's rows there aren't judged and don't count")
    if not there:
        yield {"figure": "recall", "kind": kind, "of": 0, "note": "; ".join([*notes, f"no {kind} stands in them"])}
        return
    whole = len(complete) >= DOCUMENTS
    low, high = clustered([(a, b) for a, b in counts.values()]) if whole else wilson(found, there)
    notes.append("interval over documents" if whole else f"interval over rows, of fewer than {DOCUMENTS} documents")
    yield {"figure": "recall", "kind": kind, "value": found / there, "low": low, "high": high, "right": found,
           "of": there, "note": "; ".join(notes)}  # fmt: skip


def _accuracy(kind: RowKind, pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for field in _FIELDS[kind] if pairs else ():
        right = sum(_plain(field, one.get(field)) == _plain(field, other.get(field)) for one, other in pairs)
        low, high = wilson(right, len(pairs))
        yield {"figure": "accuracy", "kind": kind, "what": field, "value": right / len(pairs), "low": low, "high": high,
               "right": right, "of": len(pairs)}  # fmt: skip


def _differ(kind: RowKind, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(_plain(field, one.get(field)) != _plain(field, other.get(field)) for field in _FIELDS[kind])


def _plain(field: str, value: Any) -> str:
    """A value as far as it's judged: where words stand, a name, stances without confidence, sides in any order."""
    match value:
        case {"spans": spans}:
            value = spans
        case {"name": name}:
            value = name
        case [{"stance": _}, *_]:
            value = sorted([item.get("issue") or item.get("side"), item["stance"]] for item in value)
        case [str(), *_] if field in ("side", "addressee", "source", "target"):
            value = sorted(value)
        case _:
            pass
    return msgspec.json.encode(value, order="deterministic").decode()


def _agreement(kind: RowKind, mine: Mapping[str, _Row]) -> Iterator[dict[str, Any]]:
    """Of rows that several people judged: whether the row is there, then each field where all say that it is."""
    shared = [row.said for row in mine.values() if len(row.said) > 1]
    if not shared:
        return
    labels: dict[str, list[dict[str, str]]] = {"there": [_there(said) for said in shared]}
    both = [said for said in shared if all(one.verdict != "wrong" for one in said.values())]
    for field in _FIELDS[kind]:
        labels[field] = [
            {who: _plain(field, {**one.seen, **one.edit}.get(field)) for who, one in said.items()} for said in both
        ]
    for what, units in labels.items():
        if units:
            alike = sum(len(set(unit.values())) == 1 for unit in units)
            low, high = wilson(alike, len(units))
            yield {"figure": "agreement", "kind": kind, "what": what, "value": alike / len(units), "low": low,
                   "high": high, "right": alike, "of": len(units)}  # fmt: skip
            yield _coefficient("alpha", kind, what, len(units), alpha([list(unit.values()) for unit in units]))
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for unit in labels["there"]:
        for one, other in combinations(sorted(unit), 2):
            pairs[one, other].append((unit[one], unit[other]))
    for (one, other), said in sorted(pairs.items()):
        yield _coefficient("kappa", kind, f"{one or 'unnamed'} / {other or 'unnamed'}", len(said), kappa(said))


def _there(said: Mapping[str, Judgement]) -> dict[str, str]:
    return {who: "wrong" if one.verdict == "wrong" else "right" for who, one in said.items()}


def _coefficient(figure: str, kind: RowKind, what: str, of: int, value: float | None) -> dict[str, Any]:
    """A coefficient of agreement, or why there is none."""
    if of < FEWEST:
        return {
            "figure": figure,
            "kind": kind,
            "what": what,
            "of": of,
            "note": f"{of} of {FEWEST} rows in common needed",
        }
    if value is None:
        return {
            "figure": figure,
            "kind": kind,
            "what": what,
            "of": of,
            "note": "undefined: every judgement is the same",
        }
    return {"figure": figure, "kind": kind, "what": what, "of": of, "value": value}


def _figure(**given: Any) -> dict[str, Any]:
    rounded = {name: round(given[name], 4) for name in ("value", "low", "high") if given.get(name) is not None}
    return {"what": "", "note": "", "right": None, "value": None, "low": None, "high": None} | given | rounded
