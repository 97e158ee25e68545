"""The words of an act's time, by the syntax of its clause."""

import re

from onrecord.extract.events.candidates import Candidate
from onrecord.extract.events.status import SPEECH
from onrecord.extract.events.syntax import Tree
from onrecord.types import Span

_TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|today|yesterday|tomorrow|tonight|week|weekend|"
    r"month|year|decade|morning|afternoon|evening|night|overnight|(?:1[5-9]|20)\d\d|\d{1,2}(?:st|nd|rd|th)?|earlier|ago|later"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_MAKING = frozenset("of signing conclusion adoption ratification founding establishment".split())
_AT = frozenset("on in during at over since last this next by late early from before after".split())


def when(tree: Tree, found: Candidate) -> Span | None:
    """The first expression of time that hangs on the act's verb or noun, or on the verb that carries it.

    A noun's own year (`the 1999 treaty`) and the anniversary of it that is kept tell before all else.
    """
    if found.noun:
        own = year(tree, found.at) or _kept(tree, anniversary(tree, found.at))
        if own is not None:
            return own
    for holder in dict.fromkeys((found.at, found.verb, found.object, *_shared(tree, found.at))):
        for child in tree.children[holder] if holder >= 0 else ():
            span = _expression(tree, child)
            if span is not None:
                return span
    return None


def year(tree: Tree, noun: int) -> Span | None:
    """The year that stands before a noun, None where there's none."""
    own = [one for one in tree.before(noun) if _YEAR.fullmatch(tree.words[one])]
    return tree.span(own[-1], own[-1]) if own else None


def anniversary(tree: Tree, noun: int) -> int:
    """The anniversary of what a noun tells, or of its signing, that stands above it; -1 for none."""
    for above in tree.governors(noun):
        if tree.words[above] == "anniversary":
            return above
        if tree.words[above] not in _MAKING:
            return -1
    return -1


def _kept(tree: Tree, kept: int) -> Span | None:
    """From the ordinal to the word `anniversary`, so that the year can be reckoned back."""
    counts = [one for one in tree.before(kept) if _ORDINAL.fullmatch(tree.words[one])] if kept >= 0 else []
    return tree.span(counts[0], kept) if counts else None


def _shared(tree: Tree, at: int) -> list[int]:
    """Verbs whose adverbials an act shares: those it is joined to or is the complement of, up to a verb of speech."""
    shared = []
    for above in tree.governors(at):
        if (
            not tree.is_verb(above)
            or tree.words[above] in SPEECH
            or tree.deps[at] not in ("xcomp", "conj", "dobj", "pobj", "prep", "advcl")
        ):
            break
        shared.append(above)
        at = above
    return shared


def _expression(tree: Tree, child: int) -> Span | None:
    """The span of an adverbial that is a time: a bare noun or a phrase with a preposition."""
    label = tree.deps[child]
    if label in ("npadvmod", "advmod", "nmod") and _TIME.fullmatch(tree.words[child]):
        inside = sorted(tree.subtree(child))
        return tree.span(inside[0], inside[-1])
    if label == "prep" and tree.words[child] in _AT:
        for noun in tree.kids(child, "pobj"):
            if _TIME.fullmatch(tree.words[noun]):
                inside = sorted(tree.subtree(noun))
                return tree.span(inside[0], inside[-1])
    return None
