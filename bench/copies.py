"""Copies: texts altered in known ways among their originals, and independent reports of one event beside them.

Every altered text stands a day after its original. A link between texts of two families is wrong, unless the corpus
itself holds the same text twice: pairs of originals that share most of their words are left out of the count.
"""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import msgspec

from bench.scorers import read
from bench.stories import document
from onrecord.link.copying import find
from onrecord.link.corpus import Corpus, Text
from onrecord.settings import LinkSettings
from onrecord.types import Document, Published

SEED = 7
DATA = Path(__file__).parent / "data"
_LEAST = 120
_SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "said/stated told/informed also/likewise however/yet about/roughly after/following before/ahead because/since "
        "big/large large/sizeable many/numerous show/demonstrate showed/demonstrated help/assist people/persons "
        "start/begin started/began end/finish ended/finished make/create made/created get/obtain got/obtained "
        "use/employ used/employed new/recent old/former first/initial last/final way/manner part/portion "
        "plan/scheme plans/schemes work/labour while/whilst would/might could/might may/might near/close "
        "important/significant several/various attack/assault attacks/assaults killed/slain found/discovered "
        "called/named asked/requested agreed/consented announced/declared reported/noted official/functionary "
        "officials/functionaries government/authorities company/firm companies/firms money/funds country/nation "
        "countries/nations city/town area/region year/twelvemonth day/date week/seven-day month/period home/residence "
        "small/little high/elevated low/reduced long/lengthy good/fine bad/poor very/highly more/further most/nearly "
        "over/above under/beneath between/among against/versus through/via during/amid without/lacking within/inside"
    ).split()
)
_WIRE = (
    "CITY, Jan 1 (Agency) - ",
    "Reporting by A. Writer and B. Author; Editing by C. Editor. Our standards are the agency's principles of trust.",
    "This material may not be published, broadcast, rewritten or redistributed without permission of the agency.",
)
_GENITIVE = re.compile(r"\b([A-Z]\w+)[’']s (\w+)")
_ARTICLES = frozenset({"the", "a", "an", "that"})
Change = Callable[[list[str], random.Random], list[str]]


def cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The opening third to two thirds."""
    words = sum(len(one.split()) for one in paragraphs) * chance.uniform(0.33, 0.67)
    out: list[str] = []
    while paragraphs[len(out) :] and sum(len(one.split()) for one in out) < words:
        out.append(paragraphs[len(out)])
    return out


def reordered(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The paragraphs in another order."""
    return chance.sample(paragraphs, len(paragraphs))


