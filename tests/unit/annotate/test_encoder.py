import itertools

import numpy as np
import pytest

from onrecord import models
from onrecord.annotate.encoder import Encoder
from onrecord.errors import AnnotateError
from onrecord.types import Document, Span

pytestmark = pytest.mark.model
TEXT = "Peru’s envoy said the talks failed. “We tried,” she added.\n\nNobody answered. " * 12


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(models.STATEMENTS, threads=1)


def sentences(text: str) -> tuple[Span, ...]:
    edges = [0, *(at + 1 for at, mark in enumerate(text) if mark == "."), len(text)]
    return tuple(Span(a, b) for a, b in itertools.pairwise(edges) if b > a)


def test_every_piece_of_the_prose_has_a_state_and_its_place(encoder: Encoder) -> None:
    document = Document(id="d", text=TEXT, boilerplate=(Span(0, 36),))
    found = encoder(document, sentences(TEXT))

    assert found.hidden.shape == (len(found.starts), 384)
    assert found.starts[0] >= 36
    assert (np.diff(found.starts) >= 0).all() and (found.ends > found.starts).all()
    assert TEXT[found.starts[-1] : found.ends[-1]] == "."
    assert len(found.window) == len(found.position) == len(found.starts)
    assert found.window[-1] > 0


def test_the_same_text_has_the_same_states_on_each_run_and_with_more_threads(encoder: Encoder) -> None:
    document = Document(id="d", text=TEXT)
    first = encoder(document, sentences(TEXT)).hidden
    encoder(Document(id="other", text="Something else. " * 40), ())
    again = encoder(document, sentences(TEXT)).hidden
    two = Encoder(models.STATEMENTS, threads=2)(document, sentences(TEXT)).hidden

    assert np.array_equal(first, again)
    assert np.array_equal(first, two)


def test_an_empty_text_has_no_states(encoder: Encoder) -> None:
    assert len(encoder(Document(id="d", text=""), ()).hidden) == 0


def test_a_missing_model_is_an_error_that_says_what_to_do(tmp_path) -> None:
    with pytest.raises(AnnotateError, match="rebuild"):
        Encoder(tmp_path)
