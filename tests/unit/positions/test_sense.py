from onrecord.positions.sense import LONGEST, question, read, sentences_of
from onrecord.types import EventDraft, Extracted, Passage, Span, Statement

TEXT = "Utopia offered a truce on Monday. The envoy rejected this proposal. He said the fleet must leave the strait."
SENTENCES = (Span(0, 33), Span(34, 67), Span(68, 109))


def statement(text: str, source: str, cue: str, content: str) -> Statement:
    parts = [
        Passage.cut(text, [Span(text.index(words), text.index(words) + len(words))]) for words in (source, cue, content)
    ]
    return Statement(
        id="s", source=parts[0], cue=parts[1], content=parts[2], kind="indirect", act="reject", confidence=1
    )


def test_a_content_that_says_enough_is_read_alone() -> None:
    one = statement(TEXT, "He", "said", "the fleet must leave the strait")
    assert read(TEXT, one, SENTENCES).of(TEXT) == "the fleet must leave the strait"


def test_a_content_that_points_back_is_read_with_the_sentence_before() -> None:
    one = statement(TEXT, "The envoy", "rejected", "this proposal")
    assert read(TEXT, one, SENTENCES).of(TEXT) == TEXT[:67]


def test_a_short_content_is_read_in_its_sentence() -> None:
    one = statement(TEXT, "The envoy", "rejected", "proposal")
    assert read(TEXT, one, SENTENCES).of(TEXT) == "The envoy rejected this proposal."


def test_a_question_spans_the_statement_with_its_holder() -> None:
    one = statement(TEXT, "He", "said", "the fleet must leave the strait")
    at = TEXT.index("fleet")
    asked = question(TEXT, one, target=Span(at, at + 5))
    assert asked.text == "He said the fleet must leave the strait"
    assert asked.holder is not None and asked.target is not None
    assert (asked.holder.of(asked.text), asked.target.of(asked.text)) == ("He", "fleet")


def test_a_source_far_from_the_content_is_left_out_of_the_question() -> None:
    text = "Envoy. " + "word " * LONGEST + "said the fleet must leave"
    asked = question(text, statement(text, "Envoy", "said", "the fleet must leave"), proposition="The fleet leaves")
    assert asked.text == "the fleet must leave"
    assert asked.holder is None


def test_sentences_that_hold_a_trigger() -> None:
    trigger = Passage("offered", (Span(7, 14),))
    draft = EventDraft(event="AGREE", trigger=trigger, mentions=trigger.spans, status="occurred", confidence=0.5)
    assert sentences_of(Extracted(document="d", sentences=SENTENCES, events=(draft,))) == (SENTENCES[0],)
