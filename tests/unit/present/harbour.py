"""A record of one story in four documents: a wire report, a copy, a retelling and a text that differs; all by hand.

The links are those that `onrecord.link` finds; sides, dates and positions are written down.
"""

import hashlib
from pathlib import Path

import msgspec

from onrecord.link import link
from onrecord.record import FORMAT, Row, Store
from onrecord.settings import LinkSettings
from onrecord.types import (
    About,
    Date,
    Document,
    Event,
    Evidence,
    Extraction,
    Issue,
    Manifest,
    Position,
    Published,
    Statement,
)
from tests.unit.link.texts import OTHER, REPORT, done, said

NOTE = "Ana Bell said that the wreck of the Aurelia would be removed from the channel before the herring season.\n"
RETOLD = "According to Ana Bell, the wreck of the Aurelia would be removed before the herring season.\n"
COUNT = "Ana Bell said that 90 passengers of the stranded ferry Aurelia had been brought ashore in lifeboats.\n"
RECOUNT = "Ana Bell said that 70 passengers of the stranded ferry Aurelia had been brought ashore in lifeboats.\n"
AGAINST = "Oslo rejected the plan to tow the wreck <b>northwards</b> & spoke of danger.\n"
MEETING = "Ministers of Sweden and Norway met in Port Verity on Tuesday and spoke about the wreck of the Aurelia.\n"
ISSUES = (Issue(id="towing", statement="Towing the wreck <north>"), Issue(id="unasked", statement="Nobody spoke of it"))


def build(path: Path) -> Path:
    """The record at `path`."""
    made = [_wire(), _copy(), _retelling(), _other()]
    ties = {row.document: row for row in link(made, LinkSettings())}
    with Store.create_or_open(path) as store:
        rows = [(doc.id, doc, ties[doc.id].extraction or said_so, ties[doc.id]) for doc, said_so in made]
        store.write("read", [Row(id, "k", msgspec.json.encode(doc)) for id, doc, _, _ in rows])
        store.write("resolve", [Row(id, "k", msgspec.json.encode(one)) for id, _, one, _ in rows])
        store.write("link", [Row(id, "k", msgspec.json.encode(one)) for id, _, _, one in rows])
        store.finish(Manifest(format=FORMAT, version="0.1.0", settings="s", issues=ISSUES))
    return path


def _wire() -> tuple[Document, Extraction]:
    document = _document("1-wire.txt", REPORT + NOTE + COUNT + MEETING, "2022-03-01", "Coast Wire", "Ferry aground")
    removed = said(document, NOTE[19:-2], about=(About("towing", "for", 0.9),), act="promise")
    return _says(document, removed, said(document, COUNT[14:-2]), done(document, "met in", "2022-03-01"))


def _copy() -> tuple[Document, Extraction]:
    text = REPORT.replace("Fishermen", "(Reuters) Fishermen") + NOTE
    document = _document("2-copy.txt", text, "2022-03-02", "Harbour Post", "Ferry runs aground")
    return _says(document, said(document, NOTE[19:-2], about=(About("towing", "for", 0.8),)))


def _retelling() -> tuple[Document, Extraction]:
    document = _document("3-retold.txt", REPORT[:300] + "\n" + RETOLD + MEETING, "2022-03-02", "Fjord Daily", "Aurelia")
    met = done(document, "met in", "2022-03-01")
    return _says(document, said(document, RETOLD[23:-2], about=(About("towing", "neutral", 0.4),)), met)


def _other() -> tuple[Document, Extraction]:
    document = _document("4-other.txt", OTHER + RECOUNT + AGAINST, "2022-04-11", None, "<script>alert(1)</script>")
    no = said(
        document, AGAINST[14:-2], "2022-04-10", side=("NOR",), speaker=None, act="reject",
        about=(About("towing", "against", 0.7),),
    )  # fmt: skip
    turned = said(document, "danger", "2022-04-11", about=(About("towing", "against", 0.6),), act="threaten")
    return _says(document, said(document, RECOUNT[14:-2]), no, turned)


def _document(id: str, text: str, day: str, outlet: str | None, title: str) -> Document:
    return Document(
        id=id,
        text=text,
        title=title,
        outlet=outlet,
        published=Published(day, "day", "metadata"),
        source=hashlib.sha256(text.encode()).hexdigest(),
    )


def _says(document: Document, *rows: Statement | Event) -> tuple[Document, Extraction]:
    statements = tuple(row for row in rows if isinstance(row, Statement))
    return document, Extraction(
        id=document.id,
        published=document.published,
        statements=statements,
        events=tuple(row for row in rows if isinstance(row, Event)),
        positions=tuple(
            _position(document.id, one) for one in statements if one.about and one.about[0].stance != "neutral"
        ),
    )


def _position(document: str, one: Statement) -> Position:
    about, on = one.about[0], one.said_on or Date("2022", "year")
    return Position(
        id=Position.identify(document, one.side[0], about.issue, about.stance, on),
        side=one.side,
        issue=about.issue,
        stance="for" if about.stance == "for" else "against",
        on=on,
        evidence=(Evidence(statement=one.id),),
        confidence=about.confidence,
    )
