"""What a record holds, in counts: the first thing that a person wants to know of it."""

import msgspec

from onrecord.analyse.names import side_name
from onrecord.record import Record

SURE, LIKELY = 0.8, 0.5
_SURE_STATEMENTS = """
SELECT s.id, s.doc, s.speaker, s.side, s.said_on_value AS "on", s.act, s.content_text AS text, s.confidence, d.outlet
FROM statements s JOIN documents d ON d.doc = s.doc
WHERE s.kind = 'direct' AND s.parent IS NULL AND (s.speaker IS NOT NULL OR len(s.side) > 0)
ORDER BY s.confidence DESC, s.said_on NULLS LAST, s.doc, s.ordinal LIMIT ?
"""
_SIDES = """
SELECT side AS value, sum(statements)::BIGINT AS number FROM said_by_side
GROUP BY side ORDER BY value = '', number DESC, value
"""
_SPEAKERS = """
SELECT coalesce(speaker, '') AS value, sum(statements)::BIGINT AS number,
       array_to_string(list_sort(list_distinct(flatten(list(string_split(sides, ' ')))).list_filter(lambda x: x <> '')),
                       ' ') AS side
FROM said_by_speaker GROUP BY speaker ORDER BY speaker IS NULL, number DESC, speaker
"""
_TOTALS = """
SELECT coalesce(sum(statements), 0)::BIGINT AS statements,
       coalesce(sum(statements) FILTER (nested), 0)::BIGINT AS nested,
       coalesce(sum(statements) FILTER (month = ''), 0)::BIGINT AS undated,
       coalesce(sum(statements) FILTER (tenth >= 10 * $sure), 0)::BIGINT AS sure,
       coalesce(sum(statements) FILTER (tenth >= 10 * $likely AND tenth < 10 * $sure), 0)::BIGINT AS likely,
       coalesce(sum(statements) FILTER (tenth < 10 * $likely), 0)::BIGINT AS unsure,
       (SELECT min(said_on_value) FROM statements) AS first, (SELECT max(said_on_value) FROM statements) AS last
FROM said
"""
_DOCUMENTS = """
SELECT count(*) AS documents, count(*) FILTER (NOT supported) AS unsupported,
       coalesce(sum(len(unscored)), 0) AS unscored,
       count(*) FILTER (published IS NULL) AS undated, min(published_value) AS first,
       max(published_value) AS last, count(DISTINCT outlet) AS outlets
FROM documents
"""


class Count(msgspec.Struct, frozen=True):
    """How often a value stands in the record; `value` is "" where it isn't known, `name` what a person reads."""

    value: str
    name: str
    number: int


class Refused(msgspec.Struct, frozen=True):
    """An input, or part of a document, that the record couldn't take, at which stage, and why."""

    what: str
    stage: str
    reason: str


class Sure(msgspec.Struct, frozen=True):
    """A direct statement that the record is most sure of."""

    id: str
    doc: str
    speaker: str | None
    side: list[str]
    on: str | None
    act: str
    text: str
    confidence: float
    outlet: str | None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over a record; `published` and `said` are the first and the last date, None where none is known.

    `unsupported` documents and `unscored` paragraphs are in a language in which nothing is looked for.
    `certainty`: statements of a confidence of at least 0.8, at least 0.5, and below.
    """

    documents: int
    unsupported: int
    unscored: int
    undated_documents: int
    outlets: int
    published: tuple[str, str] | None
    statements: int
    nested: int
    undated: int
    said: tuple[str, str] | None
    certainty: tuple[int, int, int]
    events: int
    sides: tuple[Count, ...]
    speakers: tuple[Count, ...]
    acts: tuple[Count, ...]
    kinds: tuple[Count, ...]
    refused: tuple[Refused, ...]
    surest: tuple[Sure, ...]


def summary(record: Record, surest: int = 5) -> Summary:
    """What the record holds, with the `surest` direct statements that the record is most sure of."""
    texts = record.sql(_DOCUMENTS).to_pylist()[0]
    said = record.sql(_TOTALS, {"sure": SURE, "likely": LIKELY}).to_pylist()[0]
    sides = record.sql(_SIDES).to_pylist()
    speakers = record.sql(_SPEAKERS).to_pylist()
    return Summary(
        documents=texts["documents"],
        unsupported=texts["unsupported"],
        unscored=int(texts["unscored"]),
        undated_documents=texts["undated"],
        outlets=texts["outlets"],
        published=_extent(texts["first"], texts["last"]),
        statements=said["statements"],
        nested=said["nested"],
        undated=said["undated"],
        said=_extent(said["first"], said["last"]),
        certainty=(said["sure"], said["likely"], said["unsure"]),
        events=record.sql("SELECT count(*) AS n FROM events").to_pylist()[0]["n"],
        sides=tuple(Count(row["value"], side_name(row["value"]), row["number"]) for row in sides),
        speakers=tuple(Count(row["value"], _speaker(row["value"], row["side"]), row["number"]) for row in speakers),
        acts=_counts(record, "act"),
        kinds=_counts(record, "kind"),
        refused=_refused(record),
        surest=tuple(msgspec.convert(row, Sure) for row in record.sql(_SURE_STATEMENTS, [surest]).to_pylist()),
    )


def _extent(first: str | None, last: str | None) -> tuple[str, str] | None:
    return (first, last) if first and last else None


def _speaker(name: str, side: str) -> str:
    if not name:
        return "no person or institution named"
    return f"{name} ({side.replace(' ', ', ')})" if side else name


def _counts(record: Record, column: str) -> tuple[Count, ...]:
    query = (
        f"SELECT {column} AS value, sum(statements)::BIGINT AS number FROM said "
        "GROUP BY value ORDER BY number DESC, value"
    )
    return tuple(Count(row["value"], row["value"], row["number"]) for row in record.sql(query).to_pylist())


def _refused(record: Record) -> tuple[Refused, ...]:
    query = "SELECT coalesce(path, doc) AS what, stage, reason FROM rejected ORDER BY what, stage, reason"
    return tuple(msgspec.convert(row, Refused) for row in record.sql(query).to_pylist())
