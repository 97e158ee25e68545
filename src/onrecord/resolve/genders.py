"""Genders of a document's persons, as far as its words tell them."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.knowledge.given_names import gender_of
from onrecord.resolve.names import fold
from onrecord.resolve.persons import Person
from onrecord.resolve.who import Named
from onrecord.types import Span

_ADDRESS = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f",
            "spokesman": "m", "chairman": "m", "congressman": "m", "king": "m", "prince": "m", "spokeswoman": "f",
            "chairwoman": "f", "congresswoman": "f", "queen": "f", "princess": "f", "businessman": "m", "actress": "f",
            "businesswoman": "f", "mother": "f", "father": "m", "wife": "f", "husband": "m", "son": "m",
            "daughter": "f"}  # fmt: skip
_NOUNS = {
    "f": frozenset("widow spokeswoman chairwoman congresswoman businesswoman actress".split()),
    "m": frozenset("widower spokesman chairman congressman businessman".split()),
}
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her)\b", re.I)
_ADDRESSED = 26


def address_of(text: str, mention: Span) -> str:
    """The gender that the word before a name tells (`Mrs`, `spokesman`), empty for none."""
    before = re.findall(r"\w+", text[max(0, mention.start - _ADDRESSED) : mention.start])
    return _ADDRESS.get(fold(before[-1]), "") if before else ""


def by_name(person: Person) -> str:
    """The gender of the given name in a person's fullest name."""
    full = max(person.names, key=len)
    return gender_of(full[0]) if len(full) > 1 else ""


def tell_genders(named: Named, persons: Sequence[Person]) -> None:
    """Give each person a gender: by address, a noun that describes, the given name, else pronouns that follow."""
    votes = _votes(named, persons)
    for person, voted in zip(persons, votes, strict=True):
        address = next(filter(None, (address_of(named.document.text, m) for m in person.mentions)), "")
        noun = next((gender for gender, nouns in _NOUNS.items() if nouns & person.described), "")
        likely = voted.most_common(2)
        clear = likely[0][0] if likely and (len(likely) == 1 or likely[0][1] > likely[1][1]) else ""
        person.gender = address or noun or by_name(person) or clear


def _votes(named: Named, persons: Sequence[Person]) -> list[Counter[str]]:
    """How often `he` or `she` follows each person's name in a sentence that names nobody else."""
    named_in = Counter(named.sentence(m.start) for p in persons for m in p.mentions)
    out: list[Counter[str]] = []
    for person in persons:
        votes: Counter[str] = Counter()
        for mention in person.mentions:
            if named_in[named.sentence(mention.start)] > 1:
                continue
            found = _PRONOUN.search(named.document.text, mention.end, named.sentence_span(mention.start).end)
            if found and named.quotation(Span(found.start(), found.end())) is None:
                votes["f" if found.group().lower() in ("she", "her") else "m"] += 1
        out.append(votes)
    return out
