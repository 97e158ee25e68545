"""Whether an act occurred, goes on, is planned, may be, or is denied: by mood, tense, negation and what governs it."""

import re

from onrecord.extract.events.candidates import Candidate
from onrecord.extract.events.modality import turn_of_phrase
from onrecord.extract.events.syntax import Tree
from onrecord.knowledge.plover import Carriers, status_words
from onrecord.types.event import Status

_MAYBE = status_words("maybe")
_IF = status_words("if")
_STATIVE = frozenset({"SUPPORT", "COOPERATE", "AID", "SANCTION", "MOBILIZE", "COERCE"})
_STATES = status_words("states")
_PLANNED_BESIDE = status_words("planned_beside")
_MAYBE_BESIDE = status_words("maybe_beside")
_ONGOING_BESIDE = status_words("ongoing_beside")
_DENIED_BESIDE = status_words("denied_beside")
_MAYBE_NOUNS = status_words("maybe_nouns")
_PLAN_NOUNS = status_words("plan_nouns")
_CONTINUE = status_words("continue")
_WISH = status_words("wish")
_FAIL = status_words("fail")
_FUTURE_WORDS = re.compile(r"\b(?:next (?:week|month|year)|tomorrow|later this (?:week|month|year))\b")
SPEECH = status_words("speech")
_NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor", "n’t"})


def status(tree: Tree, found: Candidate, table: Carriers, headline: bool) -> Status:
    """The status of a candidate; `headline` words in the present tense tell of what was done."""
    told = turn_of_phrase(tree, found.at, headline)
    if told is None and found.noun and found.verb >= 0:
        told = turn_of_phrase(tree, found.verb, headline)
    if told is not None:
        return told
    if found.noun:
        return _of_noun(tree, found, table, headline)
    return _of_verb(tree, found.verb if found.verb >= 0 else found.at, found.carrier.event, table, headline)


def _of_verb(tree: Tree, verb: int, event: str, table: Carriers, headline: bool) -> Status:  # noqa: PLR0911 - a list of cases, in order
    chain = _chain(tree, verb)
    for one in chain:
        if _negated(tree, one):
            return "denied" if not modals(tree, one) & {"may", "might", "could"} else "hypothetical"
    if _conditional(tree, verb):
        return "hypothetical"
    governed = _governed(tree, verb, table)
    if governed is not None:
        return governed
    own = set().union(*(modals(tree, one) for one in chain))
    if own & _MAYBE:
        return "hypothetical"
    if own & {"will", "'ll", "’ll", "shall", "wo", "to-be"}:
        return "planned"
    if own & {"would", "'d"}:
        return "planned" if _reported(tree, verb) else "hypothetical"
    return _by_tense(tree, verb, event, headline)


def _by_tense(tree: Tree, verb: int, event: str, headline: bool) -> Status:
    tag = tree.tags[verb]
    auxiliaries = [tree.words[child] for child in tree.kids(verb, "aux")]
    if tag == "VBG" and any(word in ("is", "are", "am", "'s", "'re", "been", "’s", "’re") for word in auxiliaries):
        around = (
            tree.annotation.sentences[tree.sentence[verb]].of(tree.text).lower() if tree.annotation.sentences else ""
        )
        return "planned" if _FUTURE_WORDS.search(around) and "been" not in auxiliaries else "ongoing"
    if tag in ("VBP", "VBZ") and event in _STATIVE and not headline:
        return "ongoing"
    if tag == "VBG" and tree.deps[verb] in ("acl", "pcomp", "advcl") and event in _STATIVE:
        return "ongoing" if tree.deps[verb] == "acl" or _present(tree, verb) else "occurred"
    if tag == "VB" and event in _STATIVE and tree.deps[verb] == "xcomp" and _present(tree, verb):
        return "ongoing"
    return "occurred"


