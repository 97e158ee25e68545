import numpy as np
import pytest

from onrecord.errors import ExtractError
from onrecord.extract.statements import StatementExtractor
from onrecord.types import Annotation, Document, Encoding, Tokens
from tests.unit.extract.statements.factory import heads, states

TEXT = "Ann Lee said “Mali wants rain today,” and left"
WORDS = ["Ann", "Lee", "said", "“", "Mali", "wants", "rain", "today", ",", "”", "and", "left"]
OUTER, INNER = "SsCTtttttt..", "....SCTt...."


def annotation(outer: str = OUTER, inner: str = INNER) -> Annotation:
    starts, at = [], 0
    for word in WORDS:
        at = TEXT.index(word, at)
        starts.append(at)
        at += len(word)
    begin = np.array(starts, np.int32)
    ends = begin + np.array([len(word) for word in WORDS], np.int32)
    place = np.arange(len(WORDS), dtype=np.int32)
    encoding = Encoding(begin, ends, np.zeros_like(place), place, states(outer, inner))
    empty = Tokens(np.zeros(0, np.int32), np.zeros(0, np.int32))
    return Annotation(document=Document(id="d", text=TEXT), sentences=(), tokens=empty, encoding=encoding)


def test_statements_carry_their_words_kind_parent_and_confidence() -> None:
    outer, inner = StatementExtractor(heads())(annotation())

    assert outer.source is not None and outer.source.text == "Ann Lee"
    assert (outer.cue.text if outer.cue else "", outer.content.text) == ("said", "“Mali wants rain today,”")
    assert (outer.kind, outer.act, outer.parent) == ("direct", "assert", None)
    assert (inner.content.text, inner.parent) == ("rain today", outer.id)
    assert 0 < outer.confidence < 1


def test_evidence_is_the_text_at_its_spans() -> None:
    for one in StatementExtractor(heads())(annotation()):
        for passage in (one.source, one.cue, one.content):
            assert passage is not None
            assert passage.text == " ".join(span.of(TEXT) for span in passage.spans)


def test_what_is_hardly_ever_right_is_left_out() -> None:
    assert StatementExtractor(heads(), least=0.99)(annotation()) == ()


def test_without_an_encoding_there_is_an_error_that_says_so() -> None:
    bare = Annotation(document=Document(id="d", text=TEXT), sentences=(), tokens=annotation().tokens)

    with pytest.raises(ExtractError, match="need the encoder"):
        StatementExtractor(heads())(bare)
