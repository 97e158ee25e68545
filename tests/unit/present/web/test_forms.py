"""What a form says of a row: only what it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from onrecord.errors import PresentError
from onrecord.present.web.forms import code_of, edit_of, spans_of, spans_words
from onrecord.types import Span

ROW = {
    "content": {"text": "a b", "spans": [[3, 4], [6, 7]]}, "source": None, "cue": {"text": "c", "spans": [[0, 1]]},
    "speaker": {"id": "x", "name": "Ana Lind"}, "side": ["RUS"], "addressee": [], "kind": "direct", "act": "deny",
    "said_on": {"value": "2021-10", "precision": "month"}, "parent": None,
    "about": [{"issue": "i", "stance": "for", "confidence": 0.5}], "toward": [],
}  # fmt: skip
SAME = [
    ("content", "3-4, 6-7"), ("source", ""), ("cue", "0-1"), ("speaker", "Ana Lind"), ("side-shown", "1"),
    ("side", "RUS"), ("side", ""), ("addressee-shown", "1"), ("kind", "direct"), ("act", "deny"),
    ("said_on", "2021-10"), ("parent", ""), ("about-shown", "1"), ("about.i", "for"), ("about-new", ""),
    ("about-new-stance", ""), ("toward-shown", "1"),
]  # fmt: skip


def changed(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    names = {name for name, _ in pairs}
    return [pair for pair in SAME if pair[0] not in names] + list(pairs)


def test_a_form_as_it_came_changes_nothing() -> None:
    assert edit_of(FormData(SAME), "statement", ROW) == {}


@pytest.mark.parametrize(
    ("pair", "edit"),
    [
        (("content", "3–7"), {"content": [[3, 7]]}),
        (("cue", ""), {"cue": None}),
        (("source", "1-2"), {"source": [[1, 2]]}),
        (("speaker", ""), {"speaker": None}),
        (("side", "Russia, CHN China"), {"side": ["RUS", "CHN"]}),
        (("side", ""), {"side": []}),
        (("said_on", ""), {"said_on": None}),
        (("about.i", "against"), {"about": [{"issue": "i", "stance": "against"}]}),
        (("about.i", ""), {"about": []}),
        (("act", "warn"), {"act": "warn"}),
    ],
)
def test_what_is_changed_is_the_edit(pair: tuple[str, str], edit: dict[str, object]) -> None:
    assert edit_of(FormData(changed(pair)), "statement", ROW) == edit


def test_a_stance_toward_another_side_is_put_in() -> None:
    form = FormData(changed(("toward-new", "china"), ("toward-new-stance", "against")))
    assert edit_of(form, "statement", ROW) == {"toward": [{"side": "CHN", "stance": "against"}]}


def test_events_and_positions() -> None:
    event = {"source": ["RUS"], "target": [], "event": "AGREE", "trigger": {"spans": [[1, 2]]}, "status": "occurred"}
    form = [("trigger", "1-2"), ("source-shown", "1"), ("source", "RUS"), ("event", "AGREE"), ("status", "planned")]
    assert edit_of(FormData(form), "event", event) == {"status": "planned"}
    stand = {"side": ["RUS"], "issue": "i", "stance": "for", "on": {"value": "2021", "precision": "year"}}
    form = [("side-shown", "1"), ("side", "RUS"), ("stance", "against"), ("issue", "i"), ("on", "2021")]
    assert edit_of(FormData(form), "position", stand) == {"stance": "against"}


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**6)), max_size=5))
def test_spans_are_written_and_read(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    assert spans_of(spans_words(spans)) == [[span.start, span.end] for span in spans]


@pytest.mark.parametrize("words", ["a", "1-", "-2", "1-2-3", "1-2,,", "9999999999-1"])
def test_what_is_no_span_is_told(words: str) -> None:
    with pytest.raises(PresentError, match="no span"):
        spans_of(words)


@pytest.mark.parametrize(
    ("words", "code"), [("rus", "RUS"), (" united  states ", "USA"), ("NATO", "NATO"), ("x y", "X")]
)
def test_sides_by_code_or_name(words: str, code: str) -> None:
    assert code_of(words) == code
