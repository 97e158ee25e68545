import pytest

from onrecord.link.wordings import Wording, counts, difference, likeness, weighted

SAID = "We will not reopen the harbour before the wreck has been removed."


def alike(a, b):
    return likeness(Wording.of(a), Wording.of(b))


def test_a_cut_quotation_is_alike():
    assert alike(SAID, "not reopen the harbour before the wreck") > 0.9


def test_retold_is_alike():
    assert alike(SAID, "the harbour would not be reopened until the wreck had been removed") > 0.5


def test_other_content_is_not():
    assert alike(SAID, "The pilots' union asked for a pay rise of six per cent.") < 0.1


def test_other_figures_are_not():
    assert alike("We received 40 tankers from the north.", "We received 40 tankers from the north.") > 0.9
    assert alike("We received 40 tankers from the north.", "We received 75 tankers from the north.") < 0.9


def test_too_little_is_nothing():
    assert alike("Yes", "Yes") == 0


@pytest.mark.parametrize(
    ("a", "b", "kind", "words"),
    [
        (SAID, SAID.upper(), "identical", ""),
        ("They’ve closed it", "They've closed it", "identical", ""),
        ("We will not reopen the harbour", SAID, "cut", "… -before the wreck has been removed-"),
        ("We shall not reopen it", "We will not reopen it", "changed", "… -will- +shall+ …"),
        ("They are closing it for good", "We will not reopen it", "re-translated", None),
    ],
)
def test_what_differs(a, b, kind, words):
    found = difference(a, b)
    assert found[0] == kind
    assert words is None or found[1] == words


def test_counts_are_kept_by_what_is_counted():
    assert counts("It hit 3,000 homes and 2 million people in 4 days.") == {
        weighted("homes")[0]: 3000.0,
        weighted("people")[0]: 2_000_000.0,
    }
    assert counts("9 ships came, then 12 ships left.") == {}
