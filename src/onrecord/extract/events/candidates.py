"""Words that may carry an act: verbs and nouns of the table whose clause has what their row asks for."""

import msgspec

from onrecord.extract.events.syntax import Tree
from onrecord.knowledge.plover import Carrier, Carriers

_QUESTIONS = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "which"})
_BESIDE = frozenset({"with", "of", "on", "from", "for", "as"})


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A token that may carry an act by a row of the table; `object` is the word that a row with a class matched.

    `verb` is the verb that carries a noun's act ("launched" of "launched an attack"), -1 for none.
    """

    at: int
    carrier: Carrier
    noun: bool
    object: int = -1
    verb: int = -1
    particle: tuple[int, ...] = ()


def candidates(tree: Tree, table: Carriers) -> list[Candidate]:
    """All candidates in the order of the text: the first row that fits a verb, then nouns that no verb took in."""
    verbs = [found for at in range(len(tree)) if tree.is_verb(at) and (found := _verb(tree, at, table))]
    taken = {found.object for found in verbs if found.object >= 0}
    verbs += [found for at in range(len(tree)) if (found := _adjective(tree, at, table))]
    nouns = [
        found for at in range(len(tree)) if tree.is_noun(at) and at not in taken and (found := _noun(tree, at, table))
    ]
    return sorted([*verbs, *nouns], key=lambda one: one.at)


def _verb(tree: Tree, at: int, table: Carriers) -> Candidate | None:
    for carrier in table.verbs.get(tree.words[at], ()):
        particle = _particle(tree, at, carrier.particle)
        if particle is None or _asks(tree, at, carrier):
            continue
        if not carrier.object:
            return Candidate(at=at, carrier=carrier, noun=False, particle=particle)
        wanted = table.classes.get(carrier.object, frozenset({carrier.object}))
        found = _of_class(tree, at, wanted)
        if (found >= 0) == carrier.wanted:
            return Candidate(at=at, carrier=carrier, noun=False, object=found, particle=particle)
    return None


def _asks(tree: Tree, at: int, carrier: Carrier) -> bool:
    """Whether `ask` puts a question instead of a demand."""
    if carrier.lemma != "ask":
        return False
    clauses = tree.kids(at, "ccomp", "advcl")
    asked = any(tree.words[one] in _QUESTIONS for clause in clauses for one in tree.children[clause])
    return asked or any(tree.words[prep] in ("about", "whether", "if") for prep in tree.kids(at, "prep", "mark"))


def _adjective(tree: Tree, at: int, table: Carriers) -> Candidate | None:
    """A predicate that is no verb: `is critical of`, `was against`."""
    if tree.deps[at] not in ("acomp", "prep", "oprd") or not tree.is_verb(tree.heads[at]):
        return None
    if tree.deps[at] == "prep" and tree.words[tree.heads[at]] not in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "'s",
        "’s",
    ):
        return None
    rows = table.adjectives.get(tree.words[at], ())
    return Candidate(at=at, carrier=rows[0], noun=False, verb=tree.heads[at]) if rows and not tree.is_verb(at) else None


def _particle(tree: Tree, at: int, particle: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of a particle beside its verb, None where it isn't there."""
    found: list[int] = []
    for word in particle:
        near = [
            i for i in range(at + 1, min(at + 6, len(tree))) if tree.words[i] == word and tree.heads[i] in (at, *found)
        ]
        if not near:
            return None
        found.append(near[0])
    return tuple(found)


def _of_class(tree: Tree, verb: int, wanted: frozenset[str]) -> int:
    """The object, or the noun after a preposition, that is of a class or has a word of it beside it; -1 for none."""
    nouns = tree.objects(verb)
    for noun in nouns:
        if _is(tree, noun, wanted):
            return noun
    for prep in tree.kids(verb, "prep"):
        for noun in tree.kids(prep, "pobj"):
            fits = tree.words[noun] in wanted and tree.words[prep] in _BESIDE
            if fits and (not nouns or tree.words[prep] in ("with", "as")):
                return noun
    for child in tree.kids(verb, "oprd", "acomp", "ccomp", "xcomp"):
        if tree.words[child] in wanted or any(
            tree.words[one] in wanted for one in tree.kids(child, "acomp", "attr", "oprd")
        ):
            return child
    return -1


def _is(tree: Tree, noun: int, wanted: frozenset[str]) -> bool:
    if tree.words[noun] in wanted:
        return True
    beside = tree.kids(noun, "compound", "amod", "nmod")
    if any(tree.words[word] in wanted for word in beside):
        return True
    return any(
        tree.words[inner] in wanted
        for prep in tree.kids(noun, "prep")
        if tree.words[prep] == "of"
        for inner in tree.kids(prep, "pobj")
    )


def _noun(tree: Tree, at: int, table: Carriers) -> Candidate | None:
    for carrier in table.nouns.get(tree.words[at], ()):
        size = len(carrier.particle)
        if size and tuple(tree.words[max(0, at - size) : at]) != carrier.particle:
            continue
        return Candidate(
            at=at, carrier=carrier, noun=True, verb=carrying(tree, at, table), particle=tuple(range(at - size, at))
        )
    return None


def carrying(tree: Tree, noun: int, table: Carriers) -> int:
    """The light verb that a noun is the object (of a passive, the subject) of, -1 for none."""
    label, head = tree.deps[noun], tree.heads[noun]
    if label == "conj" and tree.is_noun(head):
        return carrying(tree, head, table)
    if label in ("dobj", "nsubjpass", "attr") and tree.is_verb(head) and tree.words[head] in table.operators["carry"]:
        return head
    if label == "pobj" and tree.words[tree.heads[noun]] in ("in", "out"):
        governor = tree.heads[tree.heads[noun]]
        if tree.is_verb(governor) and tree.words[governor] in table.operators["carry"]:
            return governor
    return -1