def _present(tree: Tree, verb: int) -> bool:
    """Whether the nearest finite verb above is in the present."""
    for above in tree.governors(verb):
        if tree.tags[above] in ("VBZ", "VBP"):
            return True
        if tree.tags[above] in ("VBD", "MD"):
            return False
    return False


def _chain(tree: Tree, verb: int) -> list[int]:
    """The verb and the verbs whose auxiliaries and negation it shares."""
    chain = [verb]
    while (
        tree.deps[chain[-1]] == "conj"
        and tree.is_verb(tree.heads[chain[-1]])
        and not tree.kids(chain[-1], "aux", "nsubj", "nsubjpass")
    ):
        if tree.tags[chain[-1]] not in ("VB", tree.tags[tree.heads[chain[-1]]]):
            break
        chain.append(tree.heads[chain[-1]])
    return chain


def modals(tree: Tree, verb: int) -> set[str]:
    """The auxiliaries of a verb; `to-be` marks the future of `is to`."""
    words = {tree.words[child] for child in tree.kids(verb, "aux", "auxpass")}
    if (
        "to" in words
        and tree.deps[verb] in ("xcomp", "ROOT")
        and tree.heads[verb] != verb
        and tree.words[tree.heads[verb]] in ("is", "are", "was", "were", "going", "set", "due", "scheduled")
    ):
        words.add("to-be")
    return words


def _negated(tree: Tree, verb: int) -> bool:
    if any(tree.words[one + 1 : one + 2] != ["only"] for one in tree.kids(verb, "neg")):
        return True
    own = tree.kids(verb, "nsubj", "nsubjpass", "dobj")
    return any(
        tree.words[child] in ("no", "neither") for one in own for child in tree.kids(one, "det", "neg", "preconj")
    )


def _conditional(tree: Tree, at: int) -> bool:
    """Whether the clause, or one that holds it, begins with `if`, `unless` or the like."""
    one = at
    while True:
        if tree.is_verb(one) and any(tree.words[child] in _IF for child in tree.kids(one, "mark", "advmod")):
            return True
        if tree.deps[one] not in ("xcomp", "conj", "ccomp", "dobj", "prep", "pobj", "auxpass"):
            return False
        if tree.heads[one] == one or (tree.deps[one] == "ccomp" and tree.words[tree.heads[one]] in SPEECH):
            return False
        one = tree.heads[one]


def _governed(tree: Tree, verb: int, table: Carriers) -> Status | None:  # noqa: PLR0911 - a list of cases, in order
    """What the governing verb, adjective or noun says of an infinitive or gerund."""
    label, head = tree.deps[verb], tree.heads[verb]
    if (
        label == "conj"
        and tree.tags[verb] in ("VB", "VBG")
        and tree.is_verb(head)
        and not tree.kids(verb, "nsubj", "aux")
    ):
        return _governed(tree, head, table)
    if head == verb:
        return None
    word = tree.words[head]
    infinitive = tree.tags[verb] == "VB" and any(tree.words[c] == "to" for c in tree.kids(verb, "aux"))
    if label == "pcomp":
        above = tree.heads[head]
        word = tree.words[above]
        if {tree.words[one] for one in tree.kids(above, "amod")} & _ONGOING_BESIDE:
            return "ongoing"
        return _by_word(word, table, gerund=True) if word not in ("accused", "accuses", "accuse", "accusing") else None
    if label == "ccomp" and word in table.operators["request"] and word not in ("told", "tells", "warned", "suggested"):
        return "hypothetical"
    if label in ("xcomp", "ccomp", "acl", "relcl", "advcl") and (infinitive or tree.tags[verb] in ("VBG", "VB")):
        if label == "acl" and not infinitive:
            return None
        if label == "advcl" and infinitive:
            return "hypothetical" if not _past(tree, head) else None
        if word in ("going", "set", "due", "scheduled", "slated", "poised", "is", "are", "was", "were"):
            return "planned"
        if word in _CONTINUE:
            return "ongoing"
        by = _by_word(word, table, gerund=not infinitive)
        if by is None and infinitive and word not in table.operators["carry"] and label != "xcomp":
            return "hypothetical"
        return by
    return None


