"""The stance model and the sentence vectors as ONNX graphs, one text a pass, in whole numbers with fixed scales."""

import numpy as np
import onnx
from onnx import TensorProto

from onrecord.positions.pieces import HOLDER, TARGET
from training.statements.encoder import WIDTH
from training.statements.graph import Floats, Graph, Scale


def sentence_graph(weights: dict[str, Floats], scales: dict[str, Scale] | None, watch: bool = False) -> onnx.ModelProto:
    """The mean state of a text, of length one: `hidden` [width]. Scales and `watch` as for the encoder."""
    graph = Graph(weights, scales)
    graph.read()
    mean = graph.node("ReduceMean", [graph.states], "mean", axes=[0, 1], keepdims=0)
    size = graph.node("ReduceL2", [mean], "mean.size", axes=[0], keepdims=1)
    graph.node("Div", [mean, size], "hidden")
    return graph.model("sentences", [WIDTH], watch)


def stance_graph(weights: dict[str, Floats], scales: dict[str, Scale] | None, watch: bool = False) -> onnx.ModelProto:
    """Scores of for, against, neutral: `hidden` [3], from the mean states of target and holder and the first state.

    The two small products of the head stay in float32; `weights` names them `inner` and `outer`.
    """
    graph = Graph(weights, scales)
    graph.read()
    least, holder = (graph.constant(name, np.array(value, np.int64)) for name, value in
                     (("least", TARGET), ("holder", HOLDER)))  # fmt: skip
    target = _mean(graph, graph.node("GreaterOrEqual", ["marks", least], "target.is"), "target")
    source = _mean(graph, graph.node("Equal", ["marks", holder], "source.is"), "source")
    first = graph.node("Gather", [graph.states, graph.constant("first.at", np.array(0, np.int64))], "first", axis=1)
    joint = graph.node("Concat", [target, first, source], "joint", axis=-1)
    inner = graph.node("Relu", [_dense(graph, joint, "inner")], "inner.on")
    axis = graph.constant("row", np.array([0], np.int64))
    graph.node("Squeeze", [_dense(graph, inner, "outer"), axis], "hidden")
    return graph.model("stance", [3], watch)


def _mean(graph: Graph, chosen: str, name: str) -> str:
    """Mean of the states of the chosen pieces [1, width], zeros where none is chosen."""
    share = graph.node("Cast", [chosen], f"{name}.weights", to=TensorProto.FLOAT)
    one = graph.constant(f"{name}.one", np.array(1, np.float32))
    count = graph.node("Max", [graph.node("ReduceSum", [share], f"{name}.sum", keepdims=1), one], f"{name}.count")
    total = graph.node("MatMul", [share, graph.states], f"{name}.total")
    return graph.node("Div", [total, count], f"{name}.mean")


def _dense(graph: Graph, states: str, name: str) -> str:
    matrix = graph.constant(f"{name}.matrix", np.ascontiguousarray(graph.weights[f"{name}.weight"].T))
    return graph.node("Add", [graph.node("MatMul", [states, matrix], f"{name}.product"), graph.vector(f"{name}.bias")],
                      f"{name}.out")  # fmt: skip
