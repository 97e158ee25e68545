"""The table of words and the scales."""

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.inflection import plurals, verb_forms
from onrecord.knowledge.plover import EVENT_TYPES, carriers, scales, status_words


def test_every_type_has_words_and_scores() -> None:
    table = carriers()
    assert {one.event for rows in table.verbs.values() for one in rows} == set(EVENT_TYPES)
    assert {one.event for rows in table.nouns.values() for one in rows} == set(EVENT_TYPES)
    assert set(scales()) == set(EVENT_TYPES)


def test_rows_with_a_particle_or_a_class_stand_before_the_bare_word() -> None:
    rows = carriers().verbs["cut"]
    assert rows[0].particle and not rows[-1].particle
    bare = [not one.particle and not one.object for one in rows]
    assert bare == sorted(bare)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("cancel", {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"}),
    ],
)
def test_forms_of_verbs(lemma: str, forms: set[str]) -> None:
    assert forms <= verb_forms(lemma)


def test_plurals_and_nouns_that_are_one() -> None:
    assert plurals("agreement") == {"agreement", "agreements"}
    assert plurals("talks") == {"talks"}


def test_quads_are_those_of_the_manual() -> None:
    quads = {one.event: one.quad for one in scales().values()}
    assert (quads["AGREE"], quads["AID"], quads["REJECT"], quads["SANCTION"]) == (1, 2, 3, 4)


def test_an_unknown_list_of_words_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no list 'nope'"):
        status_words("nope")
