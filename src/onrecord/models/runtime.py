"""Load a tokenizer or an ONNX model from a folder of weights; ONNX Runtime is imported when first needed."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.settings import cores

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@cache
def load_tokenizer(path: Path) -> "Tokenizer":
    """A tokenizer without truncation and padding; OnrecordError when there is none."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only commands that read text need it

    tokenizer = Tokenizer.from_file(str(_there(path)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_session(path: Path, threads: int = 0) -> Any:
    """An inference session on the CPU; `threads` 0: by the cores at hand. OnrecordError when there is no model."""
    import onnxruntime  # noqa: PLC0415 - a third of a second that commands on a record don't need

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(_there(path)), options, providers=["CPUExecutionProvider"])


def _there(path: Path) -> Path:
    if not path.is_file():
        raise OnrecordError(
            f"{path}: no such weights; install onrecord with its models or rebuild them (docs/training.md)"
        )
    return path
