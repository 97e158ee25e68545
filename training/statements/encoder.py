"""The BERT encoder written out in bfloat16 for two cores: one product for query, key and value, no casts, no waste."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
EPSILON = 1e-12


class CheapDropout(nn.Module):
    """Dropout from a pool of random numbers drawn once: drawing anew is a third of a step's time on a CPU."""

    def __init__(self, share: float, size: int = 1 << 23) -> None:
        super().__init__()
        self.pool = (torch.rand(size) >= share).to(torch.bfloat16) / (1 - share)
        self.size = size

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The states, a share of them zero while training."""
        if not self.training:
            return states
        at = int(torch.randint(self.size - states.numel(), (1,)))
        return states * self.pool[at : at + states.numel()].view_as(states).to(states.dtype)


class Layer(nn.Module):
    """Attention and feed-forward, each with its residual and norm after it."""

    def __init__(self, dropout: CheapDropout) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = dropout

    def forward(self, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """New states [b, n, width]; `bias` [b * heads, 1, n] is added to the attention's scores."""
        b, n, _ = states.shape
        size = WIDTH // HEADS
        parts = self.attend(states).view(b, n, 3, HEADS, size).permute(2, 0, 3, 1, 4).reshape(3, b * HEADS, n, size)
        query, key, value = parts.unbind(0)
        scores = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=size**-0.5)
        mixed = torch.bmm(scores.softmax(-1), value)
        mixed = mixed.view(b, HEADS, n, size).transpose(1, 2).reshape(b, n, WIDTH)
        states = self.mix_norm(states + self.dropout(self.mix(mixed)))
        return self.norm(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Word, position and mark embeddings, then six layers."""

    def __init__(self, words: int, positions: int, marks: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.marks = nn.Embedding(marks, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = CheapDropout(dropout)
        self.layers = nn.ModuleList(Layer(self.dropout) for _ in range(LAYERS))

    def forward(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states [b, n, width] for ids, marks and mask [b, n]."""
        states = self.words(ids) + self.marks(marks) + self.positions.weight[: ids.shape[1]]
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else states.dtype
        states = self.dropout(self.norm(states.to(kind)))
        bias = ((mask - 1).to(kind) * 1e4).repeat_interleave(HEADS, 0)[:, None].expand(-1, ids.shape[1], -1)
        for layer in self.layers:
            states = layer(states, bias)
        return states


def load_encoder(folder: Path, marks: int, dropout: float) -> Encoder:
    """The pretrained weights; all marks start as token type 0."""
    old = load_file(folder / "model.safetensors")
    tables = [old[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position")]
    encoder = Encoder(len(tables[0]), len(tables[1]), marks, dropout)
    new = {"words.weight": tables[0], "positions.weight": tables[1]}
    new["marks.weight"] = old["embeddings.token_type_embeddings.weight"][:1].repeat(marks, 1)
    for side in ("weight", "bias"):
        new[f"norm.{side}"] = old[f"embeddings.LayerNorm.{side}"]
        for i in range(LAYERS):
            source = f"encoder.layer.{i}."
            own = [old[f"{source}attention.self.{name}.{side}"] for name in ("query", "key", "value")]
            new[f"layers.{i}.attend.{side}"] = torch.cat(own)
            for mine, theirs in _NAMES.items():
                new[f"layers.{i}.{mine}.{side}"] = old[f"{source}{theirs}.{side}"]
    encoder.load_state_dict(new)
    return encoder


_NAMES = {
    "mix": "attention.output.dense",
    "mix_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm": "output.LayerNorm",
}
