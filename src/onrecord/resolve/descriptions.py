"""Persons by description: `the senator`, `the Republican nominee`, `the 55-year-old`, `Lawmaker urges ...`."""

import re
from collections.abc import Sequence

from onrecord.resolve.identity import Identities
from onrecord.resolve.names import fold
from onrecord.resolve.pronouns import Antecedents, Turn
from onrecord.resolve.who import Named, in_title_case
from onrecord.types import Span, Statement

_DEFINITE = re.compile(r"^(?:the|this|that|his|her|their)\s+", re.I)
_INDEFINITE = re.compile(r"^(?:an?|one|another|some|several|many|most|few|two|three|other|any|no|both|former)\s", re.I)
_AGED = re.compile(r"\b\d{1,3}-year-old\b", re.I)
_LONGEST = 8
_PLURAL = re.compile(r"(?:[^s]s|men|women|people)$")
# nouns for one kind of person: whoever is described by one of a row can be named by another
_KINDS = (
    "lawmaker legislator representative congressman congresswoman rep senator sen member delegate parliamentarian mp",
    "candidate nominee hopeful contender challenger frontrunner standard-bearer",
    "spokesman spokeswoman spokesperson secretary mouthpiece",
    "businessman businesswoman mogul tycoon developer billionaire magnate entrepreneur investor executive",
    "lawyer attorney counsel prosecutor",
    "doctor physician surgeon dr",
    "professor academic scholar researcher scientist lecturer",
    "general gen commander officer lieutenant colonel admiral veteran",
    "official diplomat envoy ambassador",
    "chairman chairwoman chair chairperson",
    "head chief director boss leader",
    "president incumbent",
    "premier chancellor",
    "governor gov", "mayor", "minister", "king monarch", "queen monarch", "pope pontiff", "analyst expert",
    "economist", "journalist reporter writer author columnist commentator correspondent", "host anchor broadcaster",
    "activist campaigner", "singer actor actress artist musician rapper", "judge justice", "founder", "mother mom",
    "father dad", "resident", "teacher", "student", "policeman policewoman sheriff", "manager", "adviser advisor aide",
    "strategist consultant", "democrat", "republican", "conservative", "politician statesman", "coach", "widow",
    "pastor reverend",
)  # fmt: skip
_ALIKE: dict[str, frozenset[str]] = {}
for _row in _KINDS:
    for _noun in _row.split():
        _ALIKE[_noun] = _ALIKE.get(_noun, frozenset()) | frozenset(_row.split())
_MEN = frozenset("businessman chairman congressman spokesman king father dad actor policeman statesman man".split())
_WOMEN = frozenset("businesswoman chairwoman congresswoman spokeswoman queen mother mom actress widow woman".split())
_ANYBODY = frozenset("man woman politician businessman businesswoman democrat republican conservative".split())


class Descriptions:
    """Finds whom a description means, from what the document says of its persons."""

    def __init__(
        self, named: Named, identities: Identities, antecedents: Antecedents, statements: Sequence[Statement]
    ) -> None:
        self.named = named
        self.identities = identities
        self.antecedents = antecedents
        self.text = named.document.text
        self.statements = statements

    def __call__(self, span: Span, turns: Sequence[Turn], banned: frozenset[int]) -> int:
        """The place in the cast of the person whom the words of a span describe, -1 for none."""
        words = span.of(self.text).strip(" ,")
        headline = (
            in_title_case(self.text, self.named.sentence_span(span.start)) or self.named.sentence(span.start) == 0
        )
        definite = _DEFINITE.match(words)
        if len(words.split()) > _LONGEST or _INDEFINITE.match(words) or not (definite or headline):
            return -1
        noun = self._noun(words[definite.end() :] if definite else words)
        gender = "m" if noun in _MEN else "f" if noun in _WOMEN else ""
        if definite and (_AGED.search(words) or noun in _ANYBODY):
            return self.antecedents.person(span, gender, turns, self.identities.genders, banned)
        if noun not in _ALIKE:
            return -1
        content = frozenset(fold(word) for word in re.findall(r"[^\W\d_]{3,}", words)) - {"the", noun}
        fits = [(self._fit(i, noun, content), i) for i in range(len(self.named.cast.persons))]
        found = [(fit, i) for fit, i in fits if fit and i not in banned and self._gendered(i, gender)]
        if not found:
            return -1
        if not definite:  # a headline's `Lawmaker` is named in what follows
            return min(found, key=lambda one: (-one[0], self.named.cast.persons[one[1]].mentions[0].start))[1]
        before = [
            (fit, last.end, i) for fit, i in found if (last := self.named.cast.persons[i].last_before(span.start))
        ]
        return max(before)[2] if before else -1

    def definite(self, span: Span) -> str:
        """The noun of a definite description (`the spokesman`), empty for others."""
        words = span.of(self.text).strip(" ,")
        definite = _DEFINITE.match(words)
        noun = self._noun(words[definite.end() :]) if definite and len(words.split()) <= _LONGEST else ""
        return noun if noun in _ALIKE else ""

    def _noun(self, words: str) -> str:
        """The head noun of a description, in lower case: its last word before a preposition; empty for a plural."""
        head = re.split(r"\s+(?:of|for|from|in|at|on|who|with)\s+", words)[0].split()
        noun = fold(head[-1]) if head else ""
        return "" if _PLURAL.search(noun) and noun not in _ALIKE else noun

    def _fit(self, index: int, noun: str, content: frozenset[str]) -> int:
        """How well a person fits: 0 when not described by the noun or its like, else 1 and the other words shared."""
        described = self.named.cast.persons[index].described
        if not described & _ALIKE[noun]:
            return 0
        return 1 + len(described & content)

    def _gendered(self, index: int, gender: str) -> bool:
        return not gender or self.identities.genders[index] in ("", gender)
