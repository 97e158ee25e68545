"""The trained encoder as an ONNX graph, in float32 or in whole numbers with fixed scales."""

import msgspec
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.statements.encoder import EPSILON, HEADS, INNER, LAYERS, WIDTH

Floats = NDArray[np.float32]
MATRIX_LIMIT = 64
"""Largest whole number in a matrix: 127 would overflow the 16-bit sums of processors without VNNI."""
FUSED = "com.microsoft"
"""Domain of ONNX Runtime's own operators: attention, bias + gelu in one pass each."""


class Scale(msgspec.Struct, frozen=True):
    """How the input of a product becomes uint8: one scale and one zero point, the same for every text."""

    scale: float
    zero: int


def encoder_graph(weights: dict[str, Floats], scales: dict[str, Scale] | None, watch: bool = False) -> onnx.ModelProto:
    """The encoder for one window: `input_ids`, `marks` [n] (int64) in, `hidden` [n, width] (float32) out.

    With `scales`, one a product, matrices are int8 (a scale a column, a row for the embeddings) and products are
    computed in whole numbers with fixed scales, so that no piece's state depends on what else is in a batch; without,
    all is float32. `watch` gives the inputs of the products as outputs too.
    """
    graph = Graph(weights, scales)
    graph.read()
    graph.node("Squeeze", [graph.states, graph.constant("axis0", np.array([0], np.int64))], "hidden")
    return graph.model("encoder", ["length", WIDTH], watch)


class Graph:
    """Nodes and constants as they are added; `states` names the latest hidden states [1, n, width]."""

    def __init__(self, weights: dict[str, Floats], scales: dict[str, Scale] | None) -> None:
        self.weights, self.scales = weights, scales
        self.inputs: dict[str, str] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.held: dict[str, onnx.TensorProto] = {}
        self.states = ""

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: object) -> str:
        """Add an operator; its output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a constant; its name."""
        self.held[name] = numpy_helper.from_array(value, name)
        return name

    def vector(self, name: str) -> str:
        """A trained vector."""
        return self.constant(name, self.weights[name])

    def product(self, states: str, name: str) -> str:
        """`states` times a trained matrix, no bias."""
        self.inputs[name] = states
        matrix = np.ascontiguousarray(self.weights[f"{name}.weight"].T)
        if self.scales is None:
            return self.node("MatMul", [states, self.constant(name, matrix)], f"{name}.out")
        own = self.scales[name]
        scale = self.constant(f"{name}.in.scale", np.array(own.scale, np.float32))
        zero = self.constant(f"{name}.in.zero", np.array(own.zero, np.uint8))
        whole = self.node("QuantizeLinear", [states, scale, zero], f"{name}.in.whole")
        left = self.node("DequantizeLinear", [whole, scale, zero], f"{name}.in.back")
        values, scales = quantize(matrix, 0, MATRIX_LIMIT)
        parts = [("int8", values), ("scale", scales), ("zero", np.zeros(len(scales), np.int8))]
        right = self.node("DequantizeLinear", [self.constant(f"{name}.{k}", v) for k, v in parts], name, axis=1)
        return self.node("MatMul", [left, right], f"{name}.out")

    def lookup(self, table: str, index: str) -> str:
        """Rows of an embedding table, kept as int8 in memory too where compact."""
        if self.scales is None:
            return self.node("Gather", [self.vector(f"{table}.weight"), index], f"{table}.rows")
        values, scale = quantize(self.weights[f"{table}.weight"], 1, 127)
        rows = self.node("Gather", [self.constant(f"{table}.int8", values), index], f"{table}.rows8")
        scales = self.node("Gather", [self.constant(f"{table}.scale", scale[:, None]), index], f"{table}.scales")
        return self.node(
            "Mul", [self.node("Cast", [rows], f"{table}.cast", to=TensorProto.FLOAT), scales], f"{table}.rows"
        )

    def read(self) -> None:
        """All layers; `states` are then the last ones."""
        self.embed()
        for layer in range(LAYERS):
            self.layer(f"layers.{layer}.")

    def model(self, name: str, shape: list[str | int], watch: bool = False) -> onnx.ModelProto:
        """The whole: `input_ids`, `marks` [n] in, `hidden` of a shape out; `watch` gives the products' inputs too."""
        ids = [helper.make_tensor_value_info(one, TensorProto.INT64, ["length"]) for one in ("input_ids", "marks")]
        out = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape)]
        if watch:
            self.nodes += [helper.make_node("Identity", [fed], [f"{one}.in"]) for one, fed in self.inputs.items()]
            out += [helper.make_tensor_value_info(f"{one}.in", TensorProto.FLOAT, None) for one in self.inputs]
        body = helper.make_graph(self.nodes, name, ids, out, list(self.held.values()))
        domains = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(body, opset_imports=domains, ir_version=9)

    def embed(self) -> None:
        """Word, mark and position embeddings, added and normed."""
        zero, one = (self.constant(name, np.array(value, np.int64)) for name, value in (("zero", 0), ("one", 1)))
        size = self.node("Size", ["input_ids"], "size")
        place = self.node("Range", [zero, size, one], "place")
        words = self.node("Add", [self.lookup("words", "input_ids"), self.lookup("marks", "marks")], "words.marked")
        placed = self.node("Add", [words, self.lookup("positions", place)], "words.placed")
        normed = self.node(
            "LayerNormalization", [placed, self.vector("norm.weight"), self.vector("norm.bias")], "embedded",
            axis=-1, epsilon=EPSILON,
        )  # fmt: skip
        self.states = self.node("Unsqueeze", [normed, self.constant("axis", np.array([0], np.int64))], "embedded.one")

    def layer(self, name: str) -> None:
        """Attention and feed-forward with their residuals."""
        parts = [f"{name}{part}" for part in ("query", "key", "value")]
        qkv = self.product(self.states, f"{name}attend")
        self.nodes.append(helper.make_node("Split", [qkv], parts, axis=-1))
        mixed = self.node(
            "MultiHeadAttention", [*parts, self.vector(f"{name}attend.bias")], f"{name}mixed", FUSED, num_heads=HEADS
        )
        self._residual(self.product(mixed, f"{name}mix"), f"{name}mix")
        up = self.product(self.states, f"{name}up")
        assert self.weights[f"{name}up.bias"].shape == (INNER,)
        self._residual(
            self.product(
                self.node("BiasGelu", [up, self.vector(f"{name}up.bias")], f"{name}bent", FUSED), f"{name}down"
            ),
            f"{name}down",
        )

    def _residual(self, added: str, name: str) -> None:
        """Bias, residual and norm; the norm after attention is `mix_norm`, the last one `norm`.

        Three operators: the fused SkipLayerNormalization of ONNX Runtime 1.31 is no vector code and takes a quarter of
        the encoder's time, these take a sixteenth.
        """
        norm = name.removesuffix("down") + "norm" if name.endswith("down") else f"{name}_norm"
        both = self.node("Add", [added, self.states], f"{name}.both")
        summed = self.node("Add", [both, self.vector(f"{name}.bias")], f"{name}.sum")
        inputs = [summed, self.vector(f"{norm}.weight"), self.vector(f"{norm}.bias")]
        self.states = self.node("LayerNormalization", inputs, f"{name}.states", axis=-1, epsilon=EPSILON)


def quantize(matrix: Floats, axis: int, limit: int) -> tuple[NDArray[np.int8], Floats]:
    """Symmetric int8 values up to `limit`, and the scale of each line along the other axis."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True) / limit, 1e-8).astype(np.float32)
    return np.round(matrix / scale).clip(-limit, limit).astype(np.int8), scale.reshape(-1)
