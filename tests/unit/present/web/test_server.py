"""`onrecord serve` as a process: address first, ends by itself, by Ctrl-C, and with one line when it can't begin."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.unit.present.factory import build


def started(record: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord", "serve", str(record), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("v") / "a.record")


def test_it_ends_when_nobody_asks(record: Path) -> None:
    process = started(record, "--port", "0", "--until-idle", "1")
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200
    out, error = process.communicate(timeout=60)
    assert process.returncode == 0 and out == "" and error.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told_to(record: Path, sign: signal.Signals) -> None:
    process = started(record, "--port", "0", "--until-idle", "60")
    assert process.stdout is not None
    with urllib.request.urlopen(process.stdout.readline().strip()) as answer:
        assert answer.status == 200
    process.send_signal(sign)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0 and "Traceback" not in error


def test_a_port_in_use_and_a_record_that_isnt_there_are_told_in_one_line(record: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = started(record, "--port", str(taken.getsockname()[1]))
        out, error = process.communicate(timeout=60)
    assert process.returncode == 3 and out == "" and "--port" in error and error.count("\n") == 1
    process = started(tmp_path / "none.record")
    out, error = process.communicate(timeout=60)
    assert process.returncode == 3 and out == "" and "no record here" in error
