"""Forms of verbs and nouns from their lemma."""

import pytest

from onrecord.knowledge.inflection import plurals, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("bar", "bar bars barred barring"),
        ("blow", "blow blows blew blown blowing"),
        ("vow", "vow vows vowed vowing"),
        ("deny", "deny denies denied denying"),
        ("quit", "quit quits quitting"),
        ("visit", "visit visits visited visiting"),
        ("expel", "expel expels expelled expelling"),
        ("travel", "travel travels traveled traveling travelled travelling"),
        ("agree", "agree agrees agreed agreeing"),
        ("meet", "meet meets met meeting"),
    ],
)
def test_all_forms_of_a_verb(lemma: str, forms: str) -> None:
    assert verb_forms(lemma) == set(forms.split())


def test_plurals() -> None:
    assert plurals("ally") == {"ally", "allies"} and plurals("sanctions") == {"sanctions"}
