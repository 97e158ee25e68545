"""The network: a shared encoder, tags of two levels, links of content to cue and cue to source, acts."""

import torch
from torch import nn
from torch.nn import functional

from training.statements.encode import ACTS, IGNORED, Batch, Unit
from training.statements.encoder import WIDTH, Encoder

TAGS, HIDDEN = 7, 64
GAPS, BETWEEN = 18, 8


class Linker(nn.Module):
    """Scores of pairs of spans: relu of both spans' vectors, their distance, and how many candidates lie between."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(3 * WIDTH, HIDDEN)
        self.key = nn.Linear(3 * WIDTH, HIDDEN, bias=False)
        self.gap = nn.Embedding(GAPS, HIDDEN)
        self.between = nn.Embedding(BETWEEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.none = nn.Linear(3 * WIDTH, 1)
        for table in (self.gap, self.between):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self, query: torch.Tensor, key: torch.Tensor, gap: torch.Tensor, between: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores [q, k] and the score of none [q]; `query` [q, 3 * width], `key` [k, 3 * width]."""
        hidden = self.query(query)[:, None] + self.key(key)[None] + self.gap(gap) + self.between(between)
        return self.out(torch.relu(hidden)).squeeze(-1), self.none(query).squeeze(-1)


class StatementModel(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(WIDTH, 2 * TAGS)
        self.cue_of_content = Linker()
        self.source_of_cue = Linker()
        self.act = nn.Sequential(nn.Linear(2 * WIDTH, 128), nn.ReLU(), nn.Linear(128, len(ACTS)))
        self.dropout = nn.Dropout(0.1)

    def states(self, batch: Batch) -> torch.Tensor:
        """Hidden states of the kept pieces [n, width], in the order of the batch."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(batch.ids, batch.marks, batch.mask).float()
        return hidden.reshape(-1, WIDTH)[batch.keep]

    def losses(self, batch: Batch) -> dict[str, torch.Tensor]:
        """Mean losses by head; a head with nothing to learn in the batch is left out."""
        states = self.states(batch)
        logits = self.tags(self.dropout(states)).view(-1, 2, TAGS)
        out = {"outer": functional.cross_entropy(logits[:, 0], batch.tags[0], ignore_index=IGNORED)}
        if bool((batch.tags[1] != IGNORED).any()):
            out["inner"] = functional.cross_entropy(logits[:, 1], batch.tags[1], ignore_index=IGNORED)
        found: dict[str, list[torch.Tensor]] = {"cue": [], "source": [], "act": []}
        parts = states.split([last - first for first, last in (group.range for group in batch.groups)])
        for group, own in zip(batch.groups, parts, strict=True):
            first, last = group.range
            for level in (0, 1):
                units = [_shifted(unit, first, last) for unit in group.passage.units if unit.level == level]
                self._group(own, [unit for unit in units if unit is not None], found)
        for name, parts in found.items():
            if parts:
                out[name] = torch.cat(parts).mean()
        return out

    def _group(self, states: torch.Tensor, units: list[Unit], found: dict[str, list[torch.Tensor]]) -> None:
        """Losses of links and acts among the statements of one level in a group."""
        if not units:
            return
        cues = [unit.cue[0] for unit in units]
        cue_states = span_vectors(states, cues)
        contents = [(span, at) for at, unit in enumerate(units) for span in unit.content]
        spans = [span for span, _ in contents]
        scores, _ = self.cue_of_content(span_vectors(states, spans), cue_states, *geometry(spans, cues))
        target = torch.tensor([at for _, at in contents])
        found["cue"].append(functional.cross_entropy(scores, target, reduction="none"))

        sources = sorted({unit.source[0] for unit in units if unit.source})
        target = torch.tensor([sources.index(unit.source[0]) if unit.source else len(sources) for unit in units])
        keys = span_vectors(states, sources) if sources else states.new_zeros((0, 3 * WIDTH))
        scores, none = self.source_of_cue(cue_states, keys, *geometry(cues, sources))
        found["source"].append(
            functional.cross_entropy(torch.cat([scores, none[:, None]], 1), target, reduction="none")
        )
        acts = [unit for unit in units if unit.act != IGNORED]
        if acts:
            logits = self.act(torch.stack([act_vector(states, unit) for unit in acts]))
            target = torch.tensor([unit.act for unit in acts])
            found["act"].append(functional.cross_entropy(logits, target, reduction="none"))


def act_vector(states: torch.Tensor, unit: Unit) -> torch.Tensor:
    """Means over the pieces of cue and of content, side by side."""
    parts = [torch.cat([states[first:last] for first, last in spans]).mean(0) for spans in (unit.cue, unit.content)]
    return torch.cat(parts)


def span_vectors(states: torch.Tensor, spans: list[tuple[int, int]]) -> torch.Tensor:
    """First, last and mean state of each span [k, 3 * width]."""
    total = torch.cat([states.new_zeros((1, WIDTH)), states.cumsum(0)])
    first = torch.tensor([start for start, _ in spans])
    last = torch.tensor([end for _, end in spans])
    mean = (total[last] - total[first]) / (last - first)[:, None]
    return torch.cat([states[first], states[last - 1], mean], 1)


def geometry(queries: list[tuple[int, int]], keys: list[tuple[int, int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Buckets of distance [q, k] and of how many other keys start between [q, k]."""
    query, key = torch.tensor(queries).view(-1, 2), torch.tensor(keys, dtype=torch.long).view(-1, 2)
    after = (key[None, :, 0] - query[:, None, 1]).clamp(min=0)
    before = (query[:, None, 0] - key[None, :, 1]).clamp(min=0)
    distance = torch.maximum(after, before)
    bucket = (distance + 1).float().log2().floor().long().clamp(max=8)
    behind = key[None, :, 0] >= query[:, None, 0]
    starts = torch.sort(key[:, 0].contiguous()).values
    rank_key = torch.searchsorted(starts, key[:, 0].contiguous())[None]
    rank_query = torch.searchsorted(starts, query[:, 0].contiguous())[:, None]
    between = torch.where(behind, rank_key - rank_query, rank_query - 1 - rank_key).clamp(0, 3)
    return bucket + 9 * behind, between + 4 * behind


def _shifted(unit: Unit, first: int, last: int) -> Unit | None:
    """The unit in indices of the group, or None when a part of it lies outside."""
    spans = [span for part in (unit.source, unit.cue, unit.content) for span in part]
    if any(start < first or end > last for start, end in spans):
        return None
    moved = ([(start - first, end - first) for start, end in part] for part in (unit.source, unit.cue, unit.content))
    return Unit(*(tuple(part) for part in moved), unit.level, unit.act)
