"""Pairs that meet at keys against a count by hand, in one part and in many."""

import random
from collections import Counter
from itertools import groupby

import pytest

from onrecord.link import pairing


def by_hand(postings, near, least):
    """Each item of a key with the `near` before it, counted by pairs."""
    met = Counter()
    for _, group in groupby(sorted(postings), key=lambda posting: posting[0]):
        items = [item for _, _, item in group]
        for at, item in enumerate(items):
            for other in items[max(0, at - near) : at]:
                if item != other:
                    met[min(item, other), max(item, other)] += 1
    return sorted(pair for pair, times in met.items() if times >= least)


@pytest.mark.parametrize("at_once", [10, 500_000])
@pytest.mark.parametrize(("near", "least"), [(1, 1), (3, 1), (12, 2)])
def test_the_same_pairs_in_one_part_or_in_many(monkeypatch, at_once, near, least):
    monkeypatch.setattr(pairing, "_AT_ONCE", at_once * near)
    chance = random.Random(3)
    for count in (0, 1, 2, 40, 600):
        postings = [(chance.randrange(1 + count // 6), chance.randrange(9), chance.randrange(30)) for _ in range(count)]
        assert list(pairing.pairs(postings, near, least)) == by_hand(postings, near, least)
