"""What several documents tell: stories side by side, who took it from whom, wordings word by word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from onrecord.analyse.links import Links
from onrecord.analyse.names import side_name
from onrecord.analyse.origins import Roots, Within, origins, roots
from onrecord.analyse.told import Words, around, told
from onrecord.analyse.wordings import Part, parts
from onrecord.present.charts.arcs import Arcs
from onrecord.present.report.places import Places
from onrecord.present.report.taking import OUTLET, credits_alone, diagram
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date

MOST_STORIES = 300
MOST_UTTERANCES = 100
_KEPT = 0.4
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UTTERANCES = """
SELECT u.id, u.statements, u.fullest, u.earliest FROM utterances u
WHERE len(list_distinct([s.doc for s in u.statements])) > 1 ORDER BY u.said_on NULLS LAST, u.id
"""
# of one story: what its own documents tell of an utterance
_UTTERANCES_OF = """
SELECT utterance AS id, list({'doc': t.doc, 'statement': statement} ORDER BY t.doc, statement) AS statements,
       max(statement) FILTER (fullest) AS fullest, max(statement) FILTER (earliest) AS earliest
FROM (SELECT unnest($docs::VARCHAR[]) AS doc) w JOIN told t ON t.doc = w.doc
GROUP BY utterance HAVING count(DISTINCT t.doc) > 1 ORDER BY count(DISTINCT t.doc) DESC, utterance LIMIT $most
"""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A document of a story; `origin` is the letter of the independent origin that it goes back to."""

    doc: str
    title: str
    outlet: str
    published: str
    origin: str
    copy_of: str
    href: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One document's wording of an utterance, as changes from the fullest; `note`: fullest, earliest, other words.

    Where two wordings share too little for changes to be read, the wording stands as it is.
    """

    where: str
    when: str
    who: str
    note: str
    href: str
    parts: tuple[Part, ...]


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """One act of speaking in several documents, its fullest wording first."""

    who: str
    sides: tuple[str, ...]
    when: str
    wordings: tuple[Wording, ...]


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One document's words for a merged event in their sentence, and in what it differs from the best dated one."""

    where: str
    text: str
    before: str
    after: str
    differs: str
    href: str


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """An event that several documents tell."""

    type: str
    sides: str
    when: str
    tellings: tuple[Telling, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One happening: its documents in order of time, its origins by letter, what they share and in what they differ.

    `shared`: how many utterances they share, of which `utterances` are the first.
    """

    number: int
    title: str
    when: str
    documents: int
    outlets: int
    origins: int
    letters: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    diagram: Arcs | None
    utterances: tuple[Utterance, ...]
    shared: int
    merged: tuple[Merged, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Stories of several documents, what is said in several stories, and credits of documents that stand alone.

    `origins` counts independent origins of the whole record, `left_out` stories that aren't shown.
    """

    stories: tuple[Story, ...]
    across: tuple[Utterance, ...]
    alone: Arcs | None
    origins: int
    left_out: int


def stories(record: Record, places: Places) -> Told:
    """What several documents tell, the story of most documents first."""
    within = Within.whole(record, "origin", "event")
    known = roots(record, within)
    rows = origins(record, "stories", MOST_STORIES + 1_000_000).to_pylist()
    shown = rows[:MOST_STORIES]
    members: dict[str, list[str]] = defaultdict(list)
    for doc, row in known.documents.items():
        if row["story"]:
            members[row["story"]].append(doc)
    said = record.sql(_UTTERANCES).to_pylist()
    view = _View(record, known, places, _Rows({row["story"] for row in shown}, said, within.links))
    made = tuple(view.story(number, row, members[row["story"]]) for number, row in enumerate(shown, 1))
    alone = credits_alone(record, known, {doc for row in shown for doc in members[row["story"]]})
    return Told(
        stories=made,
        across=tuple(view.across()),
        alone=alone,
        origins=len(set(known.of_document.values())),
        left_out=len(rows) - len(shown),
    )


def story(record: Record, id: str, within: Within, places: Places, most: int = MOST_UTTERANCES) -> Story | None:
    """One story by its id and documents, None where there is none; of the utterances that these share the first `most`.

    `shared` counts them up to MOST_UTTERANCES.
    """
    rows = record.sql("SELECT * FROM stories WHERE story = ?", [id]).to_pylist()
    if not rows:
        return None
    known = roots(record, within)
    docs = list(known.documents)
    said = record.sql(_UTTERANCES_OF, {"docs": docs, "most": MOST_UTTERANCES}).to_pylist()
    return _View(record, known, places, _Rows({id}, said, within.links, most)).story(1, rows[0], docs)


class _Rows(msgspec.Struct, frozen=True):
    """What stories are made of: which are shown, utterances, links; `most`: of each story's utterances so many."""

    shown: set[str]
    utterances: list[dict[str, Any]]
    links: Links
    most: int | None = None


class _View:
    """What several stories need, read at once."""

    def __init__(self, record: Record, known: Roots, places: Places, rows: _Rows) -> None:
        self._record, self._known, self._places, self._most = record, known, places, rows.most
        self._said: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._across: list[dict[str, Any]] = []
        for row in rows.utterances:
            told_in = {known.documents[one["doc"]]["story"] for one in row["statements"]}
            story = next(iter(told_in)) if len(told_in) == 1 else None
            if story in rows.shown and story:
                self._said[story].append(row)
            elif story is None:
                self._across.append(row)
        self._merged: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows.links["event"]:
            self._merged[row["target"]].append(row)
        events = {id for best, found in self._merged.items() for id in (best, *(row["source"] for row in found))}
        worded = [row for found in self._said.values() for row in found[: self._most]]
        self._words = told(record, [*events, *(one["statement"] for row in worded for one in row["statements"])])
        self._around = around(record, {id: self._words[id] for id in events & self._words.keys()})
        self._best: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self._merged):
            if id in self._words:
                self._best[self._words[id].doc].append(id)
        self._edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(rows.links["origin"], key=lambda row: (row["source"], row["target"])):
            self._edges[row["doc"]].append(row)

    def story(self, number: int, row: Mapping[str, Any], docs: Sequence[str]) -> Story:
        """One story of the documents `docs`."""
        order = sorted(docs, key=lambda doc: (self._known.documents[doc]["published"] or "9999", doc))
        letters: dict[str, str] = {}
        for doc in order:
            letters.setdefault(self._known.of_document[doc], _letter(len(letters)))
        found = [row for doc in order for row in self._edges[doc]]
        return Story(
            number=number,
            title=row["title"] or row["first_seen"],
            when=_when(row["on"]),
            documents=row["documents"],
            outlets=row["outlets"],
            origins=row["origins"],
            letters=tuple((letter, key.removeprefix(OUTLET)) for key, letter in letters.items()),
            members=tuple(self._member(doc, letters) for doc in order),
            diagram=diagram(self._known, order, found, letters),
            utterances=tuple(self._utterances(self._said[row["story"]][: self._most], self._words)),
            shared=len(self._said[row["story"]]),
            merged=tuple(self._event(id) for doc in order for id in self._best[doc]),
        )

    def across(self, most: int = MOST_UTTERANCES) -> Iterator[Utterance]:
        """Utterances that documents of several stories tell."""
        rows = self._across[:most]
        return self._utterances(
            rows, told(self._record, [one["statement"] for row in rows for one in row["statements"]])
        )

    def _member(self, doc: str, letters: Mapping[str, str]) -> Member:
        row = self._known.documents[doc]
        return Member(
            doc=doc,
            title=row["title"] or doc,
            outlet=row["outlet"] or "outlet not known",
            published=_when(row["published"]),
            origin=letters[self._known.of_document[doc]],
            copy_of=row["root"] if row["root"] != doc else "",
            href=self._places.document(doc),
        )

    def _utterances(self, rows: Sequence[Mapping[str, Any]], words: Mapping[str, Words]) -> Iterator[Utterance]:
        for row in rows:
            tellings = [words[one["statement"]] for one in row["statements"] if one["statement"] in words]
            if len(tellings) > 1:
                yield self._utterance(row, tellings)

    def _utterance(self, row: Mapping[str, Any], tellings: Sequence[Words]) -> Utterance:
        fullest = next((one for one in tellings if one.id == row["fullest"]), tellings[0])
        rest = sorted(
            (one for one in tellings if one.id != fullest.id),
            key=lambda one: (self._known.documents[one.doc]["published"] or "9999", one.doc, one.start),
        )
        return Utterance(
            who=fullest.who,
            sides=tuple(fullest.side),
            when=_when(fullest.on),
            wordings=tuple(self._wording(one, fullest, row["earliest"]) for one in (fullest, *rest)),
        )

    def _wording(self, one: Words, fullest: Words, earliest: str | None) -> Wording:
        notes = [name for name, id in (("fullest", fullest.id), ("earliest", earliest)) if id == one.id]
        changes = parts(fullest.text, one.text)
        if sum(len(part.text) for part in changes if part.change == "same") < _KEPT * len(one.text):
            notes, changes = [*notes, "in other words"], (Part("same", one.text),)
        return Wording(
            where=one.outlet or one.title or one.doc,
            when=_when(self._known.documents[one.doc]["published"]),
            who=one.who,
            note=", ".join(notes),
            href=self._places.row(one.doc, one.id),
            parts=changes,
        )

    def _event(self, best: str) -> Merged:
        first = self._words[best]
        rows = [(first, ""), *((self._words[row["source"]], row["detail"]) for row in self._merged[best])]
        return Merged(
            type=first.act,
            sides=", ".join(side_name(side) for side in first.side) or "no side known",
            when=_when(first.on),
            tellings=tuple(
                Telling(
                    where=one.outlet or one.title or one.doc,
                    text=one.text,
                    before=self._around[one.id].before,
                    after=self._around[one.id].after,
                    differs=differs,
                    href=self._places.row(one.doc, one.id, "event"),
                )
                for one, differs in rows
            ),
        )


def _letter(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else str(at + 1)


def _when(value: str | None) -> str:
    return date_words(Date.parse(value)) if value else "no date known"