def edited(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Words exchanged for others, some left out: about one in twelve."""
    out = []
    for paragraph in paragraphs:
        words = [_SYNONYMS.get(word, word) if chance.random() < 0.8 else word for word in paragraph.split()]
        out.append(" ".join(word for word in words if chance.random() > 0.03))
    return out


def reworded(paragraphs: list[str], chance: random.Random) -> list[str]:
    """What a translation and one back leave: every third word or so another, genitives turned, articles come and gone.

    A stand-in: for a word without a synonym here another of the text is taken, about one in seven.
    """
    words = [word for paragraph in paragraphs for word in paragraph.split()]
    out = []
    for paragraph in paragraphs:
        turned = _GENITIVE.sub(r"the \2 of \1", paragraph)
        kept = []
        for word in turned.split():
            if word.lower() in _ARTICLES and chance.random() < 0.5:
                continue
            other = _SYNONYMS.get(word) or (chance.choice(words) if chance.random() < 0.15 else word)
            kept += ["the", other] if chance.random() < 0.04 else [other]
        out.append(" ".join(kept))
    return out


def wire(paragraphs: list[str], _chance: random.Random) -> list[str]:
    """The furniture of an agency around the text."""
    return [_WIRE[0] + paragraphs[0], *paragraphs[1:], *_WIRE[1:]]


def same(paragraphs: list[str], _chance: random.Random) -> list[str]:
    """Nothing changed."""
    return paragraphs


CHANGES: dict[str, Change] = {
    "verbatim": same, "re-headlined": same, "cut": cut, "re-ordered": reordered, "edited": edited, "inserted": same,
    "wire": wire, "reworded": reworded,
}  # fmt: skip


def altered(original: Document, kind: str, others: list[Document], chance: random.Random) -> Document:
    """A copy of a document in one of the kinds, published a day later by somebody else.

    `notes` hold the id of the document that lent the paragraphs inserted.
    """
    paragraphs = CHANGES[kind](_paragraphs(original), chance)
    lender = chance.choice(others)
    if kind == "inserted":
        for paragraph in _paragraphs(lender)[:6]:
            paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), paragraph)
    title = original.title
    if kind == "re-headlined":
        title = " ".join(chance.sample((original.title or "A headline").split(), k=3)) + ": what we know"
    day = original.published.date.first if original.published else dt.date(2000, 1, 1)
    return msgspec.structs.replace(
        original,
        id=f"{original.id}-{kind}",
        text="\n".join(paragraphs),
        title=title,
        outlet="copies.example",
        notes=(lender.id,) if kind == "inserted" else (),
        published=Published((day + dt.timedelta(days=1)).isoformat(), "day", "metadata"),
    )


def figures(shared: Path) -> dict[str, float]:
    """By kind: recall of copies, how many are named as what they are, precision of all links; and false links."""
    rows = read(shared / "corpora" / "news_cluster" / "dev.jsonl")
    originals = [document(row) for row in rows if len(row["text"].split()) >= _LEAST]
    event = {row["id"]: row["event_id"] for row in rows}
    twins = _twins(originals)
    out: dict[str, float] = {"twins in the corpus": float(len(twins))}
    for kind in CHANGES:
        chance = random.Random(f"{SEED} {kind}")
        copies = [
            altered(one, kind, [o for o in originals if event[o.id] != event[one.id]], chance) for one in originals
        ]
        out |= _score(kind, originals, copies, twins)
    return out


def _score(
    kind: str, originals: list[Document], copies: list[Document], twins: set[frozenset[str]]
) -> dict[str, float]:
    corpus = Corpus.of(
        (Text.of(one) for one in sorted([*originals, *copies], key=lambda one: one.id)), LinkSettings().unrelated
    )
    lenders = {one.id: one.notes for one in copies}
    found: set[str] = set()
    named = wrong = right = 0
    for link in find(corpus, LinkSettings()).copies:
        copy, source = corpus.texts[link.copy].id, corpus.texts[link.source].id
        one, other = _families(copy, lenders), _families(source, lenders)
        own = {copy.split("-")[0], source.split("-")[0]}
        if len(own) == 1 or (frozenset(own) in twins and copy in lenders):
            right += 1
            found.add(copy)
            named += (kind if kind != "wire" else link.kinds[0]) in link.kinds
        elif not one & other and not any(frozenset((a, b)) in twins for a in one for b in other):
            wrong += 1
    return {
        f"{kind} recall": len(found) / len(copies),
        f"{kind} named": named / max(1, right),
        f"{kind} precision": right / max(1, right + wrong),
    }


def _families(id: str, lenders: dict[str, tuple[str, ...]]) -> set[str]:
    """The originals that a text is made of."""
    return {id.split("-", maxsplit=1)[0], *lenders.get(id, ())}


def _twins(originals: Iterable[Document]) -> set[frozenset[str]]:
    """Pairs of originals that a person, reading, found to be one text in two outlets (`bench/data/twins.txt`)."""
    families = [line.split() for line in (DATA / "twins.txt").read_text(encoding="utf8").splitlines()]
    ids = {one.id for one in originals}
    return {frozenset(pair) for family in families for pair in combinations(sorted(ids.intersection(family)), 2)}


def _paragraphs(one: Document) -> list[str]:
    return [paragraph for paragraph in one.text.split("\n") if paragraph.strip()]
