"""Who acts on whom: the parties of a candidate, by the syntax of its own clause."""

import msgspec

from onrecord.extract.events.candidates import Candidate
from onrecord.extract.events.syntax import RELATIVE, TIMES, Tree
from onrecord.knowledge.plover import RECIPROCAL, Carriers
from onrecord.types import Span

# Participles whose subject acts: "is opposed to".
_TURNED = frozenset({"opposed", "committed", "prepared", "determined", "engaged", "allied", "aligned", "involved"})
_ONE_SIDED = frozenset({"pledge", "pledges", "promise", "promises", "offer", "offers"})
_PLACES = ("in", "at", "near", "off", "along", "around", "over")


class Parties(msgspec.Struct, frozen=True):
    """Noun phrases that name who acts, who is acted on, and where."""

    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    where: Span | None


def parties(tree: Tree, found: Candidate, table: Carriers) -> Parties:
    """The parties of a candidate; those of a joint act all stand in both places."""
    sources, targets = _noun(tree, found) if found.noun else _verb(tree, found)
    sources = [one for one in sources if one not in targets or found.noun]
    named, others = _phrases(tree, sources), _phrases(tree, targets)
    if joint(tree, found, sources, table):
        named = others = tuple(dict.fromkeys([*named, *others]))
    return Parties(named, others, _where(tree, found))


def joint(tree: Tree, found: Candidate, sources: list[int], table: Carriers) -> bool:
    """Whether the act is one that its parties do together: talks, pacts, cooperation; a promise isn't."""
    event = found.carrier.event
    if event == "SUPPORT":
        return found.object >= 0 and found.carrier.object == "ties"
    if event not in RECIPROCAL:
        return False
    if event != "AGREE" or found.noun or (found.object >= 0 and tree.words[found.object] in table.classes["pact"]):
        return not (found.noun and tree.words[found.at] in _ONE_SIDED)
    return len(sources) > 1 and not any(
        tree.is_verb(one) for one in tree.kids(found.at, "xcomp") if tree.after(one, ("to", "for"))
    )


def _phrases(tree: Tree, nouns: list[int]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(tree.phrase(noun) for noun in nouns))


def _verb(tree: Tree, found: Candidate) -> tuple[list[int], list[int]]:
    turned = tree.words[found.at] in _TURNED and tree.passive(found.at)
    holder = found.verb if found.verb >= 0 else found.at
    sources = tree.patients(found.at) if turned else tree.subjects(holder)
    wanted = found.carrier.targets
    targets: list[int] = []
    for place in wanted:
        targets = _place(tree, found, place)
        if targets:
            break
    targets = [one for one in targets if tree.words[one] not in RELATIVE and tree.words[one] not in TIMES]
    targets = _part_of(tree, found.at, targets)
    if found.object >= 0:
        beside = [one for one in tree.before(found.object) if one in tree.known]
        if not targets:
            targets = beside
        elif not sources:
            sources = beside
    with_ = tree.after(found.at, ("alongside", "together")) if found.carrier.event in RECIPROCAL else []
    return sources + with_, targets


def _part_of(tree: Tree, verb: int, targets: list[int]) -> list[int]:
    """Whoever something is recognised as a part of, where that is what is recognised."""
    for prep in tree.kids(verb, "prep"):
        for part in tree.kids(prep, "pobj") if tree.words[prep] == "as" else []:
            if tree.words[part] in ("part", "territory", "province", "region"):
                return tree.after(part, ("of",)) or targets
    return targets


