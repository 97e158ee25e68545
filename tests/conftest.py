"""Fixtures that every test may use."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# the same examples on every machine, and no clock: a busy one is no defect. `python -m bench.fuzz` looks for new ones
settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Data and scorers that stand beside the checkout of the project's developers; a user hasn't got them."""
    folder = ROOT.parent / "shared"
    if not (folder / "tools" / "score_gold.py").exists():
        pytest.skip("../shared isn't there: outside data and scorers are not part of the repository")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--refresh` writes golden files anew."""
    parser.addoption("--refresh", action="store_true", help="write tests/golden anew from what is read now")
