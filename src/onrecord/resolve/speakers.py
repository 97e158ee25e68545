"""Who speaks and for which side, for every statement of a document."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.resolve import phrases
from onrecord.resolve.addressees import Addressees
from onrecord.resolve.descriptions import Descriptions
from onrecord.resolve.pronouns import Antecedents, Turn
from onrecord.resolve.sources import PRONOUNS, SourceReader, is_pronoun, is_text
from onrecord.resolve.who import NOBODY, Named, Who
from onrecord.types import Passage, Span, Speaker, Statement

_CITES = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\b", re.I)
_ACCORDING = re.compile(r"\b(?:according to|report(?:ed|s)|carried by)\b", re.I)
_MAX_DEPTH = 8
_RECENT = 3
_SAME_TEXT = 10
_SPEAKS = re.compile(r"\s+(?:\w+\s+){0,2}?(?:said|says|told|tells|added|wrote|stated)\b")


class SpeakerStage:
    """Resolves the statements of one document, in the order of the text, parents before the nested."""

    def __init__(self, named: Named, reader: SourceReader, statements: Sequence[Statement]) -> None:
        self.named = named
        self.reader = reader
        self.statements = statements
        self.antecedents = Antecedents(named, statements)
        self.descriptions = Descriptions(named, reader.identities, self.antecedents, statements)
        self.addressees = Addressees(named, reader)
        self.parents = {s.id: s.parent for s in statements}
        self.found: dict[str, Who] = {}
        self.turns: list[Turn] = []

    def __call__(self) -> tuple[Statement, ...]:
        """The statements with speaker, side and addressee."""
        for statement in sorted(self.statements, key=self._order):
            who = self._who(statement)
            self.found[statement.id] = who
            if statement.parent is None:
                self.turns.append(Turn(statement, who))
        return tuple(self._filled(statement) for statement in self.statements)

    def _order(self, statement: Statement) -> tuple[int, int]:
        depth, parent = 0, statement.parent
        while parent is not None and depth < _MAX_DEPTH:
            depth, parent = depth + 1, self.parents.get(parent)
        return depth, _place(statement)

    def _filled(self, statement: Statement) -> Statement:
        who = self.found[statement.id]
        return msgspec.structs.replace(
            statement,
            speaker=Speaker(who.id, who.name) if who.name else None,
            side=tuple(sorted(who.sides)),
            addressee=self.addressees(statement, who),
        )

    def _who(self, statement: Statement) -> Who:
        source = statement.source
        if source is None:
            return NOBODY
        pronoun = is_pronoun(source.text)
        if pronoun:
            return self._pronoun(statement, source, PRONOUNS[pronoun])
        if is_text(source.text):
            return self._issuer(source.text, source.start)
        cited = self._cited(statement)
        if cited.known:
            return cited
        found = [self.reader(span) for span in source.spans]
        who = next((who for who in found if who.name), next((who for who in found if who.known), NOBODY))
        if who.known:
            return who
        return self._described(statement, source.spans[0])

    def _described(self, statement: Statement, span: Span) -> Who:
        """Whom a description means: a person described so, or the source that used its noun later than that."""
        turns = self._before(statement)
        index = self.descriptions(span, turns, self._banned(statement))
        last = self.antecedents.last(index, span.start).end if index >= 0 else -1
        noun = self.descriptions.definite(span)
        for turn in reversed(turns) if noun else ():
            source = turn.statement.source
            if source is None or source.end <= last or self._away(turn, span.start) > _SAME_TEXT:
                break
            if re.search(rf"\b{re.escape(noun)}\b", source.text, re.I):
                return turn.who
        return self.reader.identities.known[index] if index >= 0 else NOBODY

    def _away(self, turn: Turn, at: int) -> int:
        """Sentences between a turn and a place."""
        return self.named.sentence(at) - self.named.sentence(_place(turn.statement))

    def _issuer(self, words: str, at: int) -> Who:
        """Who issued the text that speaks: whoever spoke last, in this or the sentences right before, or further up in
        the same text.
        """
        noun = words.rsplit(maxsplit=1)[-1].lower()
        for turn in reversed(self.turns):
            away = self._away(turn, at)
            if away > _SAME_TEXT:
                return NOBODY
            same = turn.statement.source is not None and turn.statement.source.text.lower().endswith(noun)
            if turn.who.known and _place(turn.statement) <= at and (same or away <= _RECENT):
                return turn.who
        return NOBODY

    def _cited(self, statement: Statement) -> Who:
        """Whom a source passes on: `Tass quoted Peskov as saying`, `Peskov told reporters, according to Tass`."""
        cue, source = statement.cue, statement.source
        if cue is None or source is None:
            return NOBODY
        if _CITES.search(cue.text) and cue.end <= statement.content.start:
            people = self.named.persons_in(Span(cue.start, statement.content.start))
            return self.reader(people[0][0]) if people else NOBODY
        if _ACCORDING.search(cue.text) and self.reader.institutions.is_relay(source.spans[0]):
            for mention, _ in self.named.persons_in(self.named.sentence_span(source.start)):
                outside = self.named.quotation(mention) is None
                if outside and mention.end <= source.start and _SPEAKS.match(self.named.document.text, mention.end):
                    return self.reader(mention)
        return NOBODY

    def _before(self, statement: Statement) -> list[Turn]:
        at = _place(statement)
        return [t for t in self.turns if t.statement.id != statement.id and _place(t.statement) <= at]

    def _banned(self, statement: Statement) -> frozenset[int]:
        """Persons whom a pronoun can't mean: named in the words that it is said to say, unless these come before it.

        A quotation's persons are banned wherever it stands; so is whoever is named between cue and content (`told X`).
        """
        source, content = statement.source, statement.content
        assert source is not None
        banned: set[int] = set()
        for span in content.spans:
            if statement.kind == "direct" or span.start > source.start:
                banned |= {self.named.cast.index(p) for _, p in self.named.persons_in(span)}
        if statement.cue is not None and statement.cue.end <= content.start:
            told = Span(statement.cue.end, content.start)
            banned |= {self.named.cast.index(p) for _, p in self.named.persons_in(told)}
        return frozenset(banned)

    def _pronoun(self, statement: Statement, source: Passage, kind: str) -> Who:
        span = source.spans[0]
        if kind == "first":
            return self.found.get(self._enclosing(statement), NOBODY)
        before = self._before(statement)
        identities = self.reader.identities
        if kind == "who":
            index = self.antecedents.relative(span)
        elif kind in ("m", "f"):
            unnamed = self._unnamed(span, before)
            if unnamed is not None:
                return unnamed
            index = self.antecedents.person(span, kind, before, identities.genders, self._banned(statement))
        else:
            return self._several(statement, span, kind, before)
        return identities.known[index] if index >= 0 else NOBODY

    def _several(self, statement: Statement, span: Span, kind: str, before: Sequence[Turn]) -> Who:
        """Whom `it`, `which` or `they` means: no person, but an institution, a side or several."""
        if span.of(self.named.document.text).lower() in ("which", "that"):
            near = self.reader.institutions.nearest(span.start, 0)
            return near if near.known else self.antecedents.group(before, plural=False)
        if kind == "they" and statement.parent is not None:  # "officials say that they believe"
            parent = next((s for s in self.statements if s.id == statement.parent), None)
            return self.found.get(parent.id, NOBODY) if parent and parent.kind == "indirect" else NOBODY
        found = self.antecedents.group(before, plural=kind == "they")
        if found.known:
            return found
        near = self.reader.institutions.nearest(span.start, 1)
        return near if near.name or kind == "it" else NOBODY

    def _unnamed(self, span: Span, before: Sequence[Turn]) -> Who | None:
        """Who spoke right before without a name (`a spokesman`), where nobody was named since: what `he` means then."""
        if not before or before[-1].who.person >= 0 or self._away(before[-1], span.start) > 1:
            return None
        last = before[-1]
        source = last.statement.source
        if source is None or last.who.name or not phrases.ONE_PERSON.search(source.text):
            return None
        since = self.named.persons_in(Span(source.end, max(source.end, span.start)))
        free = [m for m, _ in since if self.named.quotation(m) is None and not last.statement.content.holds(m)]
        return last.who if not free else None

    def _enclosing(self, statement: Statement) -> str:
        """The statement that a first person speaks in: the parent, or the smallest that holds the words."""
        if statement.parent:
            return statement.parent
        span = statement.source.spans[0] if statement.source else statement.content.spans[0]
        holders = [s for s in self.statements if s.id != statement.id and s.content.holds(span)]
        return min(holders, key=lambda s: len(s.content.text)).id if holders else ""


def _place(statement: Statement) -> int:
    part = statement.source or statement.cue or statement.content
    return part.start
