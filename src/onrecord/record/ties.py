"""What judgements change beyond their document: who spoke how often, which utterances stand, which links hold.

The machine's rules aren't asked again. A statement that went, or whose speaker is another, leaves its utterance; a link
whose end went, or of which a person corrected what its rule looked at, no longer holds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from onrecord.knowledge.speaking import speakers
from onrecord.types import Actor, Event, Statement, Told, Utterance, row_id

Ask = Callable[[str, Sequence[object]], list[tuple[object, ...]]]
"""A question in SQL with its values; the rows of the answer."""
_ACTORS = "SELECT rowid, row FROM record.main.actors WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_UTTERANCES = """
SELECT rowid, row FROM record.main.utterances
WHERE list_has_any(list_transform(statements, lambda told: told.statement), ?::VARCHAR[])
"""
_RETOLD = """
SELECT utterance FROM record.main.told
WHERE doc IN (SELECT unnest($1::VARCHAR[])) AND statement IN (SELECT unnest($2::VARCHAR[]))
"""
_BY_ID = "SELECT rowid, row FROM record.main.utterances WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_LINKS = """
SELECT rowid, kind, source, target FROM record.main.links
WHERE source IN (SELECT unnest($1::VARCHAR[])) OR target IN (SELECT unnest($1::VARCHAR[]))
"""
_MEMBERS = "SELECT id, row FROM judged.statements WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_LAST = 1 << 62


class Change(msgspec.Struct, frozen=True):
    """A statement or an event of a document before and after judgements; None where it wasn't, or is no longer."""

    doc: str
    before: Statement | Event | None
    after: Statement | Event | None

    @property
    def id(self) -> str:
        """The row's id."""
        row = self.before or self.after
        assert row is not None
        return row.id


class Tie(msgspec.Struct, frozen=True):
    """A row of a table of ties: the place of the machine's row that it replaces (of an added one the end), what now."""

    table: str
    at: int
    row: Actor | Utterance | None
    added: bool = False


class Known:
    """What was asked of the machine's ties, kept, so that another judgement asks for its own rows alone."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._links: dict[str, list[tuple[int, str, str, str]]] = {}
        self._utterances: dict[str, list[tuple[int, Utterance]]] = {}

    def links(self, ids: Iterable[str]) -> dict[int, tuple[int, str, str, str]]:
        """Place, kind, source and target of the links with an end among `ids`, by place."""
        wanted = set(ids)
        fresh = sorted(wanted - self._links.keys())
        self._links |= {id: [] for id in fresh}
        for at, kind, source, target in self._ask(_LINKS, [fresh]) if fresh else ():
            link = (int(str(at)), str(kind), str(source), str(target))
            for end in {link[2], link[3]} & set(fresh):
                self._links[end].append(link)
        return {link[0]: link for id in sorted(wanted) for link in self._links[id]}

    def utterances(self, told: Iterable[tuple[str, str]]) -> dict[int, Utterance]:
        """The utterances that tell some statements, given as (document, id), by place."""
        wanted = {id: doc for doc, id in told}
        fresh = sorted(wanted.keys() - self._utterances.keys())
        if fresh:
            self._utterances |= {id: [] for id in fresh}
            # one that is told once is called after its statement, the others are listed
            names = {row_id("utterance", wanted[id], id) for id in fresh}
            listed = self._ask(_RETOLD, [sorted({wanted[id] for id in fresh}), fresh])
            self._keep(fresh, self._ask(_BY_ID, [sorted(names | {str(name) for (name,) in listed})]))
            rest = [id for id in fresh if not self._utterances[id]]
            if rest:
                self._keep(rest, self._ask(_UTTERANCES, [rest]))
        return {at: one for id in sorted(wanted) for at, one in self._utterances[id]}

    def _keep(self, ids: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        for at, row in rows:
            one = msgspec.json.decode(str(row), type=Utterance)
            for id in {told.statement for told in one.statements} & set(ids):
                self._utterances[id].append((int(str(at)), one))


def ties(changes: Sequence[Change], known: Known, ask: Ask) -> Iterator[Tie]:
    """Rows of actors, utterances and links that are other than the machine's after these changes."""
    said = [_Said(one.doc, _statement(one.before), _statement(one.after)) for one in changes]
    yield from _actors(said, ask)
    yield from _utterances([one for one in said if _retold(one.before, one.after)], known, ask)
    yield from _links(changes, known)


class _Said(msgspec.Struct, frozen=True):
    """The change of a statement; both are None where it's an event's."""

    doc: str
    before: Statement | None
    after: Statement | None


def _statement(row: Statement | Event | None) -> Statement | None:
    return row if isinstance(row, Statement) else None


def _retold(before: Statement | None, after: Statement | None) -> bool:
    """Whether an utterance may be told otherwise now."""
    if before is None or after is None:
        return before is not after
    return (before.speaker, before.side, before.said_on) != (after.speaker, after.side, after.said_on)


