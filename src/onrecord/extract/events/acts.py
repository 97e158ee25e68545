"""Acts that a clause does in words: promises, threats and demands by what they govern."""

from collections.abc import Iterator

import msgspec

from onrecord.extract.events.candidates import Candidate
from onrecord.extract.events.parties import Parties, parties
from onrecord.extract.events.status import SPEECH, modals, status
from onrecord.extract.events.syntax import TIMES, Tree
from onrecord.extract.events.treaties import renewing, treaties
from onrecord.knowledge.plover import RECIPROCAL, Carriers
from onrecord.types import EventType, Span, Status

_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_BORROWS = _VERBAL | {"ACCUSE", "SUPPORT"}
_PROMISED = frozenset({"AID", "COOPERATE", "RETREAT", "CONCEDE"})
_HARM = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_WARNS = frozenset({"warn", "tell", "advise"})


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act with its candidate, parties and status; `inner` when another act governs it, `implied` when a promise,
    threat or demand is read off a clause that announces what will or must be done.
    """

    candidate: Candidate
    event: EventType
    parties: Parties
    status: Status
    inner: bool = False
    implied: bool = False


def acts(tree: Tree, found: list[Candidate], table: Carriers, headline: Span | None) -> Iterator[Act]:
    """The acts of all candidates, those that they imply after them."""
    at = {one.at: one for one in found}
    known: dict[int, Parties] = {}
    for one in sorted(found, key=lambda each: (each.noun, len(list(tree.governors(each.at))))):
        if _empty(tree, one, at):
            continue
        in_headline = headline is not None and headline.start <= tree.starts[one.at] < headline.end
        state = status(tree, one, table, in_headline)
        who = parties(tree, one, table)
        kind = _event(tree, one, table)
        if kind == "REQUEST" and one.carrier.lemma in _WARNS and not tree.kids(one.at, "xcomp"):
            continue
        if not (_placed(tree, one, who) if one.noun else _complete(tree, one)):
            continue
        above = _above(tree, one, known)
        if one.carrier.event in _BORROWS and not one.noun:
            who = _borrowed(tree, one, who)
        if above is not None and not one.noun:
            who = _inherited(tree, who, known[above])
        if not (who.sources or who.targets) and (both := renewing(tree, one.at, known)):
            who = Parties(both, both, who.where)
        known[one.at] = who
        inner = above is not None and at[above].carrier.event in _VERBAL
        yield Act(candidate=one, event=kind, parties=who, status=state, inner=inner)
        yield from _implied(tree, one, who, state, table)
    yield from _demands(tree, at)
    for one, who in treaties(tree, known):
        yield Act(candidate=one, event="AGREE", parties=who, status="occurred")


def _above(tree: Tree, one: Candidate, known: dict[int, Parties]) -> int | None:
    """The act that governs a verb: whose complement it is, or that it exemplifies ("including supplying arms")."""
    label, head = tree.deps[one.at], tree.heads[one.at]
    if label == "pcomp" and tree.words[head] in ("including", "as", "by", "through"):
        return tree.heads[head] if tree.heads[head] in known else None
    return head if label in ("xcomp", "ccomp") and head in known else None


def _inherited(tree: Tree, who: Parties, above: Parties) -> Parties:
    """An act without another party of its own has that of the act above it."""
    own = [span for span in who.targets if _known(tree, span)]
    if own or not above.targets or above.targets == who.sources:
        return who
    return msgspec.structs.replace(who, targets=above.targets, sources=who.sources or above.sources)


def _event(tree: Tree, one: Candidate, table: Carriers) -> EventType:
    """The type; a vow, promise or decision to do harm is a threat."""
    event = one.carrier.event
    if event == "AGREE" and not one.noun and tree.words[one.at] in table.operators["agree"]:
        for clause in tree.kids(one.at, "xcomp", "ccomp"):
            rows = table.verbs.get(tree.words[clause], ())
            if rows and rows[0].event in _HARM and not one.carrier.object:
                return "THREATEN"
    if event == "REQUEST" and one.carrier.lemma in _WARNS:
        for clause in tree.kids(one.at, "ccomp"):
            rows = table.verbs.get(tree.words[clause], ())
            if rows and rows[0].event in _HARM and modals(tree, clause) & {"will", "would", "'ll", "may", "could"}:
                return "THREATEN"
    return event


def _empty(tree: Tree, one: Candidate, at: dict[int, Candidate]) -> bool:
    """Whether a noun only repeats the act of the verb or noun that it belongs to ("signed an agreement")."""
    if not one.noun:
        return False
    head = tree.heads[one.at]
    above = tree.heads[head] if tree.deps[one.at] == "pobj" else head
    within = above != head and tree.words[head] in ("in", "during", "by", "of") and above in at
    if within and at[above].carrier.event == one.carrier.event:
        return True
    if tree.deps[one.at] == "compound" and (head in at or tree.is_noun(head)):
        return True
    if one.verb < 0 and head in at and tree.deps[one.at] in ("dobj", "nsubjpass"):
        return at[head].carrier.event == one.carrier.event
    return one.verb in at and at[one.verb].carrier.event == one.carrier.event


def _borrowed(tree: Tree, one: Candidate, who: Parties) -> Parties:
    """A promise, threat, refusal or demand without another party takes the first one that its content names."""
    own = set(who.sources)
    if any(_known(tree, span) for span in who.targets):
        return who
    inside = sorted(index for index in tree.subtree(one.at) if index > one.at)
    nouns = [index for index in inside if tree.is_noun(index) and tree.words[index] not in TIMES]
    for wanted in (tree.sided, tree.known):
        for index in nouns:
            if tree.deps[index] in ("compound", "npadvmod", "appos", "nmod"):
                continue
            if not wanted & {index, *tree.before(index)} or _aside(tree, index, one.at):
                continue
            found = tuple(dict.fromkeys(tree.phrase(each) for each in tree.group(index)))
            if not set(found) & own:
                return msgspec.structs.replace(who, targets=found)
    return who


def _aside(tree: Tree, index: int, trigger: int) -> bool:
    """Whether a noun stands in a relative clause or an apposition below the trigger."""
    return any(tree.deps[above] in ("relcl", "appos") for above in (index, *tree.governors(index)) if above > trigger)


def _complete(tree: Tree, one: Candidate) -> bool:
    """Whether a verb that acts on someone only through a preposition has it ("propose to", "align with")."""
    row = one.carrier
    if row.object or row.particle or row.event in RECIPROCAL or {"o", "dat", "x", "against"} & set(row.targets):
        return True
    return not row.targets or bool(tree.after(one.at, row.targets)) or bool(tree.kids(one.at, "xcomp"))


def _placed(tree: Tree, one: Candidate, who: Parties) -> bool:
    """Whether a noun's own clause says on whom or by whom: its prepositions, its carrying verb, what stands before."""
    if one.verb >= 0 and who.targets and who.sources:
        return True
    if tree.after(one.at, one.carrier.targets):
        return True
    return any(index in tree.known for index in tree.before(one.at))


