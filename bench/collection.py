"""A large record made up for figures of speed: passages of `training/data`, told by outlets over ten years.

`python -m bench.collection FOLDER --documents 100000` writes its shards as a build does and derives the rest: nothing
is read or tagged. Words are ours, and who says them, when, and who takes it from whom is drawn by chance.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path

import msgspec

from onrecord.record import FORMAT, Row, Store
from onrecord.types import (
    About,
    Actor,
    Date,
    Document,
    Event,
    EventType,
    Evidence,
    Extraction,
    Input,
    Link,
    Linked,
    Manifest,
    Office,
    Passage,
    Position,
    Published,
    Span,
    Speaker,
    Statement,
    Time,
    Told,
    Utterance,
    row_id,
)
from training.markup import Found, read_markup

DATA = Path(__file__).resolve().parents[1] / "training" / "data"
SIDES = (
    "USA CHN RUS UKR GBR FRA DEU NATO EUR JPN IND IRN ISR TUR UNO KOR PRK TWN SAU POL BRA ZAF EGY AUS CAN ITA ESP PAK "
    "IDN VNM PHL KAZ BLR HUN SRB SYR IRQ QAT ARE MEX"
).split()
ISSUES = tuple(f"issue-{number:02d}" for number in range(40))
PERSONS, OUTLETS, STATEMENTS, SHARD = 8_000, 120, 20, 500
FIRST, DAYS = dt.date(2015, 1, 1), 3_650
_TYPES: tuple[EventType, ...] = ("CONSULT", "AGREE", "REQUEST", "ACCUSE", "SANCTION", "AID", "MOBILIZE", "THREATEN")
_STATUSES = ("occurred", "occurred", "occurred", "planned", "hypothetical", "denied")


class _Piece(msgspec.Struct, frozen=True):
    text: str
    found: list[Found]
    acts: dict[str, str]


class Collection:
    """Documents with what they say and their ties, the same each time; three to a story, a fifth of them copies."""

    def __init__(self, documents: int, seed: int = 7) -> None:
        self.documents = documents
        self._chance = random.Random(seed)
        self._pieces = [piece for name in ("statements_a", "statements_b") for piece in _pieces(name)]
        self._sides = list(accumulate(1 / (rank + 1) for rank in range(len(SIDES))))
        self._persons = list(accumulate(1 / (rank + 5) for rank in range(PERSONS)))
        self._met: set[int] = set()

    def __iter__(self) -> Iterator[tuple[Document, Extraction, Linked]]:
        number = 0
        while number < self.documents:
            day = FIRST + dt.timedelta(days=self._chance.randrange(DAYS))
            size = min(self._chance.choice((1, 2, 3, 3, 4, 12)), self.documents - number)
            yield from self._story(number, size, day)
            number += size

    def _story(self, number: int, size: int, day: dt.date) -> Iterator[tuple[Document, Extraction, Linked]]:
        """Documents of one story: they share a passage, told by the same persons; some are copies of the first."""
        shared = self._chance.choice(self._pieces)
        cast = self._chance.choices(range(PERSONS), cum_weights=self._persons, k=6)
        told: list[tuple[Document, Extraction]] = []
        for at in range(size):
            copied = told[0] if told and self._chance.random() < 0.2 else None
            # ids tell nothing of dates, as in a folder of downloads
            id = f"{self._chance.randrange(OUTLETS):03d}/{number + at:07d}.txt"
            told.append(self._document(id, day + dt.timedelta(days=at % 3), shared, cast, copied))
        spoken = _utterances(told)
        for document, said in told:
            yield document, said, self._ties(document, said, told[0], spoken)

    def _document(
        self,
        id: str,
        day: dt.date,
        shared: _Piece,
        cast: Sequence[int],
        copied: tuple[Document, Extraction] | None,
    ) -> tuple[Document, Extraction]:
        pieces, count = [shared], len(shared.found)
        while count < STATEMENTS:
            pieces.append(self._chance.choice(self._pieces))
            count += len(pieces[-1].found)
        title = " ".join(pieces[-1].text.split()[:8])
        text = copied[0].text if copied else title + "\n\n" + "\n\n".join(piece.text for piece in pieces)
        published = Published(day.isoformat(), "day", "metadata")
        document = Document(
            id=id,
            text=text,
            title=title,
            headline=Span(0, len(title)) if text.startswith(title) else None,
            published=published,
            outlet=f"Outlet {id[:3]}",
            url=f"https://example.org/{id}",
            source=hashlib.sha256(id.encode()).hexdigest(),
        )
        if copied:
            return document, msgspec.structs.replace(
                copied[1], id=id, published=published,
                statements=tuple(self._again(id, one) for one in copied[1].statements),
                events=(), positions=(),
            )  # fmt: skip
        statements = tuple(self._statements(document, pieces, cast, day))
        events = tuple(self._events(document, pieces, day))
        return document, Extraction(
            id=id,
            published=published,
            language="en",
            statements=statements,
            events=events,
            positions=tuple(_positions(document, statements)),
            times=tuple(Time(spans=(Span(at, at + 4),), type="DATE", value=day.isoformat()) for at in range(2, 42, 10)),
        )

    @staticmethod
    def _again(id: str, one: Statement) -> Statement:
        return msgspec.structs.replace(
            one, id=Statement.identify(id, one.source, one.cue, one.content), parent=None, about=()
        )

    def _statements(
        self, document: Document, pieces: Sequence[_Piece], cast: Sequence[int], day: dt.date
    ) -> Iterator[Statement]:
        at = len(document.title or "") + 2
        for piece in pieces:
            ids: dict[int, str] = {}
            for one in piece.found:
                if one.content:
                    statement = self._statement(document, piece, one, at, (self._chance.choice(cast), day))
                    ids[one.number] = statement.id
                    yield msgspec.structs.replace(statement, parent=ids.get(one.parent or 0))
            at += len(piece.text) + 2

    def _statement(
        self, document: Document, piece: _Piece, found: Found, at: int, said: tuple[int, dt.date]
    ) -> Statement:
        source, cue, content = (
            Passage.cut(document.text, [Span(at + start, at + end) for start, end in part]) if part else None
            for part in (found.source, found.cue, found.content)
        )
        assert content is not None
        person, day = said
        side = _side_of(person) if self._chance.random() < 0.9 else ""
        about = self._chance.random() < 0.4 and side
        return Statement(
            id=Statement.identify(document.id, source, cue, content),
            source=source,
            cue=cue,
            content=content,
            kind=self._chance.choice(("direct", "indirect", "indirect", "mixed")),  # type: ignore[arg-type]
            speaker=Speaker(_person(person), _name(person)) if side and self._chance.random() < 0.8 else None,
            side=(side,) if side else (),
            addressee=(self._side(),) if self._chance.random() < 0.3 else (),
            said_on=Date.day(day - dt.timedelta(days=self._chance.randrange(4))),
            act=piece.acts.get(str(found.number), "assert"),  # type: ignore[arg-type]
            about=(self._about(side),) if about else (),
            confidence=round(self._chance.betavariate(6, 2), 4),
        )

    def _about(self, side: str) -> About:
        """A side leans to one stance on each issue, so that matrix and alignment have something to tell."""
        issue = self._chance.choice(ISSUES)
        lean = hashlib.sha256(f"{side}{issue}".encode()).digest()[0] / 255
        roll = self._chance.random()
        stance = "neutral" if roll < 0.2 else "for" if self._chance.random() < lean else "against"
        return About(issue, stance, round(self._chance.uniform(0.4, 1), 4))  # type: ignore[arg-type]

    def _events(self, document: Document, pieces: Sequence[_Piece], day: dt.date) -> Iterator[Event]:
        at = len(document.title or "") + 2
        for piece in pieces[:5]:
            trigger = Passage.cut(document.text, [Span(at, at + min(12, len(piece.text)))])
            kind = self._chance.choice(_TYPES)
            both = (self._side(), self._side())
            yield Event(
                id=Event.identify(document.id, kind, trigger),
                source=both if kind == "CONSULT" else both[:1],
                target=both if kind == "CONSULT" else both[1:],
                event=kind,
                trigger=trigger,
                mentions=trigger.spans,
                on=Date.day(day),
                status=self._chance.choice(_STATUSES),  # type: ignore[arg-type]
                confidence=round(self._chance.betavariate(6, 2), 4),
            )
            at += len(piece.text) + 2

    def _ties(
        self, document: Document, said: Extraction, first: tuple[Document, Extraction], spoken: dict[str, Utterance]
    ) -> Linked:
        origin, earlier = first
        later, links = document is not origin, list[Link]()
        copied = later and origin.text == document.text
        if later:
            kind, reason = ("copy", "the same words") if copied else ("story", "telling words alike by 0.42")
            links.append(_link(kind, document.id, origin.id, reason))
            links += [
                _link("contradiction", one.id, other.id, "one says for, one says against")
                for one, other in zip(said.statements[:1], earlier.statements[:1], strict=False)
            ]
        if copied:
            links.append(_link("origin", document.id, origin.id, "its wording was first seen there"))
        mine = []
        for one in said.statements:
            utterance = spoken[one.content.text]
            if utterance.fullest == one.id:
                mine.append(utterance)
            else:
                links.append(_link("utterance", one.id, utterance.fullest or "", "one speaker; the same words"))
        return Linked(
            document=document.id,
            story=row_id("story", origin.id),
            copy_of=origin.id if copied else None,
            origin=origin.id if copied else None,
            links=tuple(links),
            actors=tuple(self._actors(said)),
            utterances=tuple(mine),
        )

    def _actors(self, said: Extraction) -> Iterator[Actor]:
        for one in said.statements:
            number = int(one.speaker.id.split("-")[-1]) if one.speaker else 0
            if one.speaker and number not in self._met:
                self._met.add(number)
                side = _side_of(number)
                office = Office(
                    office="minister", title=f"Minister {number % 9} of {side}", side=side, since=Date("2016", "year")
                )
                yield Actor(
                    id=one.speaker.id, name=one.speaker.name, kind="person", side=(side,), offices=(office,),
                    names=(one.speaker.name,), statements=250 * PERSONS // (number + 5) // 8,
                )  # fmt: skip

    def _side(self) -> str:
        return self._chance.choices(SIDES, cum_weights=self._sides)[0]


def _side_of(person: int) -> str:
    return SIDES[person * person % len(SIDES) if person % 3 else person // 3 % 6]


def _person(number: int) -> str:
    return f"person-{number}"


def _name(number: int) -> str:
    return f"{('Ana', 'Bo', 'Chen', 'Dina', 'Emil', 'Fatou', 'Gil')[number % 7]} {_SURNAMES[number % 11]}-{number}"


_SURNAMES = ("Arce", "Bello", "Cole", "Dorn", "Engel", "Faye", "Grau", "Holt", "Ito", "Jansen", "Koss")


def _positions(document: Document, statements: Sequence[Statement]) -> Iterator[Position]:
    seen = set()
    for one in statements:
        for about in one.about:
            if about.stance != "neutral":
                id = Position.identify(document.id, one.side[0], about.issue, about.stance, one.said_on)
                if id not in seen:
                    seen.add(id)
                    yield Position(
                        id=id, side=one.side, issue=about.issue, stance=about.stance, on=one.said_on,
                        evidence=(Evidence(statement=one.id),), confidence=about.confidence,
                    )  # fmt: skip


def _utterances(told: Sequence[tuple[Document, Extraction]]) -> dict[str, Utterance]:
    """The utterances of a story by their words; what several documents tell in the same words is one."""
    tellings: dict[str, list[tuple[str, Statement]]] = {}
    for document, said in told:
        for one in said.statements:
            tellings.setdefault(one.content.text, []).append((document.id, one))
    return {
        words: Utterance(
            id=row_id("utterance", rows[0][1].id), speaker=rows[0][1].speaker, side=rows[0][1].side,
            said_on=rows[0][1].said_on, statements=tuple(Told(doc, one.id) for doc, one in rows),
            fullest=rows[0][1].id, earliest=rows[0][1].id,
        )
        for words, rows in tellings.items()
    }  # fmt: skip


def _link(kind: str, source: str, target: str, reason: str) -> Link:
    return Link(id=row_id(kind, source, target), kind=kind, source=source, target=target, score=0.9, reason=reason)  # type: ignore[arg-type]


def _pieces(name: str) -> Iterator[_Piece]:
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        text, found = read_markup(row["text"])
        if found:
            yield _Piece(text, found, row["acts"])


def write(path: Path, documents: int) -> None:
    """A record of so many documents at `path`, by the store's own shards."""
    with Store.create_or_open(path) as store:
        inputs: list[Input] = []
        rest = iter(Collection(documents))
        while part := list(islice(rest, SHARD)):
            inputs += [Input(document=one.id, path=one.id, sha256=one.source, size=1) for one, _, _ in part]
            store.write("read", [_row(one.id, one) for one, _, _ in part])
            store.write("resolve", [_row(one.id, Extraction(id=one.id)) for one, _, _ in part])
            store.write("positions", [_row(one.id, said) for one, said, _ in part])
            store.write("link", [_row(one.id, ties) for one, _, ties in part])
        inputs.sort(key=lambda one: one.document)
        store.finish(Manifest(format=FORMAT, version="0", settings="0", inputs=tuple(inputs)))


def _row(id: str, payload: msgspec.Struct) -> Row:
    return Row(id, "k", msgspec.json.encode(payload))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    chosen = parser.parse_args()
    begin = time.perf_counter()
    write(chosen.folder, chosen.documents)
    print(f"{chosen.documents} documents in {time.perf_counter() - begin:.0f} s")
