"""A server of a record for tests in the browser: the command that a user gives; it ends when nobody asks any more."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def served(record: Path, *options: str) -> Iterator[str]:
    """The address of `onrecord serve record`, on a free port of loopback; it ends with the block, or when it idles."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", "--until-idle", "120", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stderr is not None
        url = process.stdout.readline().strip()
        assert url, process.stderr.read()
        yield url.rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=30)


def launched(play: object, arguments: Sequence[str] = ("--no-sandbox", "--disable-gpu")) -> object:
    """Debian's Chromium."""
    return play.chromium.launch(executable_path=CHROMIUM, args=list(arguments))  # type: ignore[attr-defined]
