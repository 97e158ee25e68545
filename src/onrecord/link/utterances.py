"""The same act of speaking in several documents: one speaker, dates that fit, wordings that are alike."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from onrecord.link import wordings
from onrecord.link.groups import Groups
from onrecord.link.pairing import key, pairs
from onrecord.link.wordings import Wording, common, difference, likeness
from onrecord.settings import LinkSettings
from onrecord.types import Act, Date, Extraction, Kind, Link, Passage, Published, Speaker, Told, Utterance, row_id

RARE = 6
_NEAR = 12
_WEEK = 7
_SURE, _NEARLY, _PART, _LONG = 0.95, 0.7, 0.35, 25.0
_MONTH = 31
_told, _passage = msgspec.msgpack.encode, msgspec.msgpack.Decoder(Passage).decode
_FULLER: dict[Kind, float] = {"direct": 1.5, "mixed": 1.2, "indirect": 1.0}


class Saying(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement as far as utterances need it; `text` is the index of its document.

    `days`: the first and the last day, as ordinals, on which it may have been said; None when nothing tells. `told` is
    the content as msgpack, which takes less than half of the memory, and is seldom asked for.
    """

    text: int
    id: str
    parent: str | None
    who: str
    speaker: Speaker | None
    side: tuple[str, ...]
    said_on: Date | None
    days: tuple[int, int] | None
    kind: Kind
    act: Act
    told: bytes
    wording: Wording

    @property
    def content(self) -> Passage:
        """Its words and where they stand."""
        return _passage(self.told)


def sayings(text: int, extraction: Extraction) -> Iterator[Saying]:
    """The statements of a document, the `text`th."""
    for one in extraction.statements:
        speaker, side, said_on = _shared((one.speaker, one.side, one.said_on))
        yield Saying(
            text=text,
            id=one.id,
            parent=one.parent,
            who=speaker.id if speaker else _side(side),
            speaker=speaker,
            side=side,
            said_on=said_on,
            days=_days(said_on, extraction.published),
            kind=one.kind,
            act=one.act,
            told=_told(one.content),
            wording=Wording.of(one.content.text),
        )


def group(all_sayings: Sequence[Saying], settings: LinkSettings) -> list[list[int]]:
    """Indices of the sayings of each utterance that is told more than once, each list and the lists sorted.

    Candidates meet by a rare word of one speaker, near in time, so that time grows with the number of statements. The
    most alike are joined first, and two groups only where their longest wordings are alike too: so a chain never ties
    what its ends don't share.
    """
    groups = Groups(len(all_sayings))
    longest: dict[int, int] = {}
    ties = [
        (-likeness(all_sayings[a].wording, all_sayings[b].wording), a, b)
        for a, b in _candidates(all_sayings)
        if same(all_sayings[a], all_sayings[b], settings)
    ]
    for _, a, b in sorted(ties):
        one, other = groups.root(a), groups.root(b)
        if one == other:
            continue
        first, second = longest.get(one, one), longest.get(other, other)
        if likeness(all_sayings[first].wording, all_sayings[second].wording) >= settings.utterance:
            groups.join(one, other)
            longest[groups.root(one)] = max(
                first, second, key=lambda index: (all_sayings[index].wording.weight, -index)
            )
    return groups.lists()


def same(a: Saying, b: Saying, settings: LinkSettings) -> bool:
    """Whether two sayings are of one utterance.

    One speaker by id, or one side where neither names a speaker; dates within `utterance_days`; alike by `utterance`.
    Otherwise they must be nearly the same words. Without a speaker or a date, and in one document, the longer may not
    say much more than the shorter either, since a few words on a standing issue are said again and again; long words of
    one speaker may be cut.
    """
    if not fit(a, b, settings):
        return False
    score = likeness(a.wording, b.wording)
    if a.speaker and _dated(a) and _dated(b) and a.text != b.text:
        return score >= settings.utterance
    if score < max(_SURE, settings.utterance):
        return False
    both = common(a.wording, b.wording)
    if a.text == b.text:
        return both >= _PART
    cut = a.speaker is not None and ((a.days and b.days) or min(a.wording.weight, b.wording.weight) >= _LONG)
    return bool(cut) or both >= _NEARLY


