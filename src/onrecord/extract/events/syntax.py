"""A document's parse as a tree over its tokens: children, subjects, objects, noun phrases.

Labels are those of spaCy's English pipelines (CLEAR). Tokens are named by their index.
"""

from collections.abc import Iterable, Iterator

from onrecord.knowledge.institutions import find_institutions
from onrecord.knowledge.sides import find_sides
from onrecord.types import Annotation, Span

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "appos", "parataxis", "dep", "punct"})
_JOINS = frozenset({"cc", "conj", "preconj", "predet", "prep"})
NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
OBJECT_CONTROL = frozenset(
    "urge ask order force tell press invite instruct request encourage advise warn allow permit let compel require "
    "push oblige obligate enable call beg implore pressure help persuade want accuse blame".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow week month year".split()
)
"""Nouns that say when, which parsers take for objects."""


class Tree:
    """The tokens of a document with their children."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.text = annotation.document.text
        tokens = annotation.tokens
        self.starts, self.ends = tokens.starts.tolist(), tokens.ends.tolist()
        self.sentence = tokens.sentence.tolist()
        # the parser may tie a headline to the paragraph below it: such ties are cut
        ties = [(i, head) for i, head in enumerate(tokens.heads.tolist())]
        whole = [self.sentence[i] == self.sentence[head] for i, head in ties]
        self.heads = [head if kept else i for (i, head), kept in zip(ties, whole, strict=True)]
        self.tags = tokens.tags
        self.deps = [dep if kept else "ROOT" for dep, kept in zip(tokens.deps, whole, strict=True)]
        self.words = [self.text[s:e].lower() for s, e in zip(self.starts, self.ends, strict=True)]
        self.children: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                self.children[head].append(index)
        sides = [one.span for one in find_sides(self.text)] + [one.span for one in find_institutions(self.text)]
        self.sides = [one for one in sides if len(one) > 2]
        self.sided = self._within([*sides, *(one.span for one in annotation.mentions if one.label == "PERSON")])
        self.known = self.sided | self._within([one.span for one in annotation.mentions if one.label in NAMES])

    def _within(self, spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(index for span in spans for index in self.annotation.tokens.at(span))

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, at: int, *labels: str) -> list[int]:
        """Children of a token with one of the labels, in order."""
        return [child for child in self.children[at] if self.deps[child] in labels]

    def span(self, first: int, last: int) -> Span:
        """From the start of one token to the end of another."""
        return Span(self.starts[first], self.ends[last])

    def is_verb(self, at: int) -> bool:
        """Whether the tagger takes the token for a verb."""
        return self.tags[at].startswith("VB")

    def is_noun(self, at: int) -> bool:
        """Whether the tagger takes the token for a noun or a name."""
        return self.tags[at].startswith("NN")

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive: it has a passive subject or auxiliary, or is a bare participle after its noun."""
        if self.kids(verb, "nsubjpass", "auxpass", "csubjpass"):
            return True
        if self.tags[verb] == "VBN" and self.deps[verb] == "acl":
            return True
        if self.deps[verb] == "conj" and self.tags[verb] == "VBN" and not self.kids(verb, "nsubj", "dobj", "aux"):
            return self.passive(self.heads[verb])
        return False

    def group(self, head: int) -> list[int]:
        """A noun and what is joined to it by `and`, in order."""
        found, queue = [head], [head]
        while queue:
            for child in self.kids(queue.pop(), "conj"):
                if child not in found and not self.is_verb(child):
                    found.append(child)
                    queue.append(child)
        return sorted(found)

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Whoever does what a verb says, by its own subject or by control; empty where the clause doesn't tell."""
        if depth > 8:
            return []
        if self.passive(verb):
            return self._agents(verb)
        own = self.kids(verb, *SUBJECTS)
        if own:
            return self._antecedent(own[-1], verb)
        return self._controlled(verb, depth)

    def _agents(self, verb: int) -> list[int]:
        for agent in self.kids(verb, "agent", "prep"):
            if self.words[agent] == "by":
                return [noun for child in self.kids(agent, "pobj") for noun in self.group(child)]
        return []

    def patients(self, verb: int) -> list[int]:
        """The subject of a passive: who or what the act is done to."""
        own = self.kids(verb, *PASSIVE)
        if own:
            return self._antecedent(own[-1], verb)
        if self.deps[verb] == "acl":
            return [self.heads[verb]]
        if self.deps[verb] == "conj":
            return self.patients(self.heads[verb])
        return []

    def _antecedent(self, subject: int, verb: int) -> list[int]:
        if self.words[subject] in RELATIVE and self.deps[verb] == "relcl":
            return self.group(self.heads[verb])
        return self.group(subject)

    def _controlled(self, verb: int, depth: int) -> list[int]:  # noqa: PLR0911, PLR0912 - a list of cases, in order
        label, head = self.deps[verb], self.heads[verb]
        if head == verb:
            return []
        if label == "conj" and self.is_verb(head):
            return self.subjects(head, depth + 1) or (self.patients(head) if self.passive(head) else [])
        if label in ("xcomp", "ccomp", "advcl", "pcomp", "dep") and self.is_verb(head):
            objects = self.kids(head, "dobj", "dative")
            if (
                label in ("xcomp", "ccomp")
                and objects
                and any(self.words[head].startswith(v[:4]) for v in OBJECT_CONTROL)
            ):
                return [noun for one in objects for noun in self.group(one)]
            if self.passive(head):
                return self.patients(head)
            return self.subjects(head, depth + 1)
        if label == "pcomp":
            governor = self.heads[head]
            if self.is_verb(governor):
                objects = self.kids(governor, "dobj")
                if objects and self.words[head] in ("of", "for", "from", "into"):
                    return [noun for one in objects for noun in self.group(one)]
                return self.patients(governor) if self.passive(governor) else self.subjects(governor, depth + 1)
            return self.before(governor)
        if label == "acl" and self.tags[verb] in ("VBG", "VB"):
            return self._of_noun(head, verb, depth)
        if label in ("acomp", "amod"):
            return self.subjects(head, depth + 1)
        if self.tags[verb] == "VB" and label in ("advcl", "acl", "xcomp"):
            governor = head
            while not self.is_verb(governor) and self.heads[governor] != governor:
                governor = self.heads[governor]
            return self.subjects(governor, depth + 1) if self.is_verb(governor) else []
        if label in ("xcomp", "ccomp", "advcl"):
            governor = self.heads[head]
            return self.subjects(governor, depth + 1) if self.is_verb(governor) else []
        return []

    def _of_noun(self, noun: int, verb: int, depth: int) -> list[int]:
        """Who acts in `troops attacking` (the noun) and in `a plan to attack` (whoever has the plan)."""
        if self.tags[verb] == "VBG":
            return self.group(noun)
        governor = self.heads[noun]
        if self.before(noun):
            return self.before(noun)
        while not self.is_verb(governor) and self.heads[governor] != governor:
            governor = self.heads[governor]
        return self.subjects(governor, depth + 1) if self.is_verb(governor) else []

    def before(self, noun: int) -> list[int]:
        """What stands before a noun and may name whose it is: possessors, adjectives, nouns."""
        return [child for child in self.kids(noun, "poss", "nmod", "compound", "amod", "nummod") if child < noun]

    def after(self, head: int, prepositions: tuple[str, ...]) -> list[int]:
        """Objects of the prepositions that hang on a token, joined ones included; a chain ("out of") counts once."""
        found = []
        for prep in self.kids(head, "prep", "agent", "dative", "prt"):
            if self.words[prep] in prepositions:
                found += [noun for child in self.kids(prep, "pobj") for noun in self.group(child)]
            for inner in self.kids(prep, "prep"):
                if self.words[inner] in prepositions:
                    found += [noun for child in self.kids(inner, "pobj") for noun in self.group(child)]
        return found

    def objects(self, verb: int) -> list[int]:
        """Direct objects (of a passive, its subject), joined ones included."""
        if self.passive(verb):
            return self.patients(verb)
        found = [noun for child in self.kids(verb, "dobj", "attr", "oprd") for noun in self.group(child)]
        if not found and self.deps[verb] == "relcl" and (own := self.kids(verb, *SUBJECTS)):
            return [] if self.words[own[-1]] in RELATIVE else self.group(self.heads[verb])
        if not found and self.deps[verb] == "conj" and self.is_verb(self.heads[verb]):
            later = [child for child in self.kids(self.heads[verb], "dobj") if child > verb]
            return [noun for child in later for noun in self.group(child)]
        return found

    def phrase(self, noun: int) -> Span:
        """The words of a noun phrase that say who is meant: without clauses, appositions and what is joined to it.

        A phrase without a name takes in the prepositional phrases after it that hold one ("people in Hong Kong").
        """
        core = self._core(noun)
        first = last = noun
        while first - 1 in core:
            first -= 1
        while last + 1 in core:
            last += 1
        if self.sided & set(range(first, last + 1)) or self.tags[noun].startswith("PRP"):
            return self._whole(self.span(first, self._of(noun, last)))
        below = self._below(noun, 3)
        if below is not None:
            return self.span(first, max(self._core(below)))
        named = [child for child in self.kids(noun, "appos") if self.sided & self._core(child)]
        return self.phrase(named[0]) if named else self.span(first, self._of(noun, last))

    def _whole(self, span: Span) -> Span:
        """The span with the names that it cuts taken in whole ("Port-au-Prince")."""
        cut = [one for one in self.sides if one.overlaps(span)]
        return (
            Span(min(span.start, *(one.start for one in cut)), max(span.end, *(one.end for one in cut)))
            if cut
            else span
        )

    def _below(self, noun: int, depth: int) -> int | None:
        """The first noun with a side in the prepositional phrases after a noun, and in theirs."""
        for prep in self.kids(noun, "prep") if depth else []:
            for child in self.kids(prep, "pobj"):
                if self.sided & self._core(child):
                    return child
                deeper = self._below(child, depth - 1)
                if deeper is not None:
                    return deeper
        return None

    def _of(self, noun: int, last: int) -> int:
        """Where `King Hassan of Morocco` ends."""
        for prep in self.kids(noun, "prep"):
            if self.words[prep] == "of" and prep == last + 1:
                for child in self.kids(prep, "pobj"):
                    if child in self.known:
                        return max(index for one in self.group(child) if one in self.known for index in self._core(one))
        return last

    def _core(self, noun: int) -> set[int]:
        found = {noun}
        for child in self.children[noun]:
            hyphen = self.tags[child] == "HYPH"
            if child < noun and (hyphen or self.deps[child] not in CLAUSES | _JOINS):
                found |= set(self.subtree(child))
            elif self.deps[child] == "case" and child == noun + 1:
                continue
        return found

    def names(self, noun: int) -> bool:
        """Whether a noun, or what stands before it, names a side, an institution, a person or a place."""
        return noun in self.known or any(one in self.known for one in self.before(noun))

    def subtree(self, at: int) -> Iterator[int]:
        """A token and all below it."""
        stack = [at]
        while stack:
            one = stack.pop()
            yield one
            stack += self.children[one]

    def governors(self, at: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[at] != at:
            at = self.heads[at]
            yield at
