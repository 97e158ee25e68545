"""Records made by hand or by number, without a model: what a pipeline would hand to the store."""

import hashlib
import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from onrecord.record import FORMAT, Row, Store
from onrecord.types import (
    About,
    Actor,
    Date,
    Document,
    Event,
    Evidence,
    Extraction,
    Input,
    Link,
    Linked,
    Manifest,
    Passage,
    Place,
    Position,
    Published,
    RejectedInput,
    Span,
    Speaker,
    Statement,
    Time,
    Told,
    Toward,
    Utterance,
)

TEXT = (
    "Envoy warns over strait\n\nVIENNA – “We won’t wait,” said Ana Erdoğan of Utopia on Tuesday, “for ever.” "
    "=Utopia and Erewhon met in Vienna.\n\nAlso read: more 𝔘nicode\n"
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def passage(text: str, *words: str) -> Passage:
    return Passage.cut(text, [span(text, part) for part in words])


def made(id: str, text: str = TEXT, title: str = "Envoy warns over strait") -> tuple[Document, Extraction, Linked]:
    """A document with one row of every kind, all fields set."""
    document = Document(
        id=id,
        text=text,
        title=title,
        headline=span(text, "Envoy warns over strait"),
        published=Published("2021-10-12", "day", "front matter"),
        outlet="Utopian Post",
        url="https://example.org/" + id,
        boilerplate=(span(text, "Also read: more 𝔘nicode"),),
        source=hashlib.sha256(text.encode()).hexdigest(),
        notes=("decoded as utf-8",),
    )
    source, cue = passage(text, "Ana Erdoğan of Utopia"), passage(text, "said")
    content = passage(text, "We won’t wait", "for ever")
    statement = Statement(
        id=Statement.identify(id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        kind="direct",
        speaker=Speaker("utopia-erdogan", "Ana Erdoğan"),
        side=("UTO",),
        addressee=("ERE",),
        said_on=Date("2021-10", "month"),
        act="warn",
        about=(About("strait", "for", 0.75),),
        toward=(Toward("ERE", "against", 0.5),),
        confidence=0.9,
    )
    formula = passage(text, "=Utopia and Erewhon met in Vienna.")
    second = Statement(
        id=Statement.identify(id, None, None, formula),
        source=None,
        cue=None,
        content=formula,
        kind="indirect",
        act="report",
        confidence=0.25,
    )
    trigger = passage(text, "met")
    event = Event(
        id=Event.identify(id, "CONSULT", trigger),
        source=("ERE", "UTO"),
        target=("ERE", "UTO"),
        event="CONSULT",
        mode="visit",
        trigger=trigger,
        mentions=trigger.spans,
        on=Date("2021", "year"),
        status="occurred",
        reported_by=second.id,
        place=Place("Vienna", (span(text, "Vienna"),), "AUT"),
        confidence=0.5,
    )
    position = Position(
        id=Position.identify(id, "UTO", "strait", "for", statement.said_on),
        side=("UTO",),
        issue="strait",
        stance="for",
        on=statement.said_on,
        evidence=(Evidence(statement=statement.id), Evidence(event=event.id)),
        confidence=0.75,
    )
    extraction = Extraction(
        id=id,
        published=document.published,
        language="en",
        boilerplate=document.boilerplate,
        statements=(statement, second),
        events=(event,),
        positions=(position,),
        times=(Time(spans=(span(text, "Tuesday"),), type="DATE", value="2021-10-12"),),
    )
    linked = Linked(
        document=id,
        story="s1",
        links=(Link(id="l-" + id, kind="story", source=id, target="s1", score=0.5, reason="same sides and day"),),
        actors=(Actor(id="utopia-erdogan", name="Ana Erdoğan", kind="person", side=("UTO",), names=("Erdoğan",)),),
        utterances=(Utterance(id="u1", side=("UTO",), statements=(Told(id, statement.id),), fullest=statement.id),),
    )
    return document, extraction, linked


def generated(count: int, statements: int = 20) -> Iterator[tuple[Document, Extraction]]:
    """Small documents of numbered words, in a shuffled order of ids, the same each time."""
    order = list(range(count))
    random.Random(1).shuffle(order)
    for number in order:
        id = f"{number % 7}/{number:06d}.txt"
        parts = [f"Envoy {number % 97} said the treaty {n} of strait {number % 13} holds." for n in range(statements)]
        text = "\n".join(parts)
        rows, at = [], 0
        for n, part in enumerate(parts):
            words = part.split(" said ")
            source = Passage(words[0], (Span(at, at + len(words[0])),))
            content = Passage(words[1], (Span(at + len(words[0]) + 6, at + len(part)),))
            rows.append(
                Statement(
                    id=Statement.identify(id, source, None, content),
                    source=source,
                    cue=None,
                    content=content,
                    kind="indirect",
                    speaker=Speaker(f"envoy-{number % 97}", words[0]),
                    side=("RUS",) if n % 2 else ("CHN",),
                    act="assert",
                    confidence=0.5,
                )
            )
            at += len(part) + 1
        document = Document(
            id=id, text=text, outlet=f"outlet {number % 5}", source=hashlib.sha256(text.encode()).hexdigest()
        )
        yield document, Extraction(id=id, language="en", statements=tuple(rows))


def key(document: Document) -> str:
    return hashlib.sha256(document.text.encode()).hexdigest()[:16]


def build(path: Path, made: Iterable[tuple[Document, Extraction]], shard: int = 500) -> Manifest:
    """What a pipeline does: layers in shards, only what changed, then the end."""
    inputs = []
    with Store.create_or_open(path) as store:
        known, resolved = store.keys("read"), store.keys("resolve")
        rest = iter(made)
        while part := list(islice(rest, shard)):
            for document, _ in part:
                data = document.text.encode()
                inputs.append(Input(document=document.id, path=document.id, sha256=document.source, size=len(data)))
                if document.source:
                    store.keep_source(document.source, data)
            store.write("read", [_row(doc, doc) for doc, _ in part if known.get(doc.id) != key(doc)])
            store.write("resolve", [_row(doc, said) for doc, said in part if resolved.get(doc.id) != key(doc)])
        store.retain({entry.document for entry in inputs})
        return store.finish(manifest(inputs))


def manifest(inputs: Iterable[Input] = ()) -> Manifest:
    return Manifest(
        format=FORMAT,
        version="0",
        settings="0",
        inputs=tuple(sorted(inputs, key=lambda entry: entry.document)),
        rejected=(RejectedInput(path="empty.txt", stage="read", reason="empty file"),),
    )


def _row(document: Document, payload: Document | Extraction | Linked) -> Row:
    return Row(document.id, key(document), msgspec.json.encode(payload))


def whole(path: Path, *ids: str) -> Manifest:
    """A record of documents of every kind of row, links included."""
    with Store.create_or_open(path) as store:
        triples = [made(id) for id in ids]
        for document, _, _ in triples:
            store.keep_source(document.source, document.text.encode())
        store.write("read", [_row(document, document) for document, _, _ in triples])
        store.write("resolve", [_row(document, Extraction(id=document.id)) for document, _, _ in triples])
        store.write("positions", [_row(document, said) for document, said, _ in triples])
        store.write("link", [_row(document, ties) for document, _, ties in triples])
        return store.finish(
            manifest(Input(document=doc.id, path=doc.id, sha256=doc.source, size=1) for doc, _, _ in triples)
        )
