"""Actors of Ray, each of which sets up once: on this machine, or on a cluster that `engine.address` names."""

import os
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.engines.base import Results, Setup
from onrecord.engines.pool import Gone, Pool
from onrecord.engines.tasks import ONE_THREAD, Doer, Reply, Task, tasks
from onrecord.errors import EngineError
from onrecord.settings import EngineSettings, cores

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # read when ray is imported; nothing leaves the machine
try:
    import ray
    from ray.exceptions import RayActorError
except ImportError as error:
    raise EngineError("the engine 'ray' isn't installed: pip install 'onrecord[ray]'") from error


class Ray:
    """Runs items in `workers` actors; 0: one a core of the cluster.

    Without an address a Ray of our own is started on this machine and ended with the run; one that runs already is
    left as it is.
    """

    def __init__(self, workers: int, settings: EngineSettings) -> None:
        self.workers, self.replace = workers, settings.replace
        self.address = settings.address or os.environ.get("RAY_ADDRESS", "")

    def run(self, setup: Setup, arguments: tuple[Any, ...], items: Iterable[bytes]) -> Results:
        """(number, result) of each item, as they come."""
        ours = not ray.is_initialized()
        if ours:
            self._begin()
        try:
            size = self.workers or max(1, int(_resources().get("CPU", 1)))
            yield from Pool(Actors(setup, arguments), size, self.replace).run(tasks(items))
        finally:
            if ours:
                ray.shutdown()

    def _begin(self) -> None:
        """Connect to the address, or start here."""
        common: dict[str, Any] = {"log_to_driver": False, "configure_logging": False, "logging_level": "error"}
        try:
            if self.address:
                ray.init(address=self.address, **common)
            else:
                # reached from this machine only
                ray.init(
                    address="local",
                    num_cpus=self.workers or cores(),
                    include_dashboard=False,
                    _node_ip_address="127.0.0.1",
                    **common,
                )
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            place = self.address or "this machine"
            words = " ".join(str(error).split())[:200]
            raise EngineError(f"ray at {place} can't be reached ({words}); check engine.address") from error


def _resources() -> dict[str, float]:
    """What the cluster has, by name."""
    found: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return found


class _Actor:
    """A `Doer` in an actor of one core."""

    def __init__(self, setup: Setup, arguments: tuple[Any, ...]) -> None:
        self.doer = Doer(setup, arguments)

    def ready(self) -> Reply:
        return self.doer.ready()

    def do(self, items: list[bytes]) -> Reply:
        return self.doer.do(items)


class Actors:
    """A crew of actors."""

    def __init__(self, setup: Setup, arguments: tuple[Any, ...]) -> None:
        remote = ray.remote(num_cpus=1, max_restarts=0, runtime_env={"env_vars": ONE_THREAD})
        self.kind: Any = remote(_Actor)
        self.setup, self.arguments = setup, arguments
        self.due: dict[Any, deque[Any]] = {}
        # given before the actor was set up: one that dies at its first task may take along the word that it was ready
        self.early: dict[Any, list[Task]] = {}

    def hire(self) -> Any:
        """Start an actor where the cluster has a core."""
        actor = self.kind.remote(self.setup, self.arguments)
        self.due[actor], self.early[actor] = deque([actor.ready.remote()]), []
        return actor

    def give(self, worker: Any, task: Task) -> None:
        """Send a task's items, once the actor is set up."""
        if worker in self.early:
            self.early[worker].append(task)
        else:
            self.due[worker].append(worker.do.remote(task.items))

    def wait(self, workers: Sequence[Any]) -> list[tuple[Any, Reply | Gone]]:
        """Answers that are there, when at least one is."""
        first = {self.due[worker][0]: worker for worker in workers}
        found, _ = ray.wait(list(first), num_returns=1)
        answers: list[tuple[Any, Reply | Gone]] = []
        for due in found:
            worker = first[due]
            self.due[worker].popleft()
            try:
                answers.append((worker, ray.get(due)))
            except RayActorError as error:
                answers.append((worker, Gone(" ".join(str(error).split())[:120])))
            for task in self.early.pop(worker, ()):
                self.give(worker, task)
        return answers

    def dismiss(self, worker: Any) -> None:
        """End an actor."""
        self.due.pop(worker)
        self.early.pop(worker, None)
        ray.kill(worker)
