"""Annotation to phrases: lex, run the grammar, keep the longest reading at each place, join what belongs together."""

import re
from dataclasses import dataclass, replace

from onrecord.extract.times.fields import fields_of
from onrecord.extract.times.grammar import GRAMMAR
from onrecord.extract.times.lexer import SYMBOLS, Lexed, lex
from onrecord.extract.times.tense import Tenses
from onrecord.types import Annotation, Phrase, Span

_DAYLIKE = frozenset({"calendar", "deictic", "iso", "slash", "holiday", "ofday"})
_JOINTS = frozenset(SYMBOLS[name] for name in ("OR", "AND", "TO", "THROUGH", "HY", "DASH"))
_BRIDGES = frozenset(SYMBOLS[name] for name in ("ON", "AT", "COMMA", "ABOUT"))
_MONEY = frozenset(SYMBOLS[name] for name in ("MONEY", "ABOUT", "THAN", "BAR", "HY", "COLON"))
_COUNTED = frozenset(SYMBOLS[name] for name in ("PERCENT", "MONEY", "HY", "BAR", "HUND", "COLON"))
_YEAR_BEFORE = frozenset(
    SYMBOLS[name] for name in ("IN", "SINCE", "OF", "COMMA", "OPEN", "THROUGH", "EARLY", "AND", "OR", "TO", "FROM")
)
_BRIDGE = 2
_MODERN = (1900, 2049)
_THINGS = re.compile(
    r"\s+(?:people|persons?|men|women|children|troops|soldiers|workers|jobs|miles|km|kilomet|met|feet|tons?|tonnes|"
    r"shares|points|dollars|euros|barrels|units|cases|deaths|of\s+(?:the|them|its|his)\b|square|per\s?cent|million|billion)"
)
_OF = SYMBOLS["OF"]
_SPANNING = frozenset(SYMBOLS[name] for name in ("FOR", "IN", "SINCE", "AFTER", "ABOUT", "TO"))
_NEAR_MONTH = frozenset(SYMBOLS[name] for name in ("SINCE", "ABOUT", "THROUGH", "HY", "BEFORE", "AFTER", "FROM", "BAR"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of the tokens `first` to `last` (half-open)."""

    first: int
    last: int
    kind: str
    fields: dict[str, str]


def find_phrases(annotation: Annotation) -> tuple[Phrase, ...]:
    """All expressions of time in the text, in order and disjoint; linear in the length of the text.

    Works with or without tags; with Penn tags the tense of the nearest verb is surer.
    """
    text = annotation.document.text
    lexed = lex(text)
    readings = _longest(lexed, text)
    if not readings:
        return ()
    tenses = Tenses(annotation)
    phrases = []
    for reading in _share_years(_join_clocks(readings, lexed), lexed):
        span = Span(lexed.starts[reading.first], lexed.ends[reading.last - 1])
        tense = tenses.at(span.start, span.end) if reading.kind not in ("duration", "set", "ref") else ""
        phrases.append(Phrase(span=span, kind=reading.kind, fields=reading.fields, tense=tense))
    return tuple(phrases)


def _longest(lexed: Lexed, text: str) -> list[_Reading]:
    """The longest match at the first place, then on from its end; of equals the earlier rule wins."""
    found: list[tuple[int, int, int, re.Match[str]]] = []
    for order, (_, pattern) in enumerate(GRAMMAR):
        found += [(match.start(), -match.end(), order, match) for match in pattern.finditer(lexed.symbols)]
    found.sort(key=lambda item: item[:3])
    out: list[_Reading] = []
    at = 0
    for first, negative, order, match in found:
        if first < at:
            continue
        fields = fields_of(match, lexed)
        kind = GRAMMAR[order][0]
        made = _pair(match, lexed, fields) if kind == "pair" else [_Reading(first, -negative, kind, fields)]
        made = [reading for reading in made if _sound(reading, lexed, text)]
        if made:
            out += made
            at = -negative
    return out


def _pair(match: re.Match[str], lexed: Lexed, fields: dict[str, str]) -> list[_Reading]:
    """Two readings that share what is written once: "March 19 or 22, 2021", "1998-2001", "1998-99"."""
    if "year2" in fields:
        first, second = fields["year"], lexed.values[match.start("year2")]
        if len(second) == 2:
            second = first[:2] + second
        if not (len(second) == 4 and second.isdigit() and int(first) < int(second) <= _MODERN[1]):
            return []
        years = ((match.start(), match.end("year"), first), (match.start("year2"), match.end(), second))
        return [_Reading(start, end, "calendar", {"year": year, "span": "1"}) for start, end, year in years]
    shared = {name: value for name, value in fields.items() if name not in ("day", "day2")}
    return [
        _Reading(match.start(), match.end("day"), "calendar", {**shared, "day": fields["day"]}),
        _Reading(match.start("day2"), match.end(), "calendar", {**shared, "day": fields["day2"]}),
    ]


def _sound(reading: _Reading, lexed: Lexed, text: str) -> bool:
    """Whether the words can mean a time here: figures that count something, verbs and fractions can't."""
    fields = reading.fields
    names = fields.keys()
    if fields.get("year") == "":
        return False
    if reading.kind == "calendar" and names == {"year"}:
        return _is_year(reading, lexed, text)
    if reading.kind == "calendar" and names == {"month"}:
        return _is_month(reading, lexed)
    if "clock" in names:
        return _is_clock(fields["clock"], fields.get("ampm", ""))
    return _is_span(reading, lexed)


def _is_span(reading: _Reading, lexed: Lexed) -> bool:
    """A quarter "of" something is a part, no time; "years" alone is a time only after "for", "in" and the like."""
    if reading.fields.get("unit") == "Q" and reading.kind in ("duration", "bare"):
        return lexed.symbols[reading.last : reading.last + 1] != _OF
    if reading.kind == "duration" and "vague" in reading.fields and reading.last - reading.first == 1:
        return lexed.symbols[max(0, reading.first - 1) : reading.first] in _SPANNING
    return True


def _is_clock(clock: str, ampm: str) -> bool:
    return int(clock[:2]) <= (12 if ampm else 24) and int(clock[3:]) < 60


def _is_year(reading: _Reading, lexed: Lexed, text: str) -> bool:
    before = lexed.symbols[reading.first - 1] if reading.first else ""
    after = lexed.symbols[reading.last] if reading.last < len(lexed.symbols) else ""
    if before in _MONEY or (after in _COUNTED and lexed.starts[reading.last] == lexed.ends[reading.last - 1]):
        return False
    if _THINGS.match(text, lexed.ends[reading.last - 1]):
        return False
    year = int(reading.fields["year"])
    if reading.last - reading.first > 1 or lexed.symbols[reading.first] == SYMBOLS["SHORTYEAR"]:
        return reading.last - reading.first > 1 or before in _YEAR_BEFORE
    return before in _YEAR_BEFORE or _MODERN[0] <= year <= _MODERN[1]


def _is_month(reading: _Reading, lexed: Lexed) -> bool:
    """A bare month: "May" and "March" also begin sentences as verbs, and "Jan" or "Mar" are names."""
    first = reading.last - 1
    if reading.last - reading.first > 1:
        return True
    written = lexed.ends[first] - lexed.starts[first]
    if written == 3 and reading.fields["month"] != "05":
        return lexed.symbols[reading.last : reading.last + 1] == SYMBOLS["DOT"]
    before = lexed.symbols[first - 1] if first else ""
    return reading.fields["month"] not in ("03", "05") or before in _YEAR_BEFORE | _NEAR_MONTH


def _join_clocks(readings: list[_Reading], lexed: Lexed) -> list[_Reading]:
    """A time of day beside its day is one expression: "8:30 a.m. Tuesday", "Tuesday at noon"."""
    out: list[_Reading] = []
    for index, reading in enumerate(readings):
        last = out[-1] if out else None
        after = readings[index + 1] if index + 1 < len(readings) else None
        if reading.kind == "clock" and after and after.first == reading.last and after.kind in _DAYLIKE:
            last = None
        day = _day_of_clock(last, reading) if last and _adjacent(last.last, reading.first, lexed) else None
        if last and day:
            fields = {**last.fields, **reading.fields}
            out[-1] = replace(day, first=last.first, last=reading.last, fields=fields)
        else:
            out.append(reading)
    return out


def _day_of_clock(one: _Reading, other: _Reading) -> _Reading | None:
    """Of two readings the day, if the other is a time of day and the day has none yet."""
    for clock, day in ((one, other), (other, one)):
        if clock.kind == "clock" and day.kind in _DAYLIKE and not {"clock", "noon"} & day.fields.keys():
            return day
    return None


def _adjacent(end: int, start: int, lexed: Lexed) -> bool:
    return all(symbol in _BRIDGES for symbol in lexed.symbols[end:start]) and start - end <= _BRIDGE


def _share_years(readings: list[_Reading], lexed: Lexed) -> list[_Reading]:
    """The year of the last holds for those tied to it: "March and April 1998", "May 3 to June 7, 2020"."""
    out = list(readings)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        between = lexed.symbols[here.last : after.first]
        if not (len(between) == 1 and between in _JOINTS and after.fields.get("year")):
            continue
        if here.kind == after.kind == "calendar" and "month" in here.fields and "month" in after.fields:
            out[index] = replace(here, fields={"year": after.fields["year"], **here.fields})
    return out
