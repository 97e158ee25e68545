"""Documents made up for the cost of linking: stories told by several outlets, copies among them, statements, events."""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from onrecord.types import Date, Document, Event, EventType, Extraction, Passage, Published, Span, Speaker, Statement

_WORDS = 60_000
_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprtvw" for vowel in "aeiou"]
_STATES = "USA CHN RUS IND FRA DEU GBR JPN BRA TUR IRN ISR UKR POL KOR".split()
_TYPES: tuple[EventType, ...] = ("CONSULT", "AGREE", "REQUEST", "ACCUSE", "SANCTION")


def documents(count: int, seed: int = 7) -> Iterator[tuple[Document, Extraction]]:
    """`count` documents of about 500 words in order of ids: a tenth copies, else three to a story.

    They are spread over a year for each 10,000. Words are drawn by Zipf's law, a story's own words more often. Each
    document holds six statements and two events.
    """
    chance = random.Random(seed)
    common = list(accumulate(1 / (rank + 2.7) for rank in range(_WORDS)))
    vocabulary = [_word(number) for number in range(_WORDS)]
    body, number = "", 0
    last: tuple[Document, Extraction] | None = None
    while number < count:
        own = chance.choices(vocabulary[200:], k=60)
        day = dt.date(2015, 1, 1) + dt.timedelta(days=int(number / 10_000 * 365))
        said = " ".join(chance.choices(own, k=14))
        for outlet in range(min(3, count - number)):
            id = f"{number:07d}"
            published = Published((day + dt.timedelta(days=outlet)).isoformat(), "day", "metadata")
            if last and chance.random() < 0.1:
                text = last[0].text
            else:
                body = " ".join(chance.choices(vocabulary, cum_weights=common, k=400) + chance.choices(own, k=100))
                text = f"{said}. {_capital(body)}."
            document = Document(id=id, text=text, published=published, outlet=f"outlet {chance.randrange(300)}")
            last = (document, _says(document, chance, len(said)))
            yield last
            number += 1


def _word(number: int) -> str:
    """A word of its own for each number, of letters alone: digits would count as figures."""
    out = ""
    for _ in range(3):
        number, syllable = divmod(number, len(_SYLLABLES))
        out += _SYLLABLES[syllable]
    return out


def _says(document: Document, chance: random.Random, said: int) -> Extraction:
    state = _STATES[chance.randrange(len(_STATES))]
    on = Date.parse(document.published.value) if document.published else None
    places = [Span(0, said)] + [Span(start, start + 80) for start in sorted(chance.sample(range(200, 2000), 5))]
    statements = tuple(
        Statement(
            id=f"{document.id}s{number}",
            source=None,
            cue=None,
            content=Passage.cut(document.text, [span]),
            kind="indirect",
            speaker=Speaker(f"person {state}{number % 4}", f"Person {state}{number % 4}"),
            side=(state,),
            said_on=on,
            act="assert",
            confidence=0.9,
        )
        for number, span in enumerate(places)
    )
    events = tuple(
        Event(
            id=f"{document.id}e{number}",
            source=(state,),
            target=(_STATES[chance.randrange(len(_STATES))],),
            event=_TYPES[chance.randrange(len(_TYPES))],
            trigger=Passage.cut(document.text, [span]),
            mentions=(span,),
            on=on,
            status="occurred",
            confidence=0.9,
        )
        for number, span in enumerate([Span(2, 8), Span(300, 306)])
    )
    return Extraction(id=document.id, published=document.published, statements=statements, events=events)


def _capital(text: str) -> str:
    """The text with an end of a sentence every dozen words."""
    words = text.split()
    return ". ".join(" ".join(words[start : start + 12]).capitalize() for start in range(0, len(words), 12))
