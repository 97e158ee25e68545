"""Every engine: the same results whatever the number of workers, and no item lost when a worker dies."""

import importlib
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.engines.base import ENGINES, Engine, Failed, Result, Work, engine
from onrecord.engines.pool import Gone, Pool
from onrecord.engines.tasks import Reply, Task, tasks
from onrecord.errors import AnnotateError, EngineError
from onrecord.settings import EngineSettings

ITEMS = [f"item {number}".encode() for number in range(50)]
HERE = __name__


def shout(suffix: bytes) -> Work:
    """A set-up that a worker can import; its work can fail and kill."""
    done: list[bytes] = []

    def work(item: bytes) -> bytes:
        done.append(item)
        if item == b"bad":
            raise ValueError("bad\nitem")
        if item == b"ours":
            raise AnnotateError("no model here; install one")
        if item == b"deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if item.startswith(b"once ") and not Path(item[5:].decode()).exists():
            Path(item[5:].decode()).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if item == b"who":
            return f"{os.getpid()}".encode()
        return item.upper() + suffix

    return work


def broken() -> Work:
    """A set-up that fails as no code of ours does."""
    raise LookupError("no weights")


def dying() -> Work:
    """A set-up that kills its worker, as too little memory does."""
    os._exit(9)


@pytest.fixture(scope="module", autouse=True)
def one_ray() -> Iterator[None]:
    """One Ray for the tests of this file, since its start takes seconds; it listens on this machine only."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = pytest.importorskip("ray")
    ray.init(
        address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False,
        _node_ip_address="127.0.0.1",
    )  # fmt: skip
    yield
    ray.shutdown()


LOCAL = [("local", 1), ("local", 2)]


def _id(param: tuple[str, int]) -> str:
    return f"{param[0]}-{param[1]}"


@pytest.fixture(params=[*LOCAL, ("ray", 2)], ids=_id)
def running(request: pytest.FixtureRequest) -> Engine:
    return engine(*request.param)


@pytest.fixture(params=LOCAL, ids=_id)
def here(request: pytest.FixtureRequest) -> Engine:
    """What only the loop common to all engines decides: an actor of Ray takes seconds to start."""
    return engine(*request.param)


def run(running: Engine, items: list[bytes]) -> list[Result]:
    found = dict(running.run(shout, (b"!",), items))
    assert sorted(found) == list(range(len(items)))
    return [found[number] for number in range(len(items))]


def test_each_item_has_its_result(running: Engine) -> None:
    assert run(running, ITEMS) == [item.upper() + b"!" for item in ITEMS]


def test_few_items_or_none(here: Engine) -> None:
    assert run(here, []) == []
    assert run(here, [b"a"]) == [b"A!"]


def test_what_fails_is_told_and_the_rest_goes_on(running: Engine) -> None:
    found = run(running, [*ITEMS[:20], b"bad", *ITEMS[20:]])
    failed = found.pop(20)
    assert isinstance(failed, Failed) and failed.reason.startswith("ValueError: bad item (shout.<locals>.work, line ")
    assert found == [item.upper() + b"!" for item in ITEMS]


def test_an_error_of_ours_ends_the_run_as_it_is(here: Engine) -> None:
    with pytest.raises(AnnotateError, match=r"^no model here; install one$"):
        run(here, [*ITEMS, b"ours"])


def test_a_set_up_that_fails_is_one_line(here: Engine) -> None:
    with pytest.raises(EngineError, match=r"^a worker can't be set up: LookupError: no weights"):
        list(here.run(broken, (), ITEMS))


def test_an_item_that_kills_fails_and_costs_no_other(running: Engine) -> None:
    found = run(running, [*ITEMS[:5], b"deadly", *ITEMS[5:]])
    failed = found.pop(5)
    assert isinstance(failed, Failed) and failed.reason.startswith("its worker died twice (")
    assert found == [item.upper() + b"!" for item in ITEMS]


class Forgetful:
    """A crew in one process, whose workers die with all that they didn't tell yet: an answer may be on its way."""

    def __init__(self) -> None:
        self.hands: list[deque[Task | None]] = []

    def hire(self) -> int:
        self.hands.append(deque([None]))
        return len(self.hands) - 1

    def give(self, worker: int, task: Task) -> None:
        self.hands[worker].append(task)

    def wait(self, workers: Sequence[int]) -> list[tuple[int, Reply | Gone]]:
        worker = next(one for one in workers if self.hands[one])
        hand = self.hands[worker]
        if hand[0] and any(b"deadly" in task.items for task in hand if task):
            return [(worker, Gone("killed"))]
        task = hand.popleft()
        return [(worker, Reply([item.upper() for item in task.items] if task else []))]

    def dismiss(self, worker: int) -> None:
        self.hands[worker].clear()


def test_a_death_that_takes_the_answer_before_along_costs_no_other() -> None:
    found = dict(Pool(Forgetful(), 2, 0).run(tasks([*ITEMS[:5], b"deadly", *ITEMS[5:]])))
    assert isinstance(found.pop(5), Failed)
    assert [found[number] for number in sorted(found)] == [item.upper() for item in ITEMS]


def test_a_worker_killed_once_costs_nothing(here: Engine, tmp_path: Path) -> None:
    items = [*ITEMS[:30], b"once " + bytes(tmp_path / "killed"), *ITEMS[30:]]
    assert run(here, items) == [item.upper() + b"!" for item in items]
    assert (tmp_path / "killed").exists()


def test_workers_that_die_at_their_set_up_end_the_run(running: Engine) -> None:
    with pytest.raises(EngineError, match="workers die while they load their models"):
        list(running.run(dying, (), ITEMS))


@pytest.mark.parametrize("name", ENGINES)
def test_workers_are_replaced(name: str) -> None:
    found = run(engine(name, 1, EngineSettings(replace=16)), [b"who"] * 48)
    assert [len(set(found[start : start + 16])) for start in (0, 16, 32)] == [1, 1, 1]
    assert len(set(found)) == 3


def test_items_are_taken_as_they_are_needed(here: Engine) -> None:
    taken = 0

    def items() -> Iterator[bytes]:
        nonlocal taken
        for item in ITEMS * 10:
            taken += 1
            yield item

    results = here.run(shout, (b"!",), items())
    next(results)
    assert taken <= 100
    results.close()  # type: ignore[attr-defined]


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(EngineError, match="known are local, ray"):
        engine("cloud")


def test_an_engine_that_is_not_installed_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(importlib.import_module("sys").modules, "ray", None)
    monkeypatch.delitem(importlib.import_module("sys").modules, "onrecord.engines.ray", raising=False)
    with pytest.raises(EngineError, match=r"pip install '?onrecord\[ray\]"):
        engine("ray")
