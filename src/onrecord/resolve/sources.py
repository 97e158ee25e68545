"""From the words of a source to who they mean: names, titles, institutions, sides, groups."""

import re

from onrecord.knowledge.sides import by_code
from onrecord.resolve import phrases
from onrecord.resolve.identity import Identities
from onrecord.resolve.institutions import InstitutionReader
from onrecord.resolve.persons import Person, Role
from onrecord.resolve.phrases import is_text
from onrecord.resolve.roles import role_of, title_of
from onrecord.resolve.who import NOBODY, Named, Who
from onrecord.types import Span

__all__ = ["PRONOUNS", "SourceReader", "is_pronoun", "is_text"]

_BREAK = re.compile(r",\s|\s\(|\s[—–-]{1,2}\s|\s(?:who|whose|which|where)\b")
_HEADED = re.compile(
    r"[’']s?\s+\w|\s+(?!who\b|whose\b|of\b|and\b|or\b|in\b|at\b|on\b|for\b|from\b|with\b|told\b|jr\b)[a-z]"
)
_JOINED = re.compile(r"(?:,|,?\s+(?:and|or|&)|\s+along with)\s")
_OWNER = re.compile(r"[’']s?\s+")
_PLACE_OF = re.compile(r"\bof\s+(?:the\s+)?(?P<place>[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)\s+$")
_UNDER = re.compile(
    r"\b(?:to|of|for|with|from|by|against|on|behind|about|including)\s+(?:(?:the|an?)\s+)?(?:[A-Z][\w.]*\s+)*$"
)


