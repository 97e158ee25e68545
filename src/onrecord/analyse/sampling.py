"""Rows drawn by chance, to be judged: so that the share of right ones tells of the whole record."""

import pyarrow as pa

from onrecord.analyse.summary import LIKELY, SURE
from onrecord.errors import AnalyseError
from onrecord.record import Record
from onrecord.types import RowKind

LEAST = 5
"""Rows drawn of each stratum, if it has so many."""
_WORDS: dict[RowKind, str] = {
    "statement": "content_text",
    "event": "trigger_text",
    "position": "concat_ws(' ', array_to_string(side, ' '), stance, issue)",
}
_STRATUM = "CASE WHEN confidence >= $sure THEN 'sure' WHEN confidence >= $likely THEN 'likely' ELSE 'unsure' END"
_STRATA = f"""
SELECT {_STRATUM} AS stratum, count(*) AS size FROM record.main.{{table}} GROUP BY stratum ORDER BY stratum
"""
_DRAWN = f"""
SELECT id, doc, $kind AS kind, stratum, $size::BIGINT AS size, text
FROM (SELECT id, doc, {{words}} AS text, {_STRATUM} AS stratum FROM record.main.{{table}})
WHERE stratum = $stratum ORDER BY md5($seed || ':' || id), id LIMIT $number
"""


def sample(record: Record, number: int, *, seed: int = 1, kind: RowKind = "statement") -> pa.Table:
    """About `number` of the machine's rows of a kind, drawn by chance: id, doc, kind, stratum, size, text, judged.

    Strata are the record's own certainty (sure from 0.8, likely from 0.5, unsure); each gives in proportion to its
    `size`, LEAST rows at least. The same record, number and seed draw the same rows. `judged`: how many people have
    judged the row. AnalyseError when there is nothing to draw.
    """
    bands = {"sure": SURE, "likely": LIKELY}
    strata = record.sql(_STRATA.format(table=kind + "s"), bands).to_pylist()
    whole = sum(one["size"] for one in strata)
    if not whole or number < 1:
        raise AnalyseError(
            f"{record.path}: nothing to draw from {whole} {kind}s; give a record with some, and --sample 1 or more"
        )
    parts = []
    for one in strata:
        share = max(min(LEAST, one["size"]), round(number * one["size"] / whole))
        values = {**bands, "kind": kind, **one, "seed": str(seed), "number": share}
        parts.append(record.sql(_DRAWN.format(table=kind + "s", words=_WORDS[kind]), values))
    drawn = pa.concat_tables(parts).sort_by([("doc", "ascending"), ("id", "ascending")])
    judges: dict[str, set[str]] = {}
    for outcome in record.judgements():
        if outcome.today and outcome.state != "undone" and outcome.judgement.verdict != "undo":
            judges.setdefault(outcome.today, set()).add(outcome.judgement.author)
    counts = [len(judges.get(id, ())) for id in drawn["id"].to_pylist()]
    return drawn.append_column("judged", pa.array(counts, pa.int64()))
