"""Which sides the words that name an event's parties mean."""

import re
from collections.abc import Sequence

from onrecord.knowledge.sides import by_code
from onrecord.resolve.pronouns import Antecedents, Turn
from onrecord.resolve.sources import PRONOUNS, SourceReader, is_pronoun
from onrecord.resolve.who import Named, Who
from onrecord.types import EventDraft, Span, Statement

# People and things that are of the acting side when the text names no other: acts of a state within itself.
_AT_HOME = re.compile(
    r"\b(?:protest(?:e|o)rs?|demonstrators?|opposition|dissidents?|activists?|journalists?|newspapers?|rebels?|insurgents?|"
    r"guerrillas?|militants?|separatists?|strikers?|students?|workers?|farmers?|detainees?|prisoners?|candidates?|"
    r"citizens?|civilians?|residents?|villagers?|people|police|government|army|military|soldiers?|troops|parliament|"
    r"authorities|president|prime minister|minister|regime|judiciary|separatist|lawmakers?|crowds?|rioters?|critics|"
    r"parties|party|unions?|assembly|courts?|"
    r"commission|senate|congress|refugees|security forces|ministry|capital|country|nation)\b",
    re.I,
)
# Acts that nobody does to itself: a party found twice is a misread object ("its own borders").
_BETWEEN = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID", "CONCEDE", "SANCTION"})
_JOINED = re.compile(r"[-–—/]|\s*(?:,|and|&)\s*(?:the\s+)?")
_THIS = re.compile(
    r"(?:this|that|these|those|the|such)\s+(?:\w+\s+)?(?:proposals?|plans?|demands?|calls?|offers?|comments?|remarks?|moves?|"
    r"decisions?|claims?|accusations?|allegations?|statements?|requests?|initiatives?|ultimatum|threats?|attacks?)\b",
    re.I,
)
_OWNED = re.compile(
    r"(its|their|his|her)\s+(?:\w+\s+)*?(?:ministers?|leaders?|presidents?|premiers?|chiefs?|officials?|government|army|military|forces?|"
    r"troops|soldiers?|navy|police|navies|armies|ambassadors?|envoys?|delegates?|delegations?|ministry|diplomats?|coastguards?)\b",
    re.I,
)
_NAME = re.compile(r"\b[A-Z][a-z]+")