def _by_word(word: str, table: Carriers, gerund: bool) -> Status | None:
    if word in _FAIL:
        return "denied"
    if word in table.operators["agree"] or word in table.operators["plan"] or word in _PLAN_NOUNS:
        return (
            "planned"
            if word not in ("offer", "offers", "offered", "want", "wants", "seek", "hope", "hopes")
            else "hypothetical"
        )
    if word in _WISH or word in _MAYBE_NOUNS or word in table.operators["request"]:
        return "hypothetical" if not (gerund and word in ("warned", "asked")) else None
    return None


def _past(tree: Tree, verb: int) -> bool:
    return tree.tags[verb] in ("VBD", "VBN") or any(
        tree.words[c] in ("had", "has", "have") for c in tree.kids(verb, "aux")
    )


def _reported(tree: Tree, verb: int) -> bool:
    """Whether `would` is the future of a report in the past."""
    for above in tree.governors(verb):
        if tree.is_verb(above):
            return tree.tags[above] in ("VBD", "VBN") or tree.words[above] in SPEECH
    return False


def _of_noun(tree: Tree, found: Candidate, table: Carriers, headline: bool) -> Status:  # noqa: PLR0911, PLR0912 - a list of cases, in order
    at, event = found.at, found.carrier.event
    beside = {tree.words[child] for child in tree.kids(at, "amod", "det", "neg", "compound", "nmod", "advmod")}
    if "no" in beside or beside & _DENIED_BESIDE:
        return "denied"
    if beside & _PLANNED_BESIDE:
        return "planned"
    if beside & _MAYBE_BESIDE:
        return "hypothetical"
    if beside & _ONGOING_BESIDE:
        return "ongoing"
    if found.verb >= 0:
        verb = _of_verb(tree, found.verb, event, table, headline)
        return verb
    label, head = tree.deps[at], tree.heads[at]
    while label in ("pobj", "conj") and head != at:
        upper = tree.heads[head] if label == "pobj" else head
        if label == "pobj" and tree.words[head] == "against":
            break
        word = tree.words[upper]
        if word in _MAYBE_NOUNS or word in ("call", "calls", "called", "calling", "urged", "demanded"):
            return "hypothetical"
        if word in _PLAN_NOUNS:
            return "planned"
        if tree.is_verb(upper) or tree.deps[upper] not in ("pobj", "conj"):
            break
        label, head = tree.deps[upper], tree.heads[upper]
    governor = next((one for one in (at, *tree.governors(at)) if tree.is_verb(one)), -1)
    if governor >= 0 and label in ("dobj", "nsubjpass", "nsubj", "pobj"):
        word = tree.words[governor]
        if label == "dobj" and word in _FAIL | {"denied", "denies", "deny"}:
            return "denied"
        if label == "dobj" and (
            word in table.operators["request"] or word in _WISH or word in table.operators["threaten"]
        ):
            return "hypothetical"
        if label == "dobj" and word in table.operators["plan"]:
            return "planned"
        if label in ("dobj", "nsubj", "nsubjpass") and modals(tree, governor) & {"will", "'ll", "shall"}:
            return "planned"
        if label in ("dobj", "nsubj", "nsubjpass") and modals(tree, governor) & (_MAYBE | {"would"}):
            return "hypothetical"
        if _conditional(tree, governor) and label in ("dobj", "nsubj", "nsubjpass"):
            return "hypothetical"
        present = tree.tags[governor] in ("VBZ", "VBP") or any(
            tree.words[c] in ("is", "are") for c in tree.kids(governor, "aux", "auxpass")
        )
        if present and not headline and event in _STATIVE | {"ASSAULT"}:
            return "ongoing"
    return "ongoing" if tree.words[at] in _STATES and not headline else "occurred"
