"""Who speaks in a record: the list of actors, one actor's page, and source words that nobody could be found for."""

import msgspec
import pyarrow as pa

from onrecord.errors import AnalyseError
from onrecord.knowledge.person_names import folded
from onrecord.record import Record
from onrecord.types import Actor

_ACTORS = "SELECT id, name, kind, side, statements, offices, names FROM actors ORDER BY statements DESC, name, id"
_NAMES = """
SELECT source_text AS name, count(*) AS statements, min(doc) AS doc
FROM statements_by_voice WHERE voice = ? AND source_text IS NOT NULL
GROUP BY source_text ORDER BY statements DESC, name
"""
_YEARS = """
SELECT coalesce(substr(value, 1, 4), '') AS year, count(*) AS statements, min(doc) AS doc
FROM statements_by_voice WHERE voice = ? GROUP BY year ORDER BY year = '', year
"""
_UNRESOLVED = """
WITH open AS (
    SELECT trim(regexp_replace(source_text, '\\s+', ' ', 'g')) AS words, doc, ordinal,
           source_spans[1]."start" AS start, source_spans[-1]."end" AS "end"
    FROM statements WHERE speaker_id IS NULL AND len(side) = 0 AND source_text IS NOT NULL
), counted AS (
    SELECT lower(words) AS key, min(words) AS words, count(*) AS statements, count(DISTINCT doc) AS documents,
           min({'doc': doc, 'ordinal': ordinal, 'start': start, 'end': "end"}) AS first
    FROM open WHERE NOT list_contains(?::VARCHAR[], lower(words)) GROUP BY key
)
SELECT words, statements, documents, first.doc AS doc, first.start AS start, first."end" AS "end"
FROM counted ORDER BY statements DESC, words LIMIT ?
"""
PRONOUNS = (
    "he him his she her it its they them their i me my we us our who which that this these those one some".split()
)
_ID = 6
_SHOWN = 5


class Page(msgspec.Struct, frozen=True):
    """One actor: `years` has year ("" for none), statements and doc, an example; `names` name, statements and doc."""

    actor: Actor
    years: pa.Table
    names: pa.Table


def actors(record: Record) -> pa.Table:
    """Everyone who speaks: id, name, kind, side, statements, offices, names; the most statements first.

    Where a source is only a state, a capital or unnamed officials, the side itself is the actor (`kind` is side).
    """
    return record.sql(_ACTORS)


def actor(record: Record, who: str) -> Page:
    """One actor's page, by id, the first digits of one, name, or a part of a name.

    AnalyseError when nobody or several persons fit; it names them.
    """
    found = _find(record, who)
    mine = [voice(found)]
    return Page(actor=found, years=record.sql(_YEARS, mine), names=record.sql(_NAMES, mine))


def voice(actor: Actor) -> str:
    """Under what an actor's statements stand in the table `statements_by_voice`; of a side those that name nobody."""
    return actor.side[0] if actor.kind == "side" else actor.id


def unresolved(record: Record, limit: int = 50) -> pa.Table:
    """Source words without speaker and side, most frequent first: words, statements, documents, doc, start, end.

    `doc`, `start` and `end` are an example's place (half-open code points). Pronouns are left out: no table could
    tell whom they mean.
    """
    return record.sql(_UNRESOLVED, [PRONOUNS, limit])


def _find(record: Record, who: str) -> Actor:
    exact = record.sql("SELECT row FROM actors WHERE id = ?", [who])["row"].to_pylist()
    if exact:
        return msgspec.json.decode(exact[0], type=Actor)
    everyone = [msgspec.convert(row, Actor) for row in _rows(record)]
    wanted = " ".join(folded(who))
    tests = (
        lambda one: one.id == who or (len(who) >= _ID and one.id.startswith(who)),
        lambda one: who in one.side if one.kind == "side" else " ".join(folded(one.name)) == wanted,
        lambda one: any(" ".join(folded(name)) == wanted for name in one.names),
        lambda one: bool(wanted) and wanted in " ".join(folded(one.name)),
    )
    for test in tests:
        fits = [one for one in everyone if test(one)]
        if len(fits) == 1:
            return fits[0]
        if fits:
            several = ", ".join(f"{one.name} ({one.id})" for one in fits[:_SHOWN])
            more = f" and {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
            raise AnalyseError(f"{who!r} may be {several}{more}; give one's id")
    raise AnalyseError(f"{record.path}: no actor {who!r}; `onrecord actors {record.path}` lists them")


def _rows(record: Record) -> list[dict[str, object]]:
    """The actors as they were built, in order of statements."""
    rows = record.sql("SELECT row FROM actors ORDER BY statements DESC, name, id")["row"].to_pylist()
    return [msgspec.json.decode(row) for row in rows]
