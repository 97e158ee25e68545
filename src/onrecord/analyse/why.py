"""Why a statement is about an issue: the reason that the build kept."""

import pyarrow as pa

from onrecord.analyse.place import place
from onrecord.errors import AnalyseError
from onrecord.record import Record
from onrecord.types import Statement

_WHY = """
SELECT r.issue, a.stance, r.score, a.confidence, r.reason,
       substr(d.text, r.read.start + 1, r.read."end" - r.read.start) AS read
FROM reasons r JOIN documents d ON d.doc = r.doc
LEFT JOIN (SELECT unnest(about, recursive := true) FROM statements WHERE doc = ? AND id = ?) a ON a.issue = r.issue
WHERE r.doc = ? AND r.statement = ? ORDER BY r.ordinal
"""


def why(record: Record, id: str) -> pa.Table:
    """The issues that a statement is about: issue, stance, score, confidence, reason, read.

    `score` says how sure it is that the statement is about the issue, `confidence` that it takes this stance on it;
    `reason` tells nearness of meaning and the sides and stems shared, `read` are the words that were looked at. A
    stance that a person gave has taken the machine's place, and has no reason of its own. AnalyseError when `id` is no
    statement.
    """
    found = place(record, id)
    if not isinstance(found.row, Statement):
        raise AnalyseError(f"{id} is a {found.kind}; ask of one of the statements that it rests on")
    return record.sql(_WHY, [found.doc, found.row.id, found.doc, found.row.id])