def _actors(said: Iterable[_Said], ask: Ask) -> Iterator[Tie]:
    counts: Counter[str] = Counter()
    seen: dict[str, Actor] = {}
    for change in said:
        for kind, name, id, _ in speakers(change.before) if change.before else ():
            counts[id] -= 1
            seen.setdefault(id, Actor(id=id, name=name, kind=kind))
        for kind, name, id, sides in speakers(change.after) if change.after else ():
            counts[id] += 1
            one = seen.setdefault(id, Actor(id=id, name=name, kind=kind))
            seen[id] = msgspec.structs.replace(one, side=tuple(sorted({*one.side, *sides})))
    wanted = sorted(id for id, count in counts.items() if count)
    known = {}
    for at, row in ask(_ACTORS, [wanted]) if wanted else ():
        one = msgspec.json.decode(str(row), type=Actor)
        known[one.id] = (int(str(at)), one)
    for id in wanted:
        at, machine = known.get(id, (_LAST, None))
        base = machine or seen[id]
        count = base.statements + counts[id]
        sides = tuple(sorted({*base.side, *seen[id].side}))
        if count > 0:
            yield Tie("actors", at, msgspec.structs.replace(base, statements=count, side=sides), machine is None)
        elif machine is not None:
            yield Tie("actors", at, None)


def _utterances(said: Sequence[_Said], known: Known, ask: Ask) -> Iterator[Tie]:
    told = known.utterances((one.doc, one.before.id) for one in said if one.before is not None)
    wanted = sorted({one.statement for utterance in told.values() for one in utterance.statements})
    members = {}
    for id, row in ask(_MEMBERS, [wanted]) if wanted else ():
        members[str(id)] = msgspec.json.decode(str(row), type=Statement)
    for at, machine in told.items():
        groups: dict[object, list[Told]] = {}
        for one in machine.statements:
            if one.statement in members:
                groups.setdefault(_who(members[one.statement]), []).append(one)
        heirs = [_utterance(group, members, machine) for group in groups.values()]
        same = next((heir for heir in heirs if heir.id == machine.id), None)
        if same != machine:
            yield Tie("utterances", at, same)
        yield from (Tie("utterances", at, heir, added=True) for heir in heirs if heir is not same)
    for change in said:
        if change.before is None and change.after is not None:
            new = change.after
            yield Tie("utterances", _LAST, _utterance([Told(change.doc, new.id)], {new.id: new}, None), added=True)


def _who(one: Statement) -> object:
    return one.speaker.id if one.speaker else one.side


def _utterance(group: Sequence[Told], members: dict[str, Statement], machine: Utterance | None) -> Utterance:
    """The utterance that these statements tell; it's the machine's own where its earliest one is among them."""
    tellers = [members[one.statement] for one in group]
    ids = [one.id for one in tellers]
    earliest = machine.earliest if machine and machine.earliest in ids else ids[0]
    fullest = machine.fullest if machine and machine.fullest in ids else max(tellers, key=_length).id
    dates = Counter(one.said_on for one in tellers if one.said_on)
    dated = min(dates, key=lambda date: (-len(date.value), -dates[date], date.value)) if dates else None
    first = next(one for one in group if one.statement == earliest)
    return Utterance(
        id=machine.id if machine and machine.earliest == earliest else row_id("utterance", first.doc, first.statement),
        speaker=next((one.speaker for one in tellers if one.speaker), None),
        side=tuple(sorted({side for one in tellers for side in one.side})),
        said_on=dated,
        statements=tuple(group),
        fullest=fullest,
        earliest=earliest,
    )


def _length(one: Statement) -> tuple[int, str]:
    return len(one.content.text.split()), one.id


def _links(changes: Sequence[Change], known: Known) -> Iterator[Tie]:
    by_id = {one.id: one for one in changes}
    for at, kind, source, target in known.links(by_id).values():
        ends = [by_id[end] for end in (source, target) if end in by_id]
        if any(_loose(kind, end) for end in ends):
            yield Tie("links", at, None)


def _loose(kind: str, end: Change) -> bool:
    """Whether a link of a kind no longer holds at this end."""
    before, after = end.before, end.after
    if after is None or before is None:
        return True
    if isinstance(before, Statement) and isinstance(after, Statement):
        if kind == "utterance":
            return _who(before) != _who(after)
        return kind == "contradiction" and _told(before) != _told(after)
    if isinstance(before, Event) and isinstance(after, Event):
        return kind in ("event", "contradiction") and _done(before) != _done(after)
    return False


def _told(one: Statement) -> tuple[object, ...]:
    return one.speaker, one.side, one.said_on, one.act, one.content


def _done(one: Event) -> tuple[object, ...]:
    return one.event, one.source, one.target, one.on, one.status
