"""One actor, or one issue, looked at from all sides: positions, since when, to whom, by whom."""

import msgspec
import pyarrow as pa

from onrecord.analyse.actors import voice
from onrecord.record import Record
from onrecord.types import Actor

_ACTORS = """
SELECT id, name, kind, side, statements, len(offices) AS offices FROM actors WHERE {where}
ORDER BY statements DESC, name, id LIMIT ? OFFSET ?
"""
_COUNT = "SELECT kind, count(*) AS actors FROM actors WHERE {where} GROUP BY kind ORDER BY actors DESC, kind"
_PERSON_ISSUES = """
SELECT issue, count(*) FILTER (stance = 'for') AS "for", count(*) FILTER (stance = 'against') AS against,
       count(*) FILTER (stance = 'neutral') AS neutral, min(value) AS first, max(value) AS last
FROM (SELECT unnest(about) AS issue, unnest(about_stance) AS stance, value FROM statements_by_voice WHERE voice = ?)
GROUP BY issue ORDER BY count(*) DESC, issue
"""
_SIDE_ISSUES = """
SELECT issue, coalesce(sum(pieces) FILTER (stance = 'for'), 0)::BIGINT AS "for",
       coalesce(sum(pieces) FILTER (stance = 'against'), 0)::BIGINT AS against,
       coalesce(sum(pieces) FILTER (stance = 'neutral'), 0)::BIGINT AS neutral,
       min(nullif(month, '')) AS first, max(nullif(month, '')) AS last
FROM stands WHERE side = ? GROUP BY issue ORDER BY sum(pieces) DESC, issue
"""
_TOWARD = """
SELECT side, count(*) FILTER (addressed) AS addressed, count(*) FILTER (stance = 'for') AS "for",
       count(*) FILTER (stance = 'against') AS against, count(*) FILTER (stance = 'neutral') AS neutral
FROM (
    SELECT unnest(addressee) AS side, true AS addressed, NULL AS stance FROM statements_by_voice WHERE voice = $voice
    UNION ALL
    SELECT unnest(toward), false, unnest(toward_stance) FROM statements_by_voice WHERE voice = $voice
)
GROUP BY side ORDER BY count(*) DESC, side LIMIT 12
"""
_DEALINGS = """
SELECT CASE WHEN one = $side THEN other ELSE one END AS side, sum(events)::BIGINT AS events
FROM done_between WHERE one = $side OR other = $side GROUP BY 1 ORDER BY events DESC, side LIMIT 12
"""
_LATEST = "SELECT id FROM statements_by_voice WHERE voice = ? ORDER BY day DESC NULLS LAST, doc, ordinal LIMIT ?"
_WORDS = """
SELECT s.doc, s.id, s.said_on_value AS "on", s.act, s.content_text AS text, s.confidence, NULL AS who, NULL AS type,
       d.outlet, d.title
FROM (SELECT unnest(?::VARCHAR[]) AS id) w JOIN statements s ON s.id = w.id JOIN documents d ON d.doc = s.doc
ORDER BY s.said_on DESC NULLS LAST, s.doc, s.ordinal
"""
_SINCE = """
SELECT side, stance, count(*) AS pieces, min(value) AS first, max(value) AS last,
       arg_min({'doc': doc, 'id': id}, (day, doc, id)) FILTER (day IS NOT NULL) AS earliest,
       arg_max({'doc': doc, 'id': id}, (day, doc, id)) FILTER (day IS NOT NULL) AS latest
FROM evidence WHERE issue = ? GROUP BY side, stance ORDER BY pieces DESC, side, stance
"""
_VOICES = """
SELECT speaker_id, max(speaker) AS speaker, max(sides) AS side,
       count(*) FILTER (stance = 'for') AS "for", count(*) FILTER (stance = 'against') AS against,
       count(*) FILTER (stance = 'neutral') AS neutral
FROM statements_by_issue WHERE issue = ? AND speaker_id IS NOT NULL
GROUP BY speaker_id ORDER BY count(*) DESC, speaker_id LIMIT ?
"""


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """Which actors are listed: `words` of a name, a kind, a side; empty for all."""

    words: str = ""
    kind: str = ""
    side: str = ""


def listed(record: Record, whom: Whom, *, limit: int = 50, offset: int = 0) -> pa.Table:
    """A page of the actors, the most statements first: id, name, kind, side, statements, offices (how many)."""
    where, values = _whom(whom)
    return record.sql(_ACTORS.format(where=where), [*values, limit, offset])


def kinds(record: Record, whom: Whom) -> dict[str, int]:
    """How many of the actors are of each kind."""
    where, values = _whom(whom)
    found = record.sql(_COUNT.format(where=where), values).to_pylist()
    return {row["kind"]: row["actors"] for row in found}


def by_issue(record: Record, actor: Actor) -> pa.Table:
    """Where an actor stands: issue, for, against, neutral, first, last; the issue spoken of most first.

    A person's or an institution's own statements; of a side all that its positions rest on.
    """
    if actor.kind == "side":
        return record.sql(_SIDE_ISSUES, [actor.side[0]])
    return record.sql(_PERSON_ISSUES, [voice(actor)])


def toward(record: Record, actor: Actor) -> pa.Table:
    """To whom an actor speaks and of whom: side, addressed (statements), and its stances for, against, neutral."""
    return record.sql(_TOWARD, {"voice": voice(actor)})


def dealings(record: Record, side: str) -> pa.Table:
    """With whom a side had dealings that occurred or go on: side, events."""
    return record.sql(_DEALINGS, {"side": side})


def latest(record: Record, actor: Actor, limit: int = 10) -> pa.Table:
    """The latest statements of an actor; of a side those that name nobody: doc, id, on, act, text, confidence, ..."""
    rows = record.sql(_LATEST, [voice(actor), limit])
    return record.sql(_WORDS, [rows["id"].to_pylist()])


def since(record: Record, issue: str) -> pa.Table:
    """Since when sides are for or against an issue: side, stance, pieces, first, last, earliest, latest.

    `earliest` and `latest` are a document and the id of a statement or an event.
    """
    return record.sql(_SINCE, [issue])


def voices(record: Record, issue: str, limit: int = 20) -> pa.Table:
    """Who speaks of an issue: speaker_id, speaker, side, for, against, neutral; the most statements first."""
    return record.sql(_VOICES, [issue, limit])


def _whom(whom: Whom) -> tuple[str, list[object]]:
    tests, values = ["true"], list[object]()
    if whom.words:
        tests.append(
            "(contains(strip_accents(lower(name)), strip_accents(lower(?))) "
            "OR list_bool_or([contains(strip_accents(lower(n)), strip_accents(lower(?))) for n in names]))"
        )
        values += [whom.words, whom.words]
    if whom.kind:
        tests, values = [*tests, "kind = ?"], [*values, whom.kind]
    if whom.side:
        tests, values = [*tests, "list_contains(side, ?)"], [*values, whom.side]
    return " AND ".join(tests), values
