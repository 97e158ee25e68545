"""Decode passages with a model in training, and score them with the measuring script of the corpus."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.annotate.windows import Layout
from onrecord.extract.statements.decode import Draft, decode
from onrecord.extract.statements.heads import Heads, as_heads
from onrecord.extract.statements.tags import word_starts
from training.statements.corpus import Passage, Range
from training.statements.encode import Encoded, batches, collate, encode
from training.statements.model import StatementModel


def heads_of(model: StatementModel) -> Heads:
    """The model's heads as the run time holds them."""
    return as_heads(
        {k: v.detach().float().numpy() for k, v in model.state_dict().items() if not k.startswith("encoder.")}
    )


@torch.no_grad()
def hidden_states(model: StatementModel, passages: list[Encoded], layout: Layout) -> dict[str, np.ndarray]:
    """Hidden states [n, width] of each passage, by id."""
    model.eval()
    parts: dict[str, dict[int, np.ndarray]] = {}
    for groups in batches(passages, layout, 16, None):
        states = model.states(collate(groups, (101, 102))).numpy()
        at = 0
        for group in groups:
            first, last = group.range
            parts.setdefault(group.passage.id, {})[first] = states[at : at + last - first]
            at += last - first
    return {key: np.concatenate([own[first] for first in sorted(own)]) for key, own in parts.items()}


def predict(
    model: StatementModel, passages: list[Passage], tokenizer: Tokenizer, layout: Layout
) -> dict[str, tuple[list[Draft], list[Range]]]:
    """Drafts by passage with the character offsets of its pieces."""
    heads = heads_of(model)
    encoded = [encode(passage, tokenizer) for passage in passages]
    hidden = hidden_states(model, encoded, layout)
    out = {}
    for passage in passages:
        offsets = tokenizer.encode(passage.text, add_special_tokens=False).offsets
        starts, ends = (np.array([pair[side] for pair in offsets], np.int32) for side in (0, 1))
        drafts = decode(hidden[passage.id], heads, word_starts(passage.text, starts, ends)) if offsets else []
        out[passage.id] = (drafts, offsets)
    return out


def as_rows(found: dict[str, tuple[list[Draft], list[Range]]]) -> list[dict[str, Any]]:
    """Predictions of the outer level in the scorer's form."""
    return [
        {"id": key, "attributions": [_row(draft, offsets) for draft in drafts if draft.parent is None]}
        for key, (drafts, offsets) in found.items()
    ]


def _row(draft: Draft, offsets: list[Range]) -> dict[str, list[list[int]]]:
    return {
        role: [[offsets[a][0], offsets[b - 1][1]] for a, b in getattr(draft, role)]
        for role in ("source", "cue", "content")
    }


def gold_rows(passages: list[Passage]) -> list[dict[str, Any]]:
    """Marked passages in the scorer's form, outer level."""
    return [
        {
            "id": p.id,
            "text": p.text,
            "attributions": [
                {"source": m.source, "cue": m.cue, "content": m.content} for m in p.statements if m.level == 0
            ],
        }
        for p in passages
    ]


def load_scorer(path: Path) -> ModuleType:
    """The scorer script as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