class PartyReader:
    """Reads the sides of parties in one document."""

    def __init__(self, named: Named, reader: SourceReader, statements: Sequence[Statement]) -> None:
        self.named = named
        self.reader = reader
        self.text = named.document.text
        self.statements = statements
        self.antecedents = Antecedents(named, statements)
        self.turns = [
            Turn(one, Who(name=one.speaker.name if one.speaker else "", sides=one.side, person=self._person(one)))
            for one in statements
            if one.parent is None
        ]

    def __call__(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The sides that all the phrases name, sorted; empty where none is known."""
        return tuple(sorted({code for span in spans for code in self.sides(span)}))

    def draft(self, draft: EventDraft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sources and targets of a draft; who is of no named side is of the other party's where the words say so."""
        sources = self(draft.sources)
        targets = self(draft.targets) if draft.targets != draft.sources else sources
        if sources and not targets:
            targets = self._meant(draft.targets, sources)
        if sources == targets and draft.sources != draft.targets and not self._within_itself(draft.targets):
            targets = () if draft.event in _BETWEEN else targets
        if _is_state(sources) and not targets and self._at_home(draft.targets):
            targets = sources
        elif _is_state(targets) and not sources and self._at_home(draft.sources):
            sources = targets
        elif sources and not targets and draft.event == "PROTEST" and not draft.targets:
            targets = sources
        return sources, targets

    def _meant(self, spans: Sequence[Span], sources: tuple[str, ...]) -> tuple[str, ...]:
        """Whose `this proposal` or `the comments` are: the sides named last before, other than the one that answers."""
        for span in spans:
            if not _THIS.match(span.of(self.text)):
                continue
            index = self.named.sentence(span.start)
            bounds = self.named.sentences[max(0, index - 1)]
            earlier = [
                one
                for one in self.named.sides_in(Span(bounds.start, span.start))
                if one.code not in sources and one.code
            ]
            runs: list[list[str]] = []
            last = None
            for one in earlier:
                if last is None or not _JOINED.fullmatch(self.text[last.span.end : one.span.start]):
                    runs.append([])
                runs[-1].append(one.code)
                last = one
            if runs:
                return tuple(sorted(set(runs[-1])))
        return ()

    def sides(self, span: Span) -> tuple[str, ...]:
        """The sides that one phrase names."""
        kind = is_pronoun(span.of(self.text))
        if kind:
            return self._pronoun(span, PRONOUNS[kind])
        for one in self.statements:
            if one.side and one.source and any(part == span for part in one.source.spans):
                return one.side
        found = self._within(span) or self.reader(span).sides
        owner = _OWNED.match(span.of(self.text))
        if found or owner is None:
            return found
        return self._pronoun(Span(span.start, span.start + len(owner[1])), PRONOUNS[owner[1].lower()])

    def _within(self, span: Span) -> tuple[str, ...]:
        """The first side or person named, with what is joined to it (`US-China talks`)."""
        people = [(mention, self.reader.identities.known[self.named.cast.persons.index(person)].sides)
                  for mention, person in self.named.persons_in(span)]  # fmt: skip
        bodies = [
            (one.span, (one.institution.side,)) for one in self.named.institutions_in(span) if one.institution.side
        ]
        sides = [(one.span, (one.code,)) for one in self.named.sides_in(span) if one.code]
        found = sorted([one for one in (*people, *bodies, *sides) if one[1]], key=lambda one: one[0].start)
        if not found:
            return ()
        out, last = list(found[0][1]), found[0][0]
        for where, codes in found[1:]:
            if not _JOINED.fullmatch(self.text[last.end : where.start]):
                break
            out += [code for code in codes if code not in out]
            last = where
        return tuple(out)

    def _pronoun(self, span: Span, kind: str) -> tuple[str, ...]:
        for one in self.statements:
            if one.side and one.source and any(part == span for part in one.source.spans):
                return one.side
        before = [turn for turn in self.turns if turn.statement.content.start < span.start]
        if kind in ("m", "f"):
            index = self.antecedents.person(span, kind, before, self.reader.identities.genders)
            return self.reader.identities.known[index].sides if index >= 0 else ()
        if kind == "first":
            holder = min(
                (one for one in self.statements if one.content.holds(span)),
                key=lambda one: len(one.content.text),
                default=None,
            )
            return holder.side if holder else ()
        sentence = self.named.sentences[self.named.sentence(span.start)] if self.named.sentences else span
        earlier = self.named.sides_in(Span(sentence.start, max(sentence.start, span.start)))
        if earlier:
            return (earlier[0].code,)
        return self.antecedents.group(before, plural=kind == "they").sides

    def _person(self, statement: Statement) -> int:
        if statement.speaker is None:
            return -1
        known = self.reader.identities.known
        return next((i for i, who in enumerate(known) if who.id == statement.speaker.id), -1)

    def _at_home(self, spans: Sequence[Span]) -> bool:
        """Whether one of the phrases means people or bodies of no named state, and none names a person."""
        return any(_AT_HOME.search(span.of(self.text)) and not self._titled(span) for span in spans)

    def _within_itself(self, spans: Sequence[Span]) -> bool:
        """Whether a phrase names people, bodies or places of the acting state, not something that is its own."""
        ends = {mention.span.end for span in spans for mention in self.named.sides_in(span)}
        return any(_AT_HOME.search(span.of(self.text)) or span.end in ends for span in spans)

    def _titled(self, span: Span) -> bool:
        return bool(self.named.persons_in(span)) or bool(_NAME.search(span.of(self.text)[1:]))


def _is_state(codes: tuple[str, ...]) -> bool:
    """Whether the sides are states: an organisation has no people of its own."""
    return bool(codes) and all(by_code(code).kind not in ("organisation", "group") for code in codes)
