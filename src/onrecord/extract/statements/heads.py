"""The trained heads over the shared encoder's hidden states, as small matrices."""

from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from onrecord.errors import ExtractError

Floats = NDArray[np.float32]
TAGS = 7
"""Tags of a level: outside, then first and further piece of a source, a cue, a content."""


class LinkHead(msgspec.Struct, frozen=True):
    """Weights that score pairs of spans; see `links.scores`. Shapes: [64, 3 * width], [buckets, 64], [64]."""

    query: Floats
    query_bias: Floats
    key: Floats
    gap: Floats
    between: Floats
    out: Floats
    none: Floats
    none_bias: Floats


class Heads(msgspec.Struct, frozen=True):
    """All heads of the statement reader."""

    tags: Floats
    tags_bias: Floats
    cue_of_content: LinkHead
    source_of_cue: LinkHead
    act_hidden: Floats
    act_hidden_bias: Floats
    act_out: Floats
    act_out_bias: Floats
    confidence: Floats


def load_heads(path: Path) -> Heads:
    """The heads in a safetensors file. Raises ExtractError when the file or a tensor is missing."""
    try:
        tensors = load_file(path)
        return as_heads(tensors)
    except (OSError, KeyError) as error:
        raise ExtractError(
            f"{path}: no heads of a statement reader ({error}); rebuild them with training.statements"
        ) from error


def as_heads(tensors: dict[str, Floats]) -> Heads:
    """The heads from tensors by name. Raises KeyError when one is missing."""
    links = {
        name: LinkHead(
            tensors[f"{name}.query.weight"],
            tensors[f"{name}.query.bias"],
            tensors[f"{name}.key.weight"],
            tensors[f"{name}.gap.weight"],
            tensors[f"{name}.between.weight"],
            tensors[f"{name}.out.weight"][0],
            tensors[f"{name}.none.weight"][0],
            tensors[f"{name}.none.bias"],
        )
        for name in ("cue_of_content", "source_of_cue")
    }
    return Heads(
        tensors["tags.weight"],
        tensors["tags.bias"],
        links["cue_of_content"],
        links["source_of_cue"],
        tensors["act.0.weight"],
        tensors["act.0.bias"],
        tensors["act.2.weight"],
        tensors["act.2.bias"],
        tensors.get("confidence", np.zeros(26, np.float32)),
    )


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normal: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normal