def _place(tree: Tree, found: Candidate, place: str) -> list[int]:  # noqa: PLR0911 - a case a place
    """What stands at one of a row's places: the object, a dative, who is to act, or after a preposition."""
    at = found.at
    if place == "o" and tree.deps[at] == "prep":
        return [noun for child in tree.kids(at, "pobj") for noun in tree.group(child)]
    if place == "o":
        if found.particle and not tree.objects(at):
            return [
                noun
                for word in found.particle
                for child in tree.kids(word, "pobj", "dobj")
                for noun in tree.group(child)
            ]
        return [one for one in tree.objects(at) if one != found.object or tree.names(one)]
    if place == "dat":
        direct = [one for child in tree.kids(at, "dative") if not tree.kids(child, "pobj") for one in tree.group(child)]
        if not direct and tree.passive(at) and found.object in tree.kids(at, "dobj"):
            return tree.patients(at)
        return direct
    if place == "x":
        return _who_is_to(tree, at)
    own = tree.after(at, (place,))
    if not own and found.object >= 0:
        own = tree.after(found.object, (place,))
    if not own:
        for word in found.particle:
            own = own or tree.after(word, (place,))
    if not own and found.object < 0 and not tree.passive(at):
        for noun in tree.objects(at):  # "shared what it knew with Peru": parsers hang the party on the thing
            own = own or tree.after(noun, (place,))
    return own or (_attached(tree, at, found.object, place) if found.object >= 0 else [])


def _attached(tree: Tree, verb: int, noun: int, place: str) -> list[int]:
    """A party that the parser hung deeper in the object: "tents and flour to Mozambique"."""
    for prep in sorted(tree.subtree(noun)):
        if tree.words[prep] == place and tree.deps[prep] == "prep" and prep > verb:
            for child in tree.kids(prep, "pobj"):
                if tree.sided & {child, *tree.before(child)}:
                    return tree.group(child)
    return []


def _who_is_to(tree: Tree, verb: int) -> list[int]:
    """The object or the subject of the clause that says what someone is asked or made to do."""
    for clause in tree.kids(verb, "ccomp", "xcomp"):
        own = tree.kids(clause, "nsubj", "nsubjpass")
        if own and own[0] > verb:
            return tree.group(own[0])
    return [noun for child in tree.kids(verb, "dobj") for noun in tree.group(child)]


def _noun(tree: Tree, found: Candidate) -> tuple[list[int], list[int]]:
    at, wanted = found.at, found.carrier.targets
    holder = found.particle[0] if found.particle else at
    before = [one for one in tree.before(at) if one < holder and (tree.deps[one] == "poss" or one in tree.known)]
    before = [noun for one in before for noun in (tree.group(one) if tree.deps[one] == "poss" else [one])]
    sources = before + tree.after(at, ("by",))
    targets: list[int] = []
    for place in wanted:
        targets = tree.after(at, (place,))
        if not targets and found.verb >= 0:
            targets = tree.after(found.verb, (place,))
        if targets:
            break
    if found.verb >= 0 and not tree.passive(found.verb):
        subjects = tree.subjects(found.verb)
        if not targets and before and subjects:
            targets = before
        sources = subjects + sources if found.carrier.event in RECIPROCAL else subjects or sources
    elif found.verb >= 0 and not sources:
        sources = tree.subjects(found.verb)
    if not sources:
        sources = tree.after(at, ("from",)) or _owner(tree, at)
    return sources, targets


def _owner(tree: Tree, noun: int) -> list[int]:
    """The subject of the verb that a noun without an owner depends on ("Russia is engaged in a conflict with ...")."""
    for above in tree.governors(noun):
        if tree.is_verb(above):
            return (
                [] if noun in tree.kids(above, "nsubj", "nsubjpass") else tree.subjects(above) or tree.patients(above)
            )
    return []


def _where(tree: Tree, found: Candidate) -> Span | None:
    """The place that a preposition of place gives the act, where it isn't itself a party."""
    for holder in (found.at, found.object, found.verb):
        if holder < 0:
            continue
        for prep in tree.kids(holder, "prep"):
            if tree.words[prep] in _PLACES:
                for child in tree.kids(prep, "pobj"):
                    if tree.tags[child].startswith("NNP"):
                        return tree.phrase(child)
    return None
