"""Turns of phrase that settle an act's status before its tense does: denials, conditions, appointments, aspects."""

import re

from onrecord.extract.events.syntax import Tree
from onrecord.knowledge.plover import status_words
from onrecord.types.event import Status

_REFUSES = frozenset("refuse refuses refused refusing decline declines declined fail fails failed".split())
_CONDITION = re.compile(r"(?:if|unless|should|were)\b", re.I)
_CLAUSE = 120  # characters after an act in which `but` may take it back
_NOT = frozenset({"not", "n't", "n’t", "never"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_STOPS = status_words("stops")
_DENIES = status_words("denies")
_CHARGE = status_words("charge")
_DISMISS = status_words("dismiss")
_FALSE = re.compile(
    r"\b(?:hoax|false|a lie|lies|untrue|baseless|unfounded|fabricat\w+|groundless|fiction|no truth)\b", re.I
)
_CALLED_OFF = status_words("called_off")
_SHORT_OF = re.compile(
    r"(?:stopp?(?:ed|s|ing)? short of|far from|anything but|everything but|refrain\w* from|"
    r"rather than|instead of|without|"
    r"(?:has|have|had|is|are) yet to|nowhere near|no intention of|shied away from|kept from)\s+(?:\w+ )?$",
    re.I,
)
_AT_NO = re.compile(r"\b(?:at no (?:time|point)|on no occasion|not a single|not one|in no way)\b", re.I)
_BUT = re.compile(r"\b(?:but|yet|instead|though|however)\b", re.I)
_SET = status_words("set")
_BEGIN = status_words("begin")
_FUTURE = re.compile(
    r"\b(?:next (?:week|month|year|spring|summer|autumn|winter|\w+day)|tomorrow|later this (?:week|month|year)|"
    r"(?:on|from|this|starting|for|until) (?:mon|tues|wednes|thurs|fri|satur|sun)day|at (?:dawn|midnight|noon)|"
    r"(?:on|for) \d{1,2} [A-Z]\w+|(?:on|for) [A-Z]\w+ \d{1,2}|in (?:the (?:spring|summer|autumn|winter|coming \w+)|"
    r"january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.I,
)
_GOES_ON = status_words("goes_on")
_LASTING = re.compile(
    r"\b(?:in (?:its|their|his|her) (?:\w+) (?:day|week|month|year|decade)|"
    r"for (?:the )?\w+ (?:days?|weeks?|months?|years?) (?:running|now|in a row)|"
    r"still|all along|for years|for months|for decades|for weeks|to this day|"
    r"ever since|currently|at present|as of now)\b",
    re.I,
)
_KEEPS = status_words("keeps")
_WEIGHS = status_words("weighs")
_IDEAS = status_words("ideas")
_LAST_RESORT = re.compile(r"\b(?:last resort|worst case|best chance|such an?)\b", re.I)
_PERHAPS = status_words("perhaps")
_MEANS = status_words("means")


def turn_of_phrase(tree: Tree, at: int, headline: bool) -> Status | None:
    """The status that the words around an act settle, None where tense and mood must tell."""
    if tree.is_verb(at):
        return (
            _denied(tree, at) or _supposed(tree, at) or _appointed(tree, at, headline) or _lasting(tree, at, headline)
        )
    return _noun(tree, at)


def words_before(tree: Tree, at: int, reach: int = 40) -> str:
    """The characters of the sentence before a token."""
    first = tree.annotation.sentences[tree.sentence[at]].start if tree.annotation.sentences else 0
    return tree.text[max(first, tree.starts[at] - reach) : tree.starts[at]]


def sentence_of(tree: Tree, at: int) -> str:
    """The words of the sentence that a token stands in."""
    return tree.annotation.sentences[tree.sentence[at]].of(tree.text) if tree.annotation.sentences else tree.text


def _auxiliaries(tree: Tree, verb: int) -> set[str]:
    return {tree.words[child] for child in tree.kids(verb, "aux", "auxpass")}


def _is_negated(tree: Tree, verb: int) -> bool:
    return any(
        tree.words[child] in _NOT and tree.words[child + 1 : child + 2] != ["only"] for child in tree.children[verb]
    )


def _denied(tree: Tree, verb: int) -> Status | None:  # noqa: PLR0911 - a list of cases, in order
    """Denials, and double ones: who hasn't stopped goes on."""
    above = tree.heads[verb] if tree.deps[verb] != "pcomp" else tree.heads[tree.heads[verb]]
    if tree.deps[verb] in ("xcomp", "pcomp", "ccomp", "dobj") and tree.words[above] in _STOPS and above != verb:
        holders = [above, *list(tree.governors(above))[:2]]
        return "ongoing" if any(_is_negated(tree, one) for one in holders) else "denied"
    if tree.deps[verb] == "xcomp" and tree.words[above] in _REFUSES and not _is_negated(tree, above):
        return "denied"
    if _SHORT_OF.search(words_before(tree, verb)):
        return "denied"
    for one in tree.governors(verb):
        if tree.words[one] in _DENIES and _doubly(tree, one):
            break
        if tree.words[one] in _DENIES or (tree.words[one] in _CHARGE and _dismissed(tree, one)):
            return "denied"
        if tree.is_verb(one) and tree.deps[one] in ("ROOT", "ccomp"):
            break
    if any(tree.words[one] in _NOBODY for one in tree.kids(verb, "nsubj", "nsubjpass", "dobj")):
        return "denied"
    if _AT_NO.search(words_before(tree, verb, 80)):
        return "denied"
    if re.search(r"^not until\b", sentence_of(tree, verb), re.I):
        return "occurred"
    return _counterfactual(tree, verb)


def _doubly(tree: Tree, verb: int) -> bool:
    """Whether a denial is itself denied: "nobody denies that"."""
    return _is_negated(tree, verb) or any(tree.words[one] in _NOBODY for one in tree.kids(verb, "nsubj"))


def _dismissed(tree: Tree, noun: int) -> bool:
    head = tree.heads[noun]
    if tree.deps[noun] == "dobj" and tree.words[head] in _DISMISS:
        return True
    return tree.deps[noun] in ("nsubj", "nsubjpass") and bool(_FALSE.search(sentence_of(tree, noun)))


def _counterfactual(tree: Tree, verb: int) -> Status | None:
    """`would have signed`, `had X not closed`, `had been due to ... but`."""
    helpers = _auxiliaries(tree, verb)
    around = sentence_of(tree, verb)
    if "have" in helpers and helpers & {"would", "could", "might", "should"}:
        if "would" in helpers or _BUT.search(around):
            return None if _is_negated(tree, verb) else "denied"
        return "hypothetical"
    inverted = any(
        tree.words[c] == "had" and c < min(tree.kids(verb, "nsubj", "nsubjpass"), default=-1)
        for c in tree.kids(verb, "aux")
    )
    conditional = inverted or any(tree.words[child] == "if" for child in tree.kids(verb, "mark"))
    if conditional and "had" in helpers:
        return "occurred" if _is_negated(tree, verb) else "denied"
    above = tree.heads[verb]
    if tree.deps[verb] in ("xcomp", "acl") and tree.words[above] in _SET | {"meant", "supposed"}:
        later = tree.text[tree.ends[verb] : tree.ends[verb] + _CLAUSE]
        return "denied" if _auxiliaries(tree, above) & {"had", "was", "were"} and _BUT.search(later) else None
    return None


def _supposed(tree: Tree, verb: int) -> Status | None:  # noqa: PLR0911 - a list of cases, in order
    """What is only thought of: weighed, possible, `were X to`, the main clause of a condition."""
    label, above = tree.deps[verb], tree.heads[verb]
    if label == "amod" and tree.tags[verb] == "VBG":  # "weigh breaking relations", read as relations that break
        label, above = tree.deps[above], tree.heads[above]
    if _CONDITION.match(sentence_of(tree, verb)) and _auxiliaries(tree, verb) & {"will", "would", "'ll", "may"}:
        return "hypothetical"
    if label in ("xcomp", "ccomp", "pcomp", "dobj", "csubj"):
        governor = tree.heads[above] if label == "pcomp" else above
        if tree.words[governor] in _WEIGHS and tree.tags[verb] in ("VBG", "VB"):
            return "hypothetical"
        if label == "pcomp" and tree.words[governor] in _IDEAS:
            return "hypothetical"
    if label in ("ccomp", "xcomp", "advcl") and {tree.words[c] for c in tree.kids(above, "acomp")} & _PERHAPS:
        return "hypothetical"
    if re.match(r"(?:were|should) \w", sentence_of(tree, verb), re.I) and "to" in _auxiliaries(tree, verb):
        return "hypothetical"
    conditions = [
        c for c in tree.kids(verb, "advcl") if any(tree.words[m] in ("if", "unless") for m in tree.kids(c, "mark"))
    ]
    if conditions and _auxiliaries(tree, verb) & {"will", "would", "'ll", "may", "might", "could"}:
        return "hypothetical"
    return "hypothetical" if _LAST_RESORT.search(sentence_of(tree, verb)) else None


def _appointed(tree: Tree, verb: int, headline: bool) -> Status | None:
    """What a calendar says: the present tense with a day to come, `about to`, `mean to`."""
    above = tree.heads[verb]
    if tree.deps[verb] in ("xcomp", "acl") and tree.words[above] in _MEANS and tree.tags[verb] == "VB":
        return "planned"
    after = tree.text[tree.starts[verb] : tree.starts[verb] + 90]
    carrier = above if tree.deps[verb] == "xcomp" and tree.words[above] in _BEGIN else verb
    present = tree.tags[carrier] in ("VBZ", "VBP") and not headline and not tree.kids(carrier, "aux")
    if present and (_FUTURE.search(after) or _FUTURE.search(words_before(tree, verb))):
        return "planned"
    if any(tree.words[c] == "when" for c in tree.kids(verb, "advmod")) and tree.deps[verb] == "advcl":
        return "planned" if _auxiliaries(tree, above) & {"will", "'ll"} else None
    return None


def _lasting(tree: Tree, verb: int, headline: bool) -> Status | None:
    """What goes on: `are being held`, `keeps`, `still`, `has all along`."""
    helpers = _auxiliaries(tree, verb)
    if helpers & {"is", "are"} and "being" in helpers:
        return "ongoing"
    above = tree.heads[verb]
    if tree.words[verb] in _KEEPS or (
        tree.deps[verb] in ("ccomp", "xcomp", "acl", "oprd") and tree.words[above] in _KEEPS
    ):
        return "ongoing"
    if tree.deps[verb] == "acl" and tree.words[tree.heads[above]] in _KEEPS:
        return "ongoing"
    past = tree.tags[verb] in ("VBD",) or "had" in helpers
    if (
        not past
        and not headline
        and _LASTING.search(sentence_of(tree, verb))
        and not helpers & {"will", "would", "may", "could"}
    ):
        return "ongoing" if not _is_negated(tree, verb) else None
    passive = helpers in ({"is"}, {"are"}) and tree.tags[verb] == "VBN" and tree.passive(verb)
    return "ongoing" if passive and not headline else None


def _noun(tree: Tree, noun: int) -> Status | None:  # noqa: PLR0911, PLR0912 - a list of cases, in order
    """A noun by the verb that it is subject or object of, and by whose it is ("next month's summit")."""
    if any(
        tree.words[c] in ("month", "week", "year") and any(tree.words[m] == "next" for m in tree.children[c])
        for c in tree.kids(noun, "poss")
    ):
        return "planned"
    label, verb = tree.deps[noun], tree.heads[noun]
    if label == "conj" and tree.is_noun(verb):
        return _noun(tree, verb)
    if not tree.is_verb(verb):
        if label == "pobj":
            upper = tree.heads[verb]
            if tree.words[upper] in _IDEAS or tree.words[upper] in ("options", "talk"):
                return "hypothetical"
        return "hypothetical" if _LAST_RESORT.search(sentence_of(tree, noun)) else None
    word, helpers = tree.words[verb], _auxiliaries(tree, verb)
    off = any(tree.words[c] == "off" for c in tree.kids(verb, "prt"))
    if word in _CALLED_OFF or (off and word.startswith("call")):
        return "denied"
    if label in ("nsubj", "nsubjpass"):
        if word in ("ruled", "excluded") and (_is_negated(tree, verb) or "not" in helpers):
            return "hypothetical"
        if _is_negated(tree, verb):
            return "denied"
        if word in _SET or (
            "to" in {tree.words[c] for x in tree.kids(verb, "xcomp") for c in tree.kids(x, "aux")}
            and word in ("is", "are")
        ):
            return "planned"
        if (
            tree.tags[verb] in ("VBZ", "VBP")
            and _FUTURE.search(tree.text[tree.starts[verb] : tree.starts[verb] + 60])
            and word not in _GOES_ON
        ):
            return "planned"
        if word in _GOES_ON and not helpers & {"will", "would"} and tree.tags[verb] in ("VBZ", "VBP", "VBG", "VB"):
            return "ongoing"
    if _LASTING.search(sentence_of(tree, noun)) and tree.tags[verb] in ("VBZ", "VBP"):
        return "ongoing"
    if word in _WEIGHS and label == "dobj":
        return "hypothetical"
    if (
        label == "dobj"
        and tree.tags[verb] in ("VBN", "VBD")
        and re.search(r"\bfor (?:mon|tues|wednes|thurs|fri|satur|sun)day", sentence_of(tree, noun), re.I)
        and word.startswith(("call", "set", "schedul", "announc"))
    ):
        return "planned"
    return "hypothetical" if _LAST_RESORT.search(sentence_of(tree, noun)) else None
