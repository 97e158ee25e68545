"""Who took it from whom: each document's and statement's edges to where its words come from, with the reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.knowledge.media import medium_of
from onrecord.link.copying import Copies, Copy
from onrecord.link.corpus import Corpus
from onrecord.link.credits import Credit
from onrecord.types import Link, row_id

OUTLET = "outlet:"


class Lineage(msgspec.Struct, frozen=True):
    """The first text of each copy's line, by index; and for each text the key of its origin.

    Two texts of one key have one origin: they copy one text, are credited to one agency, or come from one outlet.
    """

    first: Mapping[int, int]
    keys: Sequence[str]


def lineage(corpus: Corpus, copies: Copies, credits: Sequence[Sequence[Credit]]) -> Lineage:
    """Follow copies back to the first text, then its credit of the whole text, then its outlet, else the text itself.

    A copy with a credit of its own, of another line, keeps the credit of the line only if it has none.
    """
    before = {copy: one.source for copy, one in copies.main().items()}
    first: dict[int, int] = {}
    for text in range(len(corpus.texts)):
        at = text
        while at in before:
            at = before[at]
        first[text] = at
    credited = [_whole(found) for found in credits]
    lines: dict[int, str] = {}
    for text in range(len(corpus.texts)):
        if credited[text]:
            lines.setdefault(first[text], credited[text])
    keys = [credited[first[text]] or lines.get(first[text], "") or _own(corpus, first[text]) for text in first]
    return Lineage({text: at for text, at in first.items() if at != text}, keys)


def copy_link(corpus: Corpus, one: Copy) -> Link:
    """The link of kind copy: shared stretches in both, kinds in `detail`."""
    copy, source = corpus.texts[one.copy], corpus.texts[one.source]
    spans, matches = one.overlap.spans(copy.body, source.body)
    return Link(
        id=row_id("copy", copy.id, source.id),
        kind="copy",
        source=copy.id,
        target=source.id,
        score=round(one.overlap.share, 4),
        reason=f"{one.kinds[0]}: {_percent(one.overlap.share_a)} of its words stand in the other, which has "
        f"{_percent(one.overlap.share_b)} of its own here",
        detail=", ".join(one.kinds),
        spans=spans,
        matches=matches,
    )


def text_links(
    corpus: Corpus, copies: Copies, credits: Sequence[Sequence[Credit]], stories: Sequence[int]
) -> dict[int, list[Link]]:
    """Edges of kind origin between texts, by index of the text that took."""
    out: dict[int, list[Link]] = defaultdict(list)
    for one in copies.copies:
        reason = f"copies {_percent(one.overlap.share_a)} of its words, {_apart(corpus, one)}"
        out[one.copy].append(_link(corpus.texts[one.copy].id, corpus.texts[one.source].id, one.overlap.share, reason))
    for one in copies.passages:
        reason = f"shares a run of {one.overlap.longest} words, {_apart(corpus, one)}"
        spans, matches = one.overlap.spans(corpus.texts[one.copy].body, corpus.texts[one.source].body)
        link = _link(corpus.texts[one.copy].id, corpus.texts[one.source].id, one.overlap.share, reason)
        out[one.copy].append(msgspec.structs.replace(link, spans=spans, matches=matches))
    published = _published(corpus, stories)
    for text, found in enumerate(credits):
        named: set[str] = set()
        for credit in found:
            if credit.whole and credit.medium not in named:
                named.add(credit.medium)
                target = published.get((stories[text], credit.medium), OUTLET + credit.medium)
                out[text].append(credit_link(corpus.texts[text].id, target, credit))
    return out


def credit_link(source: str, target: str, credit: Credit) -> Link:
    """The edge of a text or a statement to the medium, or the medium's text, that it credits."""
    return msgspec.structs.replace(_link(source, target, 0.9, credit.reason), spans=(credit.span,))


def _published(corpus: Corpus, stories: Sequence[int]) -> dict[tuple[int, str], str]:
    """The first text in time that a medium published in a story."""
    ranks = corpus.ranks()
    out: dict[tuple[int, str], str] = {}
    for text in sorted(range(len(corpus.texts)), key=ranks.__getitem__):
        medium = medium_of(corpus.texts[text].outlet or "")
        if medium:
            out.setdefault((stories[text], medium), corpus.texts[text].id)
    return out


def _link(source: str, target: str, score: float, reason: str) -> Link:
    return Link(
        id=row_id("origin", source, target, reason),
        kind="origin",
        source=source,
        target=target,
        score=round(score, 4),
        reason=reason,
    )


def _whole(credits: Sequence[Credit]) -> str:
    return next((OUTLET + one.medium for one in credits if one.whole), "")


def _own(corpus: Corpus, text: int) -> str:
    outlet = corpus.texts[text].outlet
    return OUTLET + (medium_of(outlet) or outlet) if outlet else corpus.texts[text].id


def _apart(corpus: Corpus, one: Copy) -> str:
    copy, source = corpus.texts[one.copy].day, corpus.texts[one.source].day
    if copy is None or source is None:
        return "in an order of time that isn't known"
    if copy == source:
        return "published the same day"
    return f"published {copy - source} day{'' if copy - source == 1 else 's'} later"


def _percent(part: float) -> str:
    return f"{round(part * 100)} %"
