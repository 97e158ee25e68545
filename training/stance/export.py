"""Write the models as run time reads them: ONNX graphs in whole numbers, with scales set on texts to learn from."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from onrecord.positions.pieces import Question, cut
from training.stance.graph import sentence_graph, stance_graph
from training.statements.export import Row, scales_of
from training.statements.graph import Floats

Weights = dict[str, torch.Tensor]


def write_stance(state: Weights, questions: Iterable[Question], tokenizer: Tokenizer, path: Path) -> None:
    """The state of a StanceModel as `stance.onnx`."""
    weights = {name.removeprefix("encoder."): value for name, value in _floats(state).items()}
    scales = scales_of(stance_graph(weights, None, watch=True), _rows(questions, tokenizer))
    onnx.save(stance_graph(weights, scales), str(path))


def write_sentences(state: Weights, texts: Iterable[str], tokenizer: Tokenizer, path: Path) -> None:
    """The state of an Encoder as `sentences.onnx`."""
    weights = _floats(state)
    asked = (Question(text=text) for text in texts)
    scales = scales_of(sentence_graph(weights, None, watch=True), _rows(asked, tokenizer))
    onnx.save(sentence_graph(weights, scales), str(path))


def _floats(state: Weights) -> dict[str, Floats]:
    return {name: value.detach().float().numpy() for name, value in state.items()}


def _rows(questions: Iterable[Question], tokenizer: Tokenizer) -> Iterable[Row]:
    for question in questions:
        pieces = cut(tokenizer, question)
        yield {"input_ids": np.array(pieces.ids, np.int64), "marks": np.array(pieces.marks, np.int64)}
