"""Agreements told long after: `the 20th anniversary of their treaty`, `the 1999 pact, renewed in 2019`."""

from collections.abc import Iterator, Mapping

from onrecord.extract.events.candidates import Candidate
from onrecord.extract.events.parties import Parties
from onrecord.extract.events.syntax import Tree
from onrecord.extract.events.when import anniversary, when, year
from onrecord.knowledge.plover import Carrier
from onrecord.types import Span

_LASTING = frozenset("treaty treaties pact pacts accord accords agreement agreements convention alliance".split())
_RENEWED = frozenset({"renewed", "prolonged", "extended"})
_PRONOUNS = frozenset({"one", "it", "which", "that"})
_MADE = Carrier(lemma="treaty", particle=(), object="", wanted=True, targets=(), event="AGREE", mode=None, rank=0)


def treaties(tree: Tree, known: Mapping[int, Parties]) -> Iterator[tuple[Candidate, Parties]]:
    """Treaties told by their year or anniversary, and renewals told by their date; `known`: parties of acts by token.

    The parties stand behind `between`, or are whoever keeps the anniversary or owns the treaty; a renewed one without
    parties of its own has those of the pact told before it in the sentence. All are parties on both sides.
    """
    for at in range(len(tree)):
        if at in known:
            continue
        if tree.is_noun(at) and tree.words[at] in _LASTING and (year(tree, at) or anniversary(tree, at) >= 0):
            who, noun = _parties(tree, at), True
        elif tree.words[at] in _RENEWED:
            who, noun = renewing(tree, at, known), False
        else:
            continue
        one = Candidate(at=at, carrier=_MADE, noun=noun)
        if who and when(tree, one) is not None:
            yield one, Parties(who, who, None)


def _parties(tree: Tree, noun: int) -> tuple[Span, ...]:
    """Whoever a treaty binds, as far as its own words or those of its anniversary tell."""
    kept = anniversary(tree, noun)
    bound = tree.after(noun, ("between", "with", "among"))
    if not bound and kept >= 0 and tree.deps[kept] == "dobj":
        bound = tree.subjects(tree.heads[kept])
    if not bound:
        bound = [one for owner in tree.kids(noun, "poss") for one in tree.group(owner)]
    return tuple(dict.fromkeys(tree.phrase(one) for one in bound))


def renewing(tree: Tree, verb: int, known: Mapping[int, Parties]) -> tuple[Span, ...]:
    """Whoever renews, of a passive: the parties of the treaty that is renewed, or of the pact that a pronoun means."""
    renewed = tree.patients(verb) if tree.words[verb] in _RENEWED and tree.passive(verb) else []
    for noun in renewed:
        if tree.words[noun] in _LASTING:
            return _parties(tree, noun)
    if not any(tree.words[noun] in _PRONOUNS for noun in renewed):
        return ()
    for before in sorted((one for one in known if one < verb), reverse=True):
        about = {tree.words[noun] for noun in tree.objects(before)}
        if tree.sentence[before] == tree.sentence[verb] and about & _LASTING:
            return tuple(dict.fromkeys((*known[before].sources, *known[before].targets)))
    return ()
