"""The network: the encoder with marks of holder and target, their mean states and the first, three labels."""

import torch
from torch import nn

from onrecord.positions.pieces import HOLDER, TARGET
from training.statements.encoder import WIDTH, Encoder

HIDDEN = 256


class StanceModel(nn.Module):
    """Scores of for, against and neutral [b, 3] from ids, marks and mask [b, n]."""

    def __init__(self, encoder: Encoder, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Linear(3 * WIDTH, HIDDEN)
        self.outer = nn.Linear(HIDDEN, 3)

    def forward(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unnormalised scores, in the order of LABELS."""
        hidden = self.encoder(ids, marks, mask).float()
        parts = [_mean(hidden, marks >= TARGET), hidden[:, 0], _mean(hidden, marks == HOLDER)]
        scores: torch.Tensor = self.outer(self.dropout(torch.relu(self.inner(self.dropout(torch.cat(parts, 1))))))
        return scores


class SentenceModel(nn.Module):
    """The untouched encoder's mean state of a text, of length one [b, width]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The vectors."""
        vectors = _mean(self.encoder(ids, marks, mask).float(), mask > 0)
        return vectors / vectors.norm(dim=1, keepdim=True)


def _mean(hidden: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """Mean states of the chosen pieces, zeros where none is chosen."""
    weights = chosen.float()[:, :, None]
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
