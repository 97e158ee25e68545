import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.align import Block, blocks
from onrecord.link.words import read
from onrecord.types import Span


def words(text):
    return read(text, (Span(0, len(text)),)).words


def test_a_moved_run_is_found_where_it_stands():
    a = words("one two three four five six seven eight nine ten")
    b = words("six seven eight nine ten one two three four five")
    assert blocks(a, b, 4) == (Block(0, 5, 5), Block(5, 0, 5))


def test_runs_shorter_than_asked_are_none():
    assert blocks(words("a b c x y z"), words("a b c q r s"), 4) == ()


@given(st.lists(st.integers(0, 5), max_size=60), st.lists(st.integers(0, 5), max_size=60))
def test_blocks_hold_the_same_words_and_use_each_once(a, b):
    first, second = np.array(a, np.uint32), np.array(b, np.uint32)
    seen_a, seen_b = set(), set()
    for block in blocks(first, second, 3):
        assert a[block.a : block.a + block.length] == b[block.b : block.b + block.length]
        here = set(range(block.a, block.a + block.length)), set(range(block.b, block.b + block.length))
        assert block.length >= 3 and not here[0] & seen_a and not here[1] & seen_b
        seen_a |= here[0]
        seen_b |= here[1]
