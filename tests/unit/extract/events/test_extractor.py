"""Types, parties and statuses of hand-made parses."""

import importlib.util
from pathlib import Path

import pytest

from onrecord.extract.events import EventExtractor
from onrecord.types import Annotation, EventDraft, Passage, Span, Statement

_spec = importlib.util.spec_from_file_location("parsed", Path(__file__).parent / "parsed.py")
assert _spec and _spec.loader
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
parsed = _module.parsed

EXPELLED = """
Chile NNP nsubj 2
has VBZ aux 2
expelled VBN ROOT 2
two CD nummod 5
Peruvian JJ amod 5
diplomats NNS dobj 2
on IN prep 2
Monday NNP pobj 6
. . punct 2
"""
ANNIVERSARY = """
Chile NNP nsubj 3
and CC cc 0
Peru NNP conj 0
marked VBD ROOT 3
the DT det 6
20th JJ amod 6
anniversary NN dobj 3
of IN prep 6
the DT det 9
signing NN pobj 7
of IN prep 9
the DT det 12
treaty NN pobj 10
. . punct 3
"""
RENEWED = """
The DT det 2
1999 CD nummod 2
treaty NN nsubjpass 8
between IN prep 2
Chile NNP pobj 3
and CC cc 4
Peru NNP conj 4
was VBD auxpass 8
renewed VBN ROOT 8
in IN prep 8
2019 CD pobj 9
. . punct 8
"""
NOT_EXPELLED = """
Chile NNP nsubj 3
did VBD aux 3
not RB neg 3
expel VB ROOT 3
two CD nummod 6
Peruvian JJ amod 6
diplomats NNS dobj 3
. . punct 3
"""
WILL = """
Chile NNP nsubj 2
will MD aux 2
expel VB ROOT 2
Peruvian JJ amod 4
diplomats NNS dobj 2
. . punct 2
"""
MAY = WILL.replace("will MD", "may MD")
PASSIVE = """
Lima NNP nsubjpass 2
was VBD auxpass 2
condemned VBN ROOT 2
by IN agent 2
Chile NNP pobj 3
. . punct 2
"""
TALKS = """
Chile NNP nsubj 3
and CC cc 0
Peru NNP conj 0
held VBD ROOT 3
talks NNS dobj 3
in IN prep 3
Geneva NNP pobj 5
. . punct 3
"""
THREAT = """
Chile NNP nsubj 1
threatened VBD ROOT 1
to TO aux 3
attack VB xcomp 1
Peru NNP dobj 3
. . punct 1
"""


def drafts(lines: str, **options: bool) -> list[EventDraft]:
    return list(EventExtractor()(parsed(lines, **options), ()))


def words(annotation: Annotation, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(annotation.document.text) for span in spans]


def test_parties_and_time_come_from_the_clause() -> None:
    annotation = parsed(EXPELLED)
    (draft,) = EventExtractor()(annotation, ())
    assert (draft.event, draft.status) == ("SANCTION", "occurred")
    assert words(annotation, draft.sources) == ["Chile"]
    assert words(annotation, draft.targets) == ["two Peruvian diplomats"]
    assert draft.when is not None and draft.when.of(annotation.document.text) == "Monday"
    assert annotation.document.text[draft.trigger.start : draft.trigger.end].startswith("expelled")


@pytest.mark.parametrize(("lines", "status"), [(NOT_EXPELLED, "denied"), (WILL, "planned"), (MAY, "hypothetical")])
def test_status_by_negation_and_mood(lines: str, status: str) -> None:
    found = [draft for draft in drafts(lines) if draft.event == "SANCTION"]
    assert [draft.status for draft in found] == [status]


def test_the_agent_of_a_passive_acts_on_its_subject() -> None:
    annotation = parsed(PASSIVE)
    (draft,) = EventExtractor()(annotation, ())
    assert draft.event == "ACCUSE"
    assert words(annotation, draft.sources) == ["Chile"] and words(annotation, draft.targets) == ["Lima"]


def test_parties_of_talks_stand_on_both_sides_and_the_place_is_none() -> None:
    annotation = parsed(TALKS)
    (draft,) = EventExtractor()(annotation, ())
    assert draft.event == "CONSULT" and draft.sources == draft.targets
    assert words(annotation, draft.sources) == ["Chile", "Peru"]
    assert draft.where is not None and draft.where.of(annotation.document.text) == "Geneva"


def test_a_threat_is_an_act_and_what_it_threatens_another() -> None:
    annotation = parsed(THREAT)
    found = {draft.event: draft for draft in EventExtractor()(annotation, ())}
    assert found["THREATEN"].status == "occurred" and found["ASSAULT"].status == "hypothetical"
    assert words(annotation, found["THREATEN"].targets) == ["Peru"]
    assert found["THREATEN"].confidence > found["ASSAULT"].confidence


def test_an_act_inside_a_denial_is_denied_and_names_the_statement() -> None:
    annotation = parsed(EXPELLED)
    text = annotation.document.text
    content = Passage.cut(text, [Span(0, len(text))])
    denial = Statement(id="s", source=None, cue=None, content=content, kind="indirect", act="deny", confidence=1.0)
    (draft,) = EventExtractor()(annotation, (denial,))
    assert (draft.status, draft.reported_by) == ("denied", "s")


def test_a_treaty_told_by_its_anniversary_binds_whoever_keeps_it() -> None:
    annotation = parsed(ANNIVERSARY)
    (draft,) = EventExtractor()(annotation, ())
    assert (draft.event, draft.status, draft.trigger.text) == ("AGREE", "occurred", "treaty")
    assert words(annotation, draft.sources) == words(annotation, draft.targets) == ["Chile", "Peru"]
    assert draft.when is not None and draft.when.of(annotation.document.text) == "20th anniversary"


def test_a_treaty_and_its_renewal_are_two_acts_each_with_its_year() -> None:
    annotation = parsed(RENEWED)
    found = [
        (one.trigger.text, one.when and one.when.of(annotation.document.text))
        for one in EventExtractor()(annotation, ())
    ]
    assert found == [("treaty renewed", "2019"), ("treaty", "1999")]
    assert all(words(annotation, one.sources) == ["Chile", "Peru"] for one in EventExtractor()(annotation, ()))


def test_a_document_without_a_parse_has_no_events() -> None:
    annotation = parsed(EXPELLED)
    bare = Annotation(
        document=annotation.document,
        sentences=annotation.sentences,
        tokens=type(annotation.tokens)(annotation.tokens.starts, annotation.tokens.ends),
    )
    assert EventExtractor()(bare, ()) == ()


def test_a_present_tense_state_goes_on_in_the_body_and_happened_in_a_headline() -> None:
    lines = """
    Chile NNP nsubj 1
    backs VBZ ROOT 1
    Peru NNP dobj 1
    """
    assert [draft.status for draft in drafts(lines)] == ["ongoing"]
    assert [draft.status for draft in drafts(lines, headline=True)] == ["occurred"]