def _known(tree: Tree, span: Span) -> bool:
    return any(index in tree.known or tree.tags[index] == "PRP" for index in tree.annotation.tokens.at(span))


def _implied(tree: Tree, one: Candidate, who: Parties, state: Status, table: Carriers) -> Iterator[Act]:
    """What an announced act is as an act in words: a promise of help, a threat of harm."""
    event = one.carrier.event
    if one.noun or not who.sources or not _announced(tree, one.at, table):
        return
    refuses = state == "denied" and modals(tree, one.at) & {"will", "would", "wo", "can", "could", "'ll"}
    if refuses and event not in table.hostile:
        yield Act(candidate=one, event="REJECT", parties=who, status="occurred", implied=True)
    elif state == "planned" and event in _PROMISED:
        yield Act(candidate=one, event="AGREE", parties=who, status="occurred", implied=True)
    elif state == "planned" and event in table.hostile - {"REJECT", "ACCUSE", "THREATEN"}:
        yield Act(candidate=one, event="THREATEN", parties=who, status="occurred", implied=True)


def _announced(tree: Tree, verb: int, table: Carriers) -> bool:
    """Whether the clause is the sentence's own or what someone is reported to say, not one that another act governs."""
    label, head = tree.deps[verb], tree.heads[verb]
    if label == "xcomp" and tree.is_verb(head) and tree.words[head] in table.operators["plan"]:
        return _announced(tree, head, table)
    if label == "ROOT" or head == verb:
        return True
    if label == "conj" and tree.is_verb(head):
        return _announced(tree, head, table)
    return label == "ccomp" and tree.words[head] in SPEECH


def _demands(tree: Tree, at: dict[int, Candidate]) -> Iterator[Act]:
    """`X said that Y must ...`: a demand of X on Y."""
    from onrecord.knowledge.plover import Carrier  # noqa: PLC0415

    row = Carrier(lemma="must", particle=(), object="", wanted=True, targets=(), event="REQUEST", mode=None, rank=0)
    for index in range(len(tree)):
        if tree.words[index] != "must" or tree.deps[index] != "aux":
            continue
        clause = tree.heads[index]
        governor = tree.heads[clause]
        if tree.deps[clause] != "ccomp" or governor in at or not tree.is_verb(governor):
            continue
        sources, targets = tree.subjects(governor), tree.kids(clause, "nsubj")
        if sources and targets:
            whole = Parties(
                tuple(tree.phrase(one) for one in sources),
                tuple(tree.phrase(each) for one in targets for each in tree.group(one)),
                None,
            )
            one = Candidate(at=index, carrier=row, noun=False)
            yield Act(candidate=one, event="REQUEST", parties=whole, status="occurred")
