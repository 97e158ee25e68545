import pytest

from onrecord.link.copying import find
from onrecord.link.corpus import Corpus, Text
from onrecord.settings import LinkSettings
from tests.unit.link.texts import OTHER, REPORT, document

LINES = REPORT.splitlines()
EDITED = (
    REPORT.replace("ran aground", "hit a reef")
    .replace("brought ashore", "taken to land")
    .replace("examined", "looked at")
    .replace("warned", "alerted")
    .replace("towed", "pulled")
)

# as by a translation and one back
REWORDED = (
    "The Aurelia ferry ran aground off Port Verity on Monday evening with ninety passengers aboard.\n"
    "Port captain Edda Lindqvist said all passengers had been brought to land by three in the morning.\n"
    "Divers examined the hull at dawn and found a gash of four metres under the waterline.\n"
    "The owner of the line, Castellan Shipping, blamed a buoy that had moved from its place in the storm.\n"
    "Village fishermen had warned the authorities about the buoy already in September.\n"
    "The ferry will be towed to a dry dock in Marrowgate as soon as the wind allows it, said the company.\n"
)


def copies(*documents):
    texts = sorted(documents, key=lambda one: one.id)
    return texts, find(Corpus.of((Text.of(one) for one in texts), 0.1), LinkSettings()).copies


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (REPORT, "verbatim"),
        ("\n".join(LINES[:3]), "cut"),
        ("\n".join(LINES[3:] + LINES[:3]), "re-ordered"),
        (EDITED, "edited"),
        (REWORDED, "reworded"),
        (REPORT + "\n".join(OTHER.splitlines()[:2]), "inserted"),
    ],
)
def test_what_was_done_to_a_copy(text, kind):
    _, found = copies(document("a", REPORT), document("b", text, "2022-03-02"))
    assert [(one.copy, one.source, one.kinds[0]) for one in found] == [(1, 0, kind)]


def test_another_headline():
    _, found = copies(
        document("a", REPORT, title="Ferry runs aground"),
        document("b", REPORT, "2022-03-02", title="Drifting buoy blamed"),
    )
    assert found[0].kinds == ("re-headlined",)


def test_shared_spans_read_the_same():
    texts, found = copies(document("a", REPORT), document("b", "\n".join(LINES[2:4]), "2022-03-02"))
    overlap = found[0].overlap
    read = [Text.of(one).body for one in texts]
    spans, matches = overlap.spans(read[1], read[0])
    assert [span.of(texts[1].text) for span in spans] == [span.of(texts[0].text) for span in matches]
    assert overlap.share_a == 1


def test_the_earliest_of_many_is_the_source_whatever_the_names():
    _, found = copies(*(document(name, REPORT, f"2022-03-0{day}") for name, day in (("a", 3), ("b", 1), ("c", 2))))
    assert {(one.copy, one.source) for one in found} == {(0, 1), (2, 1)}


def test_a_text_made_of_two_names_both():
    _, found = copies(document("a", REPORT), document("b", OTHER), document("c", REPORT + OTHER, "2022-03-05"))
    assert {(one.copy, one.source) for one in found} == {(2, 0), (2, 1)}


def test_an_independent_report_of_one_happening_is_no_copy():
    told = (
        "Ninety people were rescued from the Aurelia after she ran aground off Port Verity. The harbour master, Edda "
        "Lindqvist, said nobody was hurt. Castellan Shipping, which owns the ferry, blamed a drifting buoy; "
        "fishermen say they had warned the authorities. She is to be repaired in Marrowgate.\n"
    )
    assert copies(document("a", REPORT), document("b", told, "2022-03-02"))[1] == ()


def test_texts_on_other_matters_are_no_copies():
    assert copies(document("a", REPORT), document("b", OTHER))[1] == ()


def test_a_disclaimer_in_unrelated_texts_is_furniture():
    notice = "This report was written by our volunteers and may be shared freely as long as the source is named."
    others = "The choir of Saint Alban sang for a full hall and gave two encores before midnight struck outside.\n" * 3
    texts = [document(id, f"{text}{notice}") for id, text in (("a", REPORT), ("b", OTHER), ("c", others))]
    corpus = Corpus.of((Text.of(one) for one in texts), 0.1)
    for text, one in zip(corpus.texts, texts, strict=True):
        assert text.body.span(0, len(text.body)).end < one.text.index(notice)
    assert find(corpus, LinkSettings()).copies == ()
