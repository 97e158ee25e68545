"""Across documents: stories, copies, origins, utterances, events, contradictions.

`link` goes through a record's documents once for each of three questions; each question has its file. Nothing here
extracts or resolves.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from onrecord.link import contradictions, events, utterances, words
from onrecord.link.copying import Copies, find
from onrecord.link.corpus import Corpus
from onrecord.link.credits import Credit
from onrecord.link.events import Telling, tellings
from onrecord.link.gather import Rows, cited, gather
from onrecord.link.origins import OUTLET, copy_link, credit_link, lineage, text_links
from onrecord.link.stories import Stories, stories
from onrecord.link.ties import Ties
from onrecord.link.utterances import Saying, sayings
from onrecord.memory import release
from onrecord.settings import LinkSettings
from onrecord.types import Link, Linked, Utterance, row_id

__all__ = ["link"]


def link(rows: Rows, settings: LinkSettings) -> Iterator[Linked]:
    """Tie documents: one row each, in order of ids, as the rows must come.

    The same rows give the same ties, whatever was linked before. `actors` and `extraction` of the rows are left to who
    calls. Memory: of texts, of events and of statements in turn what tells them apart; links wait in a file. Time:
    near-linear in documents.
    """
    with tempfile.TemporaryFile() as file:
        links = Ties(file)
        texts = _texts(rows, settings, links)
        words.forget()
        release()
        _events(rows, texts, settings, links)
        release()
        for text, spoken in enumerate(_utterances(rows, texts, settings, links)):
            yield Linked(
                document=texts.ids[text],
                story=row_id("story", texts.ids[texts.stories[text]]),
                copy_of=texts.ids[texts.sources[text]] if text in texts.sources else None,
                origin=texts.ids[texts.first[text]] if text in texts.first else None,
                links=links.of(text),
                utterances=tuple(spoken),
            )
    utterances.forget()


class _Texts(msgspec.Struct, frozen=True):
    """What is known of texts when their words are no longer needed, by index in order of ids.

    `ranks` order them in time. `stories` is the first text of each one's story; `sources` and `first`, of copies, the
    main source and the first text of the line.
    """

    ids: Sequence[str]
    ranks: Sequence[int]
    credits: Sequence[tuple[Credit, ...]]
    stories: Sequence[int]
    sources: Mapping[int, int]
    first: Mapping[int, int]


def _texts(rows: Rows, settings: LinkSettings, links: Ties) -> _Texts:
    """Stories, copies and origins, and the links that tell them."""
    found = gather(rows)
    corpus = Corpus.of(found.texts, settings.unrelated)
    copies = find(corpus, settings)
    told = stories(corpus, settings.story, [(one.copy, one.source) for one in copies.copies])
    links.add(text_links(corpus, copies, found.credits, told.of).items())
    links.add((one.copy, [copy_link(corpus, one)]) for one in copies.copies)
    links.add(_story_links(corpus, told, copies))
    return _Texts(
        ids=[text.id for text in corpus.texts],
        ranks=corpus.ranks(),
        credits=found.credits,
        stories=told.of,
        sources={copy: one.source for copy, one in copies.main().items()},
        first=lineage(corpus, copies, found.credits).first,
    )


def _events(rows: Rows, texts: _Texts, settings: LinkSettings, links: Ties) -> None:
    """The links of merged events and of the media that they're credited to, and contradictions in what tells them."""
    told: list[Telling] = []
    for text, (document, extraction) in enumerate(rows):
        mine = list(tellings(text, texts.stories[text], document, extraction))
        told += mine
        links.add(_credited(text, cited(document, [one.event for one in mine], texts.credits[text])))
    for group in events.group(told, settings):
        links.add(((text, [one]) for text, one in events.links([told[index] for index in group], settings)))
    links.add(((text, [one]) for text, one in contradictions.of_events(told, settings)))


def _utterances(rows: Rows, texts: _Texts, settings: LinkSettings, links: Ties) -> Iterator[list[Utterance]]:
    """The utterances that each document is the first to tell, made when asked for; the links of statements before."""
    said: list[Saying] = []
    for text, (document, extraction) in enumerate(rows):
        said.extend(sayings(text, extraction))
        links.add(_credited(text, cited(document, extraction.statements, texts.credits[text])))
    groups = {group[0]: group for group in utterances.group(said, settings)}
    for group in groups.values():
        links.add(((text, [tie]) for text, tie in utterances.links([said[index] for index in group])))
    links.add(((text, [one]) for text, one in contradictions.of_sayings(said, settings)))
    yield from _spoken(said, groups, texts)


def _spoken(said: Sequence[Saying], groups: Mapping[int, list[int]], texts: _Texts) -> Iterator[list[Utterance]]:
    """Of each document the utterances that it is the first to tell, by groups of indices under their first."""
    further = {index for group in groups.values() for index in group[1:]}
    told = groupby((index for index in range(len(said)) if index not in further), key=lambda index: said[index].text)
    waiting = next(told, None)
    for text in range(len(texts.ids)):
        indices: Iterable[int] = ()
        if waiting and waiting[0] == text:
            indices = list(waiting[1])
            waiting = next(told, None)
        yield [
            utterances.utterance([said[member] for member in groups.get(index, [index])], texts.ranks, texts.ids)
            for index in indices
        ]


def _credited(text: int, found: Iterable[tuple[str, Credit]]) -> Iterator[tuple[int, list[Link]]]:
    return ((text, [credit_link(id, OUTLET + credit.medium, credit)]) for id, credit in found)


def _story_links(corpus: Corpus, told: Stories, copies: Copies) -> Iterator[tuple[int, list[Link]]]:
    """The ties that hold stories together, by index of the later text; copies have a link of their own."""
    ranks = corpus.ranks()
    known = {frozenset((one.copy, one.source)) for one in copies.copies}
    for tie in told.ties:
        if frozenset((tie.a, tie.b)) in known:
            continue
        later, earlier = sorted((tie.a, tie.b), key=ranks.__getitem__, reverse=True)
        one, other = corpus.texts[later], corpus.texts[earlier]
        yield (
            later,
            [
                Link(
                    id=row_id("story", one.id, other.id),
                    kind="story",
                    source=one.id,
                    target=other.id,
                    score=round(tie.likeness, 4),
                    reason=f"telling words alike by {tie.likeness:.2f}; published {other.date} and {one.date}",
                )
            ],
        )
