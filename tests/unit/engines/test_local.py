"""Engines give the same bytes in the same order whatever the number of workers."""

import pytest

from onrecord.engines.base import Work, engine
from onrecord.errors import SettingsError


def shout(suffix: bytes) -> Work:
    """A set-up that a worker can import."""

    def work(item: bytes) -> bytes:
        if item == b"bad":
            raise ValueError("bad item")
        return item.upper() + suffix

    return work


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers: int) -> None:
    items = [f"item {i}".encode() for i in range(40)]
    assert list(engine("local", workers).run(shout, (b"!",), items)) == [item.upper() + b"!" for item in items]


def test_an_error_in_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="bad item"):
        list(engine("local", 1).run(shout, (b"",), [b"good", b"bad"]))


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="local"):
        engine("cloud", 1)
