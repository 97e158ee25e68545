"""Write a trained model as run time reads it: the encoder in whole numbers, heads, tokenizer."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from onrecord.annotate.windows import Layout, cut_windows
from training.statements.encode import Encoded
from training.statements.graph import Floats, Scale, encoder_graph
from training.statements.model import StatementModel

Row = dict[str, NDArray[np.int64]]
WINDOWS = 120
"""Windows of training text on which the scales are set."""


def export(model: StatementModel, sample: Iterable[Encoded], tokenizer: Tokenizer, folder: Path) -> None:
    """Write `encoder.onnx`, `heads.safetensors` and `tokenizer.json` to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    weights = {name.removeprefix("encoder."): value for name, value in tensors.items() if name.startswith("encoder.")}
    onnx.save(encoder_graph(weights, find_scales(weights, sample)), str(folder / "encoder.onnx"))
    heads = {name: value for name, value in tensors.items() if not name.startswith("encoder.")}
    save_file(heads, folder / "heads.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))


def find_scales(weights: dict[str, Floats], sample: Iterable[Encoded]) -> dict[str, Scale]:
    """A scale for the input of each product, from the values that it takes on a sample of texts."""
    return scales_of(encoder_graph(weights, None, watch=True), windows_of(sample))


def scales_of(watched: onnx.ModelProto, rows: Iterable[Row]) -> dict[str, Scale]:
    """A scale for the input of each product of a graph that gives them out."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(watched.SerializeToString(), options)
    names = [output.name for output in session.get_outputs() if output.name != "hidden"]
    ends: dict[str, list[float]] = {name: [] for name in names}
    for row in rows:
        for name, values in zip(names, session.run(names, row), strict=True):
            ends[name] += [float(values.min()), float(values.max())]
    return {name.removesuffix(".in"): _scale(values) for name, values in ends.items()}


def windows_of(sample: Iterable[Encoded]) -> Iterable[Row]:
    """The first windows of the sample as inputs of the encoder."""
    left = WINDOWS
    for passage in sample:
        for window in cut_windows(passage.sentences, Layout())[:3]:
            if not left:
                return
            left -= 1
            part = slice(window.start, window.end)
            ids = np.concatenate([[101], passage.ids[part], [102]])
            yield {"input_ids": ids, "marks": np.concatenate([[0], passage.marks[part], [0]])}


def _scale(values: list[float]) -> Scale:
    """The scale that holds all values seen and zero: cutting the rare large ones off costs three points of F1."""
    low, high = min(0.0, *values), max(0.0, *values)
    scale = max((high - low) / 255, 1e-8)
    return Scale(scale, round(-low / scale))