class SourceReader:
    """Resolves the words of one source at a time; pronouns and texts (`the statement`) are left to the caller."""

    def __init__(self, named: Named, identities: Identities) -> None:
        self.named = named
        self.identities = identities
        self.text = named.document.text
        self.institutions = InstitutionReader(named, identities)

    def __call__(self, span: Span) -> Who:
        """Who the words in `span` mean, `NOBODY` where they don't say."""
        head, rest = self._head(span)
        mentioned = self.named.persons_in(head)
        people = self._joined([(m, p) for m, p in mentioned if self._is_head(head, m)])
        if not people and rest is not None:
            people = self._apposed(head, rest)
        if people:
            return self._people(people)
        if len(mentioned) == 1:
            owner, _ = mentioned[0]
            if phrases.OWN_TEXT.match(self.text, owner.end, head.end):
                return self._people(mentioned)
            if phrases.TEAM.match(self.text, owner.end, head.end):
                return Who(sides=self._people(mentioned).sides)
        for read in (self._office, self.institutions, self.institutions.body, self._sides, self.institutions.bare):
            who = read(head)
            if who.known:
                return who
        return NOBODY

    def _head(self, span: Span) -> tuple[Span, Span | None]:
        """The head of a phrase and what follows its first comma, bracket or relative pronoun, if it's no list."""
        for found in _BREAK.finditer(self.text, span.start, span.end):
            if found.start() <= span.start + 1:
                continue
            rest = Span(found.end(), span.end)
            if self._is_list(Span(span.start, found.start()), rest, found.group()):
                return span, None
            return Span(span.start, found.start()), rest
        return span, None

    def _is_list(self, head: Span, rest: Span, mark: str) -> bool:
        """Whether a comma parts persons or sides of a list, `A, B and C`."""
        words = rest.of(self.text)
        if not mark.startswith(",") or not re.search(r"\band\b", words):
            return False
        last = re.split(r",?\s+and\s+", words)
        first = last[0].split(", ")[0]
        named = [self.named.persons_in(Span(rest.start, rest.start + len(first))), self.named.persons_in(head)]
        sides = [self.named.sides_in(Span(rest.start, rest.start + len(first))), self.named.sides_in(head)]
        persons = all(named) and named[0][0][0].of(self.text) == first.strip(" ,")
        return persons or (all(sides) and sides[0][0].span.of(self.text) == first.strip(" ,"))

    def _apposed(self, head: Span, rest: Span) -> list[tuple[Span, Person]]:
        """The person whose name stands in apposition to a description: `the chairman, Phil Lovas,`."""
        found = self.named.persons_in(rest)
        if not found or phrases.MANY.search(head.of(self.text)):
            return []
        mention = found[0][0]
        before = self.text[rest.start : mention.start]
        after = self.text[mention.end : rest.end]
        titled = not before.strip() or before.strip(" .").istitle() or title_of(before) is not None
        return found[:1] if titled and re.match(r"\s*(?:$|[,;)—–]|who\b|of\b)", after) else []

    def _is_head(self, span: Span, mention: Span) -> bool:
        """Whether a name is what the phrase is about: not `an aide to X`, not `X's lawyer`."""
        before, after = self.text[span.start : mention.start], self.text[mention.end : span.end]
        if _HEADED.match(after) or self._covered(mention):
            return False
        place = _PLACE_OF.search(before)
        if place is not None and title_of(place["place"]) is None and title_of(before[: place.start()]) is not None:
            return True  # "Mayor of London Sadiq Khan"
        return not _UNDER.search(before)

    def _joined(self, people: list[tuple[Span, Person]]) -> list[tuple[Span, Person]]:
        """The first person, and those joined to it by a comma or conjunction."""
        out = people[:1]
        for mention, person in people[1:]:
            if _JOINED.match(self.text[out[-1][0].end : mention.start]):
                out.append((mention, person))
        return out

    def _covered(self, mention: Span) -> bool:
        """Whether a name is part of a body's: `the Clinton campaign`."""
        around = Span(max(0, mention.start - 30), mention.end + 30)
        return any(body.span != mention and body.span.holds(mention) for body in self.named.bodies_in(around))

    def _people(self, people: list[tuple[Span, Person]]) -> Who:
        distinct = list({id(p): p for _, p in people}.values())
        found = [self.identities.known[self.named.cast.index(p)] for p in distinct]
        if len(found) == 1:
            return found[0]
        sides = tuple(dict.fromkeys(code for who in found for code in who.sides))
        return Who(sides=sides, plural=True)

    def _office(self, span: Span) -> Who:
        """`The Chinese foreign minister`, `the top Russian diplomat`, `the president`."""
        words = span.of(self.text)
        role = role_of(self.named, span)
        if role is None or not role.speaks or not role.office or phrases.MANY.search(words):
            return NOBODY
        if phrases.UNNAMED.match(words):
            return Who(sides=role.sides)
        if title_of(_OWNER.split(words)[-1]) is None:  # "the Prime Minister's Bureau" is not the Prime Minister
            return Who(sides=role.sides or self._holder(role, span.start).sides)
        return self._holder(role, span.start)

    def _holder(self, role: Role, at: int) -> Who:
        """Who holds an office at a place: by the document, else by the tables; else its side alone."""
        index = self.identities.holder_in_cast(role, at)
        if index >= 0:
            return self.identities.known[index]
        holder = self.identities.holder_by_office(role)
        return holder if holder.known else Who(sides=role.sides)

    def _sides(self, span: Span) -> Who:
        words = span.of(self.text)
        if phrases.BOTH.search(words):
            inside = [m.code for m in self.named.sides_in(span)]
            return Who(sides=tuple(dict.fromkeys(inside)) or self._last_two(span.start, words), plural=True)
        if phrases.PRIVATE.search(words):
            return NOBODY
        codes: list[str] = []
        for mention in self.named.sides_in(span):
            before = self.text[span.start : mention.span.start]
            after = self.text[mention.span.end : span.end]
            if not mention.code or mention.kind == "part":
                continue
            if mention.kind == "capital" and self._covered(mention.span):  # "a London Fire Brigade spokesman"
                continue
            if mention.ambiguous and len(words.split()) > 1 and not phrases.GROUP.search(words):
                continue
            if phrases.AWAY.search(before) or (phrases.OF.search(before) and not phrases.GROUP.search(before)):
                continue
            if mention.kind == "adjective" and after.strip() and not phrases.GROUP.search(after):
                continue
            if re.match(r"[’']s?\s+\w", after) and not phrases.GROUP.search(after) and not phrases.POLICY.search(after):
                continue
            codes.append(mention.code)
        unique = tuple(dict.fromkeys(codes))
        return Who(sides=unique, plural=len(unique) > 1) if unique else NOBODY

    def _last_two(self, at: int, words: str) -> tuple[str, ...]:
        """The two sides named last before a place, for `both sides`; of `the two countries` no organisation is one."""
        countries = phrases.COUNTRIES.search(words)
        seen: list[str] = []
        for mention in reversed([m for m in self.named.sides if m.span.end <= at]):
            if not mention.code or (countries and by_code(mention.code).kind in ("organisation", "nonstate")):
                continue
            if mention.code not in seen:
                seen.append(mention.code)
            if len(seen) == 2:
                break
        return tuple(reversed(seen)) if len(seen) == 2 else ()


def is_pronoun(words: str) -> str:
    """The pronoun that a source is, in lower case, or the empty string."""
    plain = words.strip()
    if not plain.isalpha() or (plain.isupper() and plain != "I"):  # "US" and "U.S." are a side
        return ""
    return plain.lower() if plain.lower() in PRONOUNS else ""


PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "it": "it", "its": "it", "they": "they",
    "them": "they", "their": "they", "both": "they", "who": "who", "whom": "who", "which": "it", "that": "it",
    "i": "first", "me": "first", "my": "first", "we": "first", "us": "first", "our": "first",
}  # fmt: skip
