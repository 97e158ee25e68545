"""Across documents: stories, copies, origins, utterances, events, contradictions.

`link` is one pass over a record's documents; each question has its file. Nothing here extracts or resolves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from onrecord.link import contradictions, events, utterances
from onrecord.link.copying import Copies, find
from onrecord.link.corpus import Corpus
from onrecord.link.gather import Gathered, gather
from onrecord.link.origins import OUTLET, copy_link, credit_link, lineage, text_links
from onrecord.link.stories import Stories, stories
from onrecord.settings import LinkSettings
from onrecord.types import Document, Extraction, Link, Linked, Utterance, row_id

__all__ = ["link"]
_Links = dict[int, list[Link]]


def link(rows: Iterable[tuple[Document, Extraction]], settings: LinkSettings) -> Iterator[Linked]:
    """Tie documents: one row each, in order of ids, as the rows must come.

    The same rows give the same ties, whatever was linked before. `actors` and `extraction` of the rows are left to who
    calls. Memory: about 25 kB a document of 700 words, since no text is kept. Time: near-linear in documents.
    """
    found = gather(rows)
    corpus = Corpus.of(found.texts, settings.unrelated)
    copies = find(corpus, settings)
    told = stories(corpus, settings.story, [(one.copy, one.source) for one in copies.copies])
    line = lineage(corpus, copies, found.credits)
    main = copies.main()
    links: _Links = defaultdict(list)
    _add(links, text_links(corpus, copies, found.credits, told.of).items())
    _add(links, ((one.copy, [copy_link(corpus, one)]) for one in copies.copies))
    _add(links, _story_links(corpus, told, copies))
    groups = {group[0]: group for group in utterances.group(found.sayings, settings)}
    for group in groups.values():
        _add(links, ((text, [tie]) for text, tie in utterances.links([found.sayings[index] for index in group])))
    _events(found, told, settings, links)
    _add(links, ((text, [one]) for text, one in contradictions.of_sayings(found.sayings, settings)))
    _add(links, _citations(found))
    acts_of_speaking = _utterances(found, corpus, groups)
    for text, (known, spoken) in enumerate(zip(corpus.texts, acts_of_speaking, strict=True)):
        yield Linked(
            document=known.id,
            story=row_id("story", corpus.texts[told.of[text]].id),
            copy_of=corpus.texts[main[text].source].id if text in main else None,
            origin=corpus.texts[line.first[text]].id if text in line.first else None,
            links=tuple(sorted(links.pop(text, ()), key=lambda one: (one.kind, one.source, one.target, one.id))),
            utterances=tuple(spoken),
        )


def _utterances(found: Gathered, corpus: Corpus, groups: dict[int, list[int]]) -> Iterator[list[Utterance]]:
    """The utterances that each document is the first to tell, made when asked for."""
    ids, ranks = [text.id for text in corpus.texts], corpus.ranks()
    further = {index for group in groups.values() for index in group[1:]}
    told = groupby(
        (index for index in range(len(found.sayings)) if index not in further),
        key=lambda index: found.sayings[index].text,
    )
    waiting = next(told, None)
    for text in range(len(corpus.texts)):
        indices: Iterable[int] = ()
        if waiting and waiting[0] == text:
            indices = list(waiting[1])
            waiting = next(told, None)
        yield [
            utterances.utterance([found.sayings[member] for member in groups.get(index, [index])], ranks, ids)
            for index in indices
        ]


def _events(found: Gathered, told: Stories, settings: LinkSettings, links: _Links) -> None:
    """The links of merged events, and the contradictions in what tells them."""
    placed = [msgspec.structs.replace(one, story=told.of[one.text]) for one in found.tellings]
    for group in events.group(placed, settings):
        _add(links, ((text, [one]) for text, one in events.links([placed[index] for index in group], settings)))
    _add(links, ((text, [one]) for text, one in contradictions.of_events(placed, settings)))


def _citations(found: Gathered) -> Iterator[tuple[int, list[Link]]]:
    """Statements and events that their own sentence credits to a medium."""
    rows = [*((one.id, one.text) for one in found.sayings), *((one.event.id, one.text) for one in found.tellings)]
    for id, text in rows:
        if id in found.cited:
            yield text, [credit_link(id, OUTLET + found.cited[id].medium, found.cited[id])]


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


def _add(links: _Links, more: Iterable[tuple[int, list[Link]]]) -> None:
    for text, found in more:
        links[text].extend(found)
