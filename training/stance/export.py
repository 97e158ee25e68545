"""Write a model as run time reads it: an ONNX graph whose matrices stand as int8 on the disk."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

INPUTS = ("input_ids", "marks", "attention_mask")


def write_model(model: nn.Module, path: Path) -> None:
    """The model as ONNX: ids, marks and mask [b, n] (int64) in, `hidden` (float32) out.

    Matrices are stored as int8 with a scale a column (a row for the embeddings); run time computes in float32.
    """
    model.eval()
    example = torch.ones((2, 24), dtype=torch.int64)
    dynamic = {**{name: {0: "batch", 1: "length"} for name in INPUTS}, "hidden": {0: "batch"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (example, example, example), str(path), input_names=list(INPUTS), output_names=["hidden"],
            dynamic_axes=dynamic, opset_version=17, dynamo=False,
        )  # fmt: skip
    written = onnx.load(str(path))
    _compact(written.graph)
    onnx.checker.check_model(written)
    onnx.save(written, str(path))


def _compact(graph: onnx.GraphProto) -> None:
    """Store the matrices of MatMul and Gather nodes as int8 with scales."""
    held = {one.name: one for one in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in held:
            name = node.input[1]
            quantized, scale = _quantize(numpy_helper.to_array(held[name]), axis=0)
            _store(graph, held[name], quantized, scale)
            nodes.append(helper.make_node("DequantizeLinear", [f"{name}.int8", f"{name}.scale"], [name], axis=1))
            nodes.append(node)
        elif node.op_type == "Gather" and node.input[0] in held and held[node.input[0]].dims[0] > 1000:
            name, out = node.input[0], node.output[0]
            quantized, scale = _quantize(numpy_helper.to_array(held[name]), axis=1)
            _store(graph, held[name], quantized, scale[:, None])
            nodes += [
                helper.make_node("Gather", [f"{name}.int8", node.input[1]], [f"{out}.int8"], axis=0),
                helper.make_node("Gather", [f"{name}.scale", node.input[1]], [f"{out}.scale"], axis=0),
                helper.make_node("Cast", [f"{out}.int8"], [f"{out}.cast"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [f"{out}.cast", f"{out}.scale"], [out]),
            ]
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def _quantize(matrix: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 values and the scales along the other axis."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True) / 127, 1e-8).astype(np.float32)
    return np.round(matrix / scale).clip(-127, 127).astype(np.int8), scale.reshape(-1)


def _store(graph: onnx.GraphProto, old: onnx.TensorProto, quantized: np.ndarray, scale: np.ndarray) -> None:
    graph.initializer.remove(old)
    graph.initializer.extend(
        [numpy_helper.from_array(quantized, f"{old.name}.int8"), numpy_helper.from_array(scale, f"{old.name}.scale")]
    )
