"""The cast of a document: its persons, the names they go by, their roles and where they are mentioned."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from onrecord.resolve.candidates import Candidates
from onrecord.resolve.genders import address_of, by_name, tell_genders
from onrecord.resolve.known import Known
from onrecord.resolve.names import Words, family_of, fold, level, levels, same_person
from onrecord.resolve.persons import Cast, Person
from onrecord.resolve.roles import description, role_before, role_of, words_after, words_before
from onrecord.resolve.who import Named, in_title_case
from onrecord.types import Extracted, Span

_CAPITAL = re.compile(r"[A-Z][\w’'-]*")
_COMMON = frozenset(
    "may will mark rice price young long best wise rose grace hope march august june april bush".split()
)
_NEAR = 2.5
_OFTEN = 4
_SECTION = 2
_TWICE = 2


class Casting:
    """Assembles the cast of one document."""

    def __init__(self, named: Named, extracted: Extracted, known: Known) -> None:
        self.named = named
        self.text = named.document.text
        self.known = known
        self.extracted = extracted
        self.persons: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}
        self.blocked = sorted([m.span for m in named.sides if not m.ambiguous] + [m.span for m in named.institutions])
        self.titled = [in_title_case(self.text, sentence) for sentence in named.sentences]

    def __call__(self) -> Cast:
        """The cast."""
        found = Candidates(self.text, self.extracted, self.known, self.blocked)()
        whole = [(span, words) for span, words in found if len(words) > 1]
        for span, words in sorted(whole, key=lambda one: (self._in_headline(one[0]), one[0])):
            self._join(span, words)
        for span, words in found:
            if len(words) == 1:
                self._join_single(span, words)
        self._repeats()
        for person in self.persons:
            person.mentions = _disjoint(person.mentions)
            person.names.sort(key=lambda name: (-len(name), -len(" ".join(name)), name))
            self._describe(person)
        kept = [person for person in self.persons if person.mentions]
        tell_genders(self.named, kept)
        return Cast(kept)

    def _in_headline(self, span: Span) -> bool:
        return bool(self.titled) and self.titled[self.named.sentence(span.start)]

    def _join(self, span: Span, words: Words) -> None:
        """Give a full name to the person that it can name, else make one; in a headline only a known name counts."""
        keys = levels(words)
        near = {id(p): p for key in keys for p in self.by_word.get(key, ())}
        if self._in_headline(span) and self.persons:
            for person in near.values():
                place = _part(self.text, span, person)
                if place is not None:
                    person.mentions.append(place)
                    return
        fits = [p for p in near.values() if any(len(n) > 1 and same_person(n, words) for n in p.names)]
        if fits:
            self._add(max(fits, key=lambda p: max(m.start for m in p.mentions)), span, words)
        else:
            self._add(Person([]), span, words)

    def _join_single(self, span: Span, words: Words) -> None:
        """Give one word to the person it can name, else make a person of it."""
        person = self._owner(level(words[0]), span)
        if person is not None:
            self._add(person, span, words)
        elif not self._in_headline(span):
            self._add(Person([]), span, words)

    def _owner(self, key: str, span: Span) -> Person | None:
        """Who of those that a word can name is meant at a place: a family name before a given one, by address, then by
        how often the full name stands in the text and how near it was last.
        """
        fits = self.by_word.get(key, [])
        owners = [p for p in fits if any(level(family_of(n)) == key for n in p.names)]
        owners = owners or [p for p in fits if any(level(n[0]) == key for n in p.names)]
        if len(owners) > 1:
            address = address_of(self.text, span)
            owners = [p for p in owners if by_name(p) in ("", address)] if address else owners
        if len(owners) <= 1:
            return owners[0] if owners else None
        sentence = self.named.sentence(span.start)

        def weight(person: Person) -> tuple[float, int]:
            before = [m for m in person.mentions if m.start < span.start and len(m) > len(span)]
            near = bool(before) and sentence - self.named.sentence(max(before).start) <= _SECTION
            full = sum(" " in m.of(self.text) for m in person.mentions)
            return min(full, _OFTEN) + _NEAR * near, -person.mentions[0].start

        return max(owners, key=weight)

    def _add(self, person: Person, span: Span, words: Words) -> None:
        if not person.names:
            self.persons.append(person)
        person.mentions.append(span)
        if words not in person.names:
            person.names.append(words)
            for key in {*(levels(words)[:1]), *(levels(words)[-1:])}:
                if person not in self.by_word.setdefault(key, []):
                    self.by_word[key].append(person)

    def _repeats(self) -> None:
        """Find the places where the pipeline missed a family name that is known by now."""
        taken = sorted({m for person in self.persons for m in person.mentions} | set(self.blocked))
        families = {level(family_of(name)) for person in self.persons for name in person.names}
        given = {level(name[0]) for person in self.persons for name in person.names if len(name) == 1}
        for match in _CAPITAL.finditer(self.text):
            word = re.sub(r"[’']s?$", "", match.group())
            key = level(word)
            if key not in families and key not in given:
                continue
            span = Span(match.start(), match.start() + len(word))
            if len(word) < _TWICE or any(span.overlaps(other) for other in _around(taken, span)):
                continue
            if fold(word) in _COMMON and self._opens(span.start):
                continue
            if self._part_of_name(span):
                continue
            person = self._owner(key, span)
            if person is not None:
                person.mentions.append(span)

    def _opens(self, at: int) -> bool:
        return at == self.named.sentence_span(at).start

    def _part_of_name(self, span: Span) -> bool:
        """Whether a capitalised word stands right before or after, in running text: `Trump Foundation`."""
        if self._in_headline(span):
            return False
        after = re.match(r"[ -](?:[A-Z]\w+)", self.text[span.end : span.end + 24])
        return after is not None

    def _describe(self, person: Person) -> None:
        for mention in person.mentions:
            bounds = self.named.sentence_span(mention.start)
            before = words_before(self.text, mention, bounds)
            after = words_after(self.text, mention, bounds)
            for span, role in (
                (before, role_before(self.named, before) if before else None),
                (after, role_of(self.named, after) if after else None),
            ):
                if span is not None:
                    person.described |= description(span.of(self.text)[-80:] if span is before else span.of(self.text))
                if role is not None:
                    person.roles.append(role)


def _part(text: str, span: Span, person: Person) -> Span | None:
    """Where a name of a person stands in a stretch of capitals, the fullest first."""
    words = list(_CAPITAL.finditer(text, span.start, span.end))
    keys = [level(re.sub(r"[’']s?$", "", word.group())) for word in words]
    for name in sorted({levels(name) for name in person.names}, key=len, reverse=True):
        for place in range(len(keys) - len(name) + 1):
            if tuple(keys[place : place + len(name)]) == name:
                return Span(words[place].start(), words[place + len(name) - 1].end())
    return None


def _around(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    place = bisect_right(spans, span.start, key=lambda s: s.start)
    return spans[max(0, place - 2) : place + 1]


def _disjoint(spans: Collection[Span]) -> list[Span]:
    """Sorted spans, of overlapping ones the longest kept."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -len(s))):
        if out and span.overlaps(out[-1]):
            if len(span) > len(out[-1]):
                out[-1] = span
        else:
            out.append(span)
    return out


def assemble(named: Named, extracted: Extracted, known: Known) -> Cast:
    """The cast of a document; what names sides or institutions names no persons."""
    return Casting(named, extracted, known)()
