"""Annotation and statements to event drafts."""

from collections.abc import Sequence

import msgspec

from onrecord.extract.events.acts import Act, acts
from onrecord.extract.events.candidates import candidates
from onrecord.extract.events.syntax import Tree
from onrecord.extract.events.when import when
from onrecord.knowledge.plover import carriers
from onrecord.types import Annotation, EventDraft, Passage, Span, Statement, Status


class EventExtractor:
    """Finds acts in a parsed document. Needs tokens with tags, labels and heads."""

    def __init__(self) -> None:
        self.table = carriers()

    def __call__(self, annotation: Annotation, statements: Sequence[Statement]) -> tuple[EventDraft, ...]:
        """Drafts in the order of the text; nothing where the pipeline has no parser."""
        if not annotation.tokens.deps:
            return ()
        tree = Tree(annotation)
        found = candidates(tree, self.table)
        made = acts(tree, found, self.table, annotation.document.headline)
        drafts = [_draft(tree, _spoken(tree, act, statements), statements) for act in made]
        return tuple(sorted(drafts, key=lambda draft: (draft.trigger.start, draft.event)))


def _spoken(tree: Tree, act: Act, statements: Sequence[Statement]) -> Act:
    """The act with the source of the statement whose cue it is: there it's surer who speaks than by the parse."""
    if act.candidate.noun or act.parties.sources == act.parties.targets:
        return act
    at = act.candidate.at
    verbs = [at, tree.heads[at]] if tree.deps[at] == "xcomp" else [at]
    for one in statements:
        if one.cue is None or one.source is None or one.source.holds(tree.span(at, at)):
            continue
        if any(one.cue.holds(tree.span(verb, verb)) for verb in verbs) and not tree.passive(at):
            return msgspec.structs.replace(act, parties=msgspec.structs.replace(act.parties, sources=one.source.spans))
    return act


def _draft(tree: Tree, act: Act, statements: Sequence[Statement]) -> EventDraft:
    trigger = _trigger(tree, act)
    by = _reporter(trigger.spans[0], statements)
    return EventDraft(
        event=act.event,
        mode=act.candidate.carrier.mode,
        trigger=trigger,
        mentions=trigger.spans,
        sources=act.parties.sources,
        targets=act.parties.targets,
        when=when(tree, act.candidate),
        where=act.parties.where,
        status=_reported(act.status, by),
        reported_by=by.id if by else None,
        confidence=_confidence(tree, act),
    )


def _trigger(tree: Tree, act: Act) -> Passage:
    """The word that carries the act, with its auxiliaries, particle, and the object that a row asked for."""
    one = act.candidate
    words = {one.at, *one.particle}
    if one.object >= 0:
        words.add(one.object)
    if one.noun and one.verb >= 0 and abs(one.verb - one.at) < 8:
        words.add(one.verb)
    first, last = min(words), max(words)
    if last - first <= 4 and not any(i in tree.known for i in range(first, last + 1)):
        return Passage.cut(tree.text, [tree.span(first, last)])
    return Passage.cut(tree.text, [tree.span(i, i) for i in words])


def _reporter(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    """The smallest statement whose content holds the trigger."""
    holders = [one for one in statements if one.content.holds(trigger)]
    return min(holders, key=lambda one: len(one.content.text), default=None)


def _reported(status: Status, by: Statement | None) -> Status:
    if by is not None and by.act == "deny" and status in ("occurred", "ongoing"):
        return "denied"
    return status


def _confidence(tree: Tree, act: Act) -> float:
    """How sure the words are: verbs before nouns, the sentence's own verb before what it governs."""
    one = act.candidate
    score = 0.55 + 0.1 * bool(one.object >= 0 or one.particle) - 0.12 * one.noun - 0.15 * act.inner
    depth = sum(1 for above in tree.governors(one.at) if tree.is_verb(above))
    score += 0.12 * (act.implied) - 0.05 * min(depth, 3)
    score += 0.1 * bool(act.parties.sources) + 0.1 * bool(act.parties.targets)
    return round(max(0.05, min(score, 0.95)), 4)
