"""What two documents give that can't both be: figures, statuses and days of one thing, and what another side denies."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from onrecord.link.events import Telling, candidates, rule
from onrecord.link.pairing import pairs
from onrecord.link.utterances import RARE, Saying, fit
from onrecord.link.wordings import Wording, common, counts, likeness
from onrecord.settings import LinkSettings
from onrecord.types import Link, Span, row_id

Conflict = Literal["figures", "status", "date", "denial"]
_ALIKE, _DENIED, _BOTH = 0.9, 0.75, 0.6
_NEAR, _DAYS = 6, 30


def figures_differ(a: str, b: str) -> bool:
    """Whether both texts count the same thing and differ."""
    one, other = counts(a), counts(b)
    return any(one[noun] != other[noun] for noun in one.keys() & other.keys())


def of_sayings(all_sayings: Sequence[Saying], settings: LinkSettings) -> Iterator[tuple[int, Link]]:
    """Contradictions between statements of two documents, by index of the document of the later one by index.

    `figures`: one speaker, dates that fit, words nearly the same but for a count. `denial`: a statement that denies
    what one of another side says in nearly the same words, within 30 days.
    """
    for a, b in _meetings(all_sayings):
        one, other = all_sayings[a], all_sayings[b]
        if one.text == other.text:
            continue
        spans = other.content.spans, one.content.spans
        if one.days and other.days and fit(one, other, settings) and _same_but_for_figures(one, other):
            yield other.text, _link("figures", other.id, one.id, 0.9, *spans)
        elif _may_deny(one, other):
            score = likeness(_affirmed(one.wording), _affirmed(other.wording))
            if score >= _DENIED and common(one.wording, other.wording) >= _BOTH:
                yield other.text, _link("denial", other.id, one.id, score, *spans)


def _may_deny(a: Saying, b: Saying) -> bool:
    """Whether just one of two sides denies something, within 30 days.

    A denial is told as one ("denied that it had"), or holds a negation ("we have not"); the other must have neither.
    """
    if _negative(a) == _negative(b) or "deny" not in (a.act, b.act):
        return False
    if not a.side or not b.side or set(a.side) & set(b.side):
        return False
    return a.days is not None and b.days is not None and abs(a.days[1] - b.days[1]) <= _DAYS


def _negative(one: Saying) -> bool:
    return one.act == "deny" or one.wording.denies


def of_events(told: Sequence[Telling], settings: LinkSettings) -> Iterator[tuple[int, Link]]:
    """Contradictions between tellings of one event: a count of one thing, the day, or whether it was done.

    Two tellings are of one event by the rules of `events`; of a denied and a done one, as if both were done, where only
    the sentence of the denied one holds a negation. Their sentences share at least six tenths of what each says: words
    for one thing in two sentences that tell much else are seldom about the same.
    """
    for a, b in candidates(told):
        one, other = told[a], told[b]
        conflict = _conflict(one, other, settings)
        if conflict:
            spans = (other.sentence,), (one.sentence,)
            yield other.text, _link(conflict, other.event.id, one.event.id, 0.8, *spans)


def _conflict(a: Telling, b: Telling, settings: LinkSettings) -> Conflict | None:
    if common(a.wording, b.wording) < _BOTH:
        return None
    if "denied" in (a.event.status, b.event.status):
        return "status" if _undone(a, b) and rule(_as_done(a), _as_done(b), settings) in ("day", "story") else None
    if not rule(a, b, settings):
        return None
    if any(a.counts[noun] != b.counts[noun] for noun in a.counts.keys() & b.counts.keys()):
        return "figures"
    on, other = a.event.on, b.event.on
    return "date" if on and other and on.precision == other.precision == "day" and on != other else None


def _undone(a: Telling, b: Telling) -> bool:
    """Whether one is told as denied, in a sentence with a negation, and the other as done, in one without."""
    denied, done = (a, b) if a.event.status == "denied" else (b, a)
    told = done.event.status in ("occurred", "ongoing")
    return told and denied.wording.denies and not done.wording.denies


def _as_done(one: Telling) -> Telling:
    return msgspec.structs.replace(one, event=msgspec.structs.replace(one.event, status="occurred"))


def _same_but_for_figures(a: Saying, b: Saying) -> bool:
    one, other = (msgspec.structs.replace(x.wording, figures=()) for x in (a, b))
    return likeness(one, other) >= _ALIKE and figures_differ(a.content.text, b.content.text)


def _affirmed(wording: Wording) -> Wording:
    return msgspec.structs.replace(wording, denies=False)


def _meetings(all_sayings: Sequence[Saying]) -> Iterator[tuple[int, int]]:
    """Pairs that share two of the six rarest words of each, near in time."""
    postings = (
        (stem, one.days[1] if one.days else 0, index)
        for index, one in enumerate(all_sayings)
        for stem in one.wording.rarest(RARE)
    )
    return pairs(postings, _NEAR, least=2)


def _link(kind: Conflict, source: str, target: str, score: float, *spans: tuple[Span, ...]) -> Link:
    """The link of two rows, with the spans of each."""
    return Link(
        id=row_id("contradiction", source, target, kind),
        kind="contradiction",
        source=source,
        target=target,
        score=round(score, 4),
        reason=_REASONS[kind],
        detail=kind,
        spans=spans[0],
        matches=spans[1],
    )


_REASONS: dict[Conflict, str] = {
    "figures": "the same but for a figure",
    "status": "one says it was done, the other that it wasn't",
    "date": "one event, two days",
    "denial": "one side denies what the other says",
}
