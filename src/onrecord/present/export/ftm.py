"""FollowTheMoney: entities, one a line of `entities.ftm.json`, that Aleph and OpenSanctions' tools read.

An Article a document; a Person, PublicBody or Organization an actor, and one a side; a Note a statement, about the
actor or else the side that spoke; a Mention where an article names an actor; an Event for what was done or is being
done. Each Note and Event has the Article as its `proof`, with spans (half-open code points of its text) and hash of the
words in `notes`. Plans, possibilities and denials are left out of the events, for the model can't say so; as are
countries and languages that it doesn't know.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from onrecord.analyse.names import side_name
from onrecord.knowledge.sides import all_sides
from onrecord.knowledge.tables import read_rows
from onrecord.record import DocumentRow, Record
from onrecord.record.bare import hashed, is_hash
from onrecord.types import Actor, Event, Passage, Place, Statement

Entity = dict[str, Any]
# ISO 639-1 to -3, the languages that a document may be found to have
LANGUAGES = {
    "en": "eng", "fr": "fra", "de": "deu", "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "pl": "pol", "sv": "swe",
    "tr": "tur", "id": "ind", "vi": "vie", "ru": "rus", "uk": "ukr", "bg": "bul", "ar": "ara", "fa": "fas", "ur": "urd",
    "zh": "zho", "ja": "jpn", "ko": "kor", "el": "ell", "he": "heb", "ka": "kat", "hy": "hye", "hi": "hin", "th": "tha",
}  # fmt: skip
# the library drops these, which would move what follows
_DROPPED = {code: "\ufffd" for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\r"}
_ORGANISATIONS = ("organisation", "nonstate", "group")
_DONE = ("occurred", "ongoing")
_MENTIONS = """
SELECT DISTINCT doc, speaker_id, source_text FROM statements
WHERE speaker_id IS NOT NULL AND source_text IS NOT NULL ORDER BY ALL
"""
_SIDES = """
SELECT DISTINCT unnest(side) AS side FROM statements UNION SELECT unnest(source) FROM events
UNION SELECT unnest(target) FROM events ORDER BY side
"""


def write(record: Record, folder: Path) -> list[Path]:
    """One file: articles, sides, actors, mentions, statements, events."""
    path = folder / "entities.ftm.json"
    with path.open("wb") as out:
        for entity in entities(record):
            out.write(msgspec.json.encode(entity) + b"\n")
    return [path]


def entities(record: Record) -> Iterator[Entity]:
    """The entities of a record, each with an id that depends on nothing but the row."""
    for row in _rows(record, "documents", ("row", "text")):
        yield article(msgspec.json.decode(row["row"], type=DocumentRow), row["text"])
    for code in record.sql(_SIDES)["side"].to_pylist():
        yield side(code)
    people: set[str] = set()
    for row in _rows(record, "actors", ("row",)):
        one = msgspec.json.decode(row["row"], type=Actor)
        if one.kind != "side":
            people.add(one.id)
            yield actor(one)
    for batch in record.batches(_MENTIONS):
        yield from (mention(row) for row in batch.to_pylist() if row["speaker_id"] in people)
    for row in _rows(record, "statements", ("doc", "row")):
        yield note(row["doc"], msgspec.json.decode(row["row"], type=Statement), people)
    for row in _rows(record, "events", ("doc", "row")):
        done = msgspec.json.decode(row["row"], type=Event)
        if done.status in _DONE:
            yield event(row["doc"], done)


def _rows(record: Record, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    for batch in record.stream(table, columns):
        yield from batch.to_pylist()


def article(document: DocumentRow, text: str) -> Entity:
    """A document as an Article."""
    return _entity(
        "Article",
        _id("article", document.id),
        title=[_shown(document.title)],
        fileName=[document.id],
        publishedAt=[document.published.value if document.published else ""],
        publisher=[document.outlet or ""],
        sourceUrl=[document.url if document.url and document.url.startswith(("http://", "https://")) else ""],
        language=[LANGUAGES.get(document.language, "")],
        bodyText=["" if is_hash(text) else text],
        notes=[f"text: {text if is_hash(text) else hashed(text)}"],
    )


def side(code: str) -> Entity:
    """A side as a body that may act: a code says who speaks, not what status anyone has."""
    info = all_sides().get(code)
    schema = "Organization" if info and info.kind in _ORGANISATIONS else "PublicBody"
    return _entity(
        schema, _id("side", code), name=[side_name(code)], country=[_country(code)], keywords=[f"side:{code}"]
    )


def actor(one: Actor) -> Entity:
    """A person or an institution."""
    schema = "Person" if one.kind == "person" else "PublicBody"
    more = {"position": sorted({office.title for office in one.offices})} if one.kind == "person" else {}
    countries = [_country(code) for code in one.side]
    return _entity(schema, _id("actor", one.id), name=[one.name], alias=list(one.names), country=countries, **more)


def mention(row: Mapping[str, Any]) -> Entity:
    """The words by which an article names an actor."""
    words = row["source_text"]
    return _entity(
        "Mention",
        _id("mention", row["doc"], row["speaker_id"], words),
        document=[_id("article", row["doc"])],
        resolved=[_id("actor", row["speaker_id"])],
        name=[_shown(words)],
    )


def note(doc: str, said: Statement, people: set[str]) -> Entity:
    """A statement as a Note on who spoke, with the article as its proof."""
    who = [_id("side", code) for code in said.side]
    if said.speaker and said.speaker.id in people:
        who = [_id("actor", said.speaker.id)]
    tags = [f"act:{said.act}", f"kind:{said.kind}", *(f"side:{code}" for code in said.side)]
    tags += [f"addressee:{code}" for code in said.addressee]
    tags += [f"issue:{one.issue}={one.stance}" for one in said.about]
    tags += [f"said-on:{said.said_on.value}"] if said.said_on else []
    return _entity(
        "Note",
        _id("statement", said.id),
        description=[_shown(said.content.text)],
        entity=who,
        country=[_country(code) for code in said.side],
        keywords=tags,
        notes=[
            _place(name, passage)
            for name, passage in (("source", said.source), ("cue", said.cue), ("content", said.content))
            if passage
        ],
        proof=[_id("article", doc)],
    )


def event(doc: str, done: Event) -> Entity:
    """Something that was done, with the article as its proof."""
    tags = [done.event, f"status:{done.status}"] + ([f"mode:{done.mode}"] if done.mode else [])
    parties = " and ".join(
        filter(None, (_names(done.source), _names(done.target) if done.target != done.source else ""))
    )
    return _entity(
        "Event",
        _id("event", done.id),
        name=[f"{done.event}: {parties}" if parties else done.event],
        summary=[_shown(done.trigger.text)],
        date=[done.on.value if done.on else ""],
        organizer=[_id("side", code) for code in done.source],
        involved=[_id("side", code) for code in done.target],
        location=[_shown(done.place.text) if done.place else ""],
        country=[_country(done.place.country) if done.place and done.place.country else ""],
        recordId=[done.id],
        keywords=tags,
        notes=[_place("trigger", done.trigger)],
        proof=[_id("article", doc)],
    )


def _entity(schema: str, id: str, **properties: Sequence[str]) -> Entity:
    """An entity without its empty values; each property's values once, in order."""
    kept = {
        name: list(dict.fromkeys(value.translate(_DROPPED) for value in values if value.strip()))
        for name, values in properties.items()
    }
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(kind: str, *parts: str) -> str:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf8", "surrogatepass"), digest_size=10).hexdigest()
    return f"onrecord-{kind}-{digest}"


def _shown(words: str | None) -> str:
    """Words of an article, none where they're left out."""
    return "" if words is None or is_hash(words) else words


def _place(name: str, passage: Passage | Place) -> str:
    """Where words stand, and their hash."""
    spans = ", ".join(f"{span.start}-{span.end}" for span in passage.spans)
    return f"{name}: {spans} {passage.text if is_hash(passage.text) else hashed(passage.text)}"


def _names(codes: Sequence[str]) -> str:
    return ", ".join(side_name(code) for code in codes)


def _country(code: str) -> str:
    return _alpha2().get(code, "")


@cache
def _alpha2() -> Mapping[str, str]:
    """The two letters of ISO 3166-1 of each side that has some."""
    return {row["code"]: row["alpha2"] for row in read_rows("alpha2.csv", ("code", "alpha2", "source"))}