def _dated(one: Saying) -> bool:
    """Whether it is known to the month when it was said."""
    return one.days is not None and one.days[1] - one.days[0] <= _MONTH


def fit(a: Saying, b: Saying, settings: LinkSettings) -> bool:
    """Whether speaker and dates of two sayings allow that they are of one utterance."""
    if a.who != b.who or not a.who or a.id in (b.parent, b.id) or b.id == a.parent:
        return False
    return not (a.days and b.days) or _meet(a.days, b.days, settings.utterance_days)


def utterance(tellers: Sequence[Saying], ranks: Sequence[int], ids: Sequence[str]) -> Utterance:
    """The utterance that these sayings tell; `ranks` order documents in time, `ids` name them."""
    earliest = min(tellers, key=lambda one: (ranks[one.text], one.content.start))
    dates = Counter(one.said_on for one in tellers if one.said_on)
    return Utterance(
        id=row_id("utterance", ids[earliest.text], earliest.id),
        speaker=next((one.speaker for one in tellers if one.speaker), None),
        side=tuple(sorted({side for one in tellers for side in one.side})),
        said_on=min(dates, key=lambda date: (-len(date.value), -dates[date], date.value)) if dates else None,
        statements=tuple(
            Told(ids[one.text], one.id) for one in sorted(tellers, key=lambda one: (ids[one.text], one.content.start))
        ),
        fullest=fullest(tellers).id,
        earliest=earliest.id,
    )


def fullest(tellers: Sequence[Saying]) -> Saying:
    """The saying with most words; quoted words count half as much again as words retold."""
    return max(tellers, key=lambda one: (round(len(one.content.text.split()) * _FULLER[one.kind], 2), one.id))


def links(tellers: Sequence[Saying]) -> Iterator[tuple[int, Link]]:
    """The link of each saying to the fullest one, with the difference of words, by index of its document."""
    best = fullest(tellers)
    for one in tellers:
        if one is best:
            continue
        kind, words = difference(one.content.text, best.content.text)
        how = f"{one.kind} against {best.kind}" if one.kind != best.kind else f"both {one.kind}"
        yield (
            one.text,
            Link(
                id=row_id("utterance", one.id, best.id),
                kind="utterance",
                source=one.id,
                target=best.id,
                score=round(likeness(one.wording, best.wording), 4),
                reason=f"one speaker, dates that fit, {kind} wording; {how}",
                detail=words,
                spans=one.content.spans,
                matches=best.content.spans,
            ),
        )


def _candidates(all_sayings: Sequence[Saying]) -> Iterator[tuple[int, int]]:
    """Pairs of one speaker that share one of the six rarest words of either, each with the twelve before it in time."""
    postings = (
        (key(one.who, stem), one.days[0] if one.days else 0, index)
        for index, one in enumerate(all_sayings)
        if one.who
        for stem in one.wording.rarest(RARE)
    )
    return pairs(postings, _NEAR)


@lru_cache(maxsize=1 << 16)
def _shared(
    found: tuple[Speaker | None, tuple[str, ...], Date | None],
) -> tuple[Speaker | None, tuple[str, ...], Date | None]:
    """The first object that was equal: a million statements name far fewer speakers and days."""
    return found


@lru_cache(maxsize=1 << 12)
def _side(side: tuple[str, ...]) -> str:
    return "side:" + "+".join(side) if side else ""


@lru_cache(maxsize=1 << 14)
def _days(said_on: Date | None, published: Published | None) -> tuple[int, int] | None:
    """When it may have been said: its date, else the week before publication."""
    if said_on:
        return said_on.first.toordinal(), said_on.last.toordinal()
    if published and published.precision == "day":
        day = dt.date.fromisoformat(published.value).toordinal()
        return day - _WEEK, day
    return None


def forget() -> None:
    """Let go of speakers, days and words that were met."""
    _shared.cache_clear()
    _days.cache_clear()
    wordings.forget()


def _meet(a: tuple[int, int], b: tuple[int, int], within: int) -> bool:
    return a[0] <= b[1] + within and b[0] <= a[1] + within
