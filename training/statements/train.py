"""The training loop: fixed seeds, cosine decay, averaged weights, a checkpoint an epoch."""

import math
import random
import time
from pathlib import Path

import msgspec
import torch
from torch import nn

from onrecord.annotate.windows import Layout
from training.statements.encode import IGNORED, Batch, Encoded, batches, collate
from training.statements.model import StatementModel


class Plan(msgspec.Struct, frozen=True):
    """What a run does; `copies`: how often an epoch sees our own passages; `hide`: share of pieces hidden."""

    epochs: int = 6
    size: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    average: float = 0.995
    copies: int = 3
    hide: float = 0.06
    seed: int = 7
    layout: Layout = Layout()


MASK = 103
WEIGHTS = {"outer": 1.0, "inner": 0.7, "cue": 0.3, "source": 0.3, "act": 0.3}


class Average:
    """Exponential moving average of a model's weights."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    def update(self, model: nn.Module) -> None:
        """One step; the first ones count more."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                self.weights[name].lerp_(value.detach(), 1 - decay)


def train(model: StatementModel, data: tuple[list[Encoded], list[Encoded]], plan: Plan, folder: Path) -> None:
    """Train on the first list, report on the second; leaves `epoch_<n>.pt` (averaged weights) in `folder`."""
    learn, held = data
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    steps_an_epoch = sum(1 for _ in batches(learn, plan.layout, plan.size, random.Random(0)))
    optimizer, total = _optimizer(model, plan), steps_an_epoch * plan.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / total, plan.warmup))
    average = Average(model, plan.average)
    for epoch in range(1, plan.epochs + 1):
        begin, sums, count, pieces = time.time(), dict.fromkeys(WEIGHTS, 0.0), 0, 0
        model.train()
        for groups in batches(learn, plan.layout, plan.size, rng):
            batch = collate(groups, (101, 102))
            _hide(batch, plan.hide)
            losses = model.losses(batch)
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            average.update(model)
            count, pieces = count + 1, pieces + batch.ids.numel()
            for name, loss in losses.items():
                sums[name] += float(loss.detach())
            if count % 100 == 0:
                means = {name: round(value / count, 4) for name, value in sums.items()}
                print(epoch, count, steps_an_epoch, means, f"{pieces / (time.time() - begin):.0f}/s", flush=True)
        torch.save(average.weights, folder / f"epoch_{epoch}.pt")
        mine = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average.weights)
        print("epoch", epoch, f"{time.time() - begin:.0f}s", piece_scores(model, held, plan.layout), flush=True)
        model.load_state_dict(mine)
    model.load_state_dict(average.weights)


def _hide(batch: Batch, share: float) -> None:
    """Put the mask's id in place of a share of the pieces, so that no single word decides."""
    batch.ids[(torch.rand(batch.ids.shape) < share) & (batch.ids > MASK)] = MASK


def _optimizer(model: StatementModel, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; lower layers learn more slowly, heads and marks faster, nothing but matrices decays."""
    groups: list[dict[str, object]] = []
    for name, weight in model.named_parameters():
        rate = plan.rate
        if not name.startswith("encoder.") or "marks" in name:
            rate = plan.head_rate
        elif "layers." in name:
            rate *= 0.9 ** (5 - int(name.split("layers.")[1].split(".")[0]))
        else:
            rate *= 0.5
        groups.append({"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, fused=True)


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


@torch.no_grad()
def piece_scores(model: StatementModel, held: list[Encoded], layout: Layout) -> dict[str, float]:
    """Loss and F1 by word piece of each role at the outer level, and the mean losses of the other heads."""
    model.eval()
    hits, predicted, gold = torch.zeros(3), torch.zeros(3), torch.zeros(3)
    sums: dict[str, list[float]] = {}
    for groups in batches(held, layout, 16, None):
        batch = collate(groups, (101, 102))
        for name, loss in model.losses(batch).items():
            sums.setdefault(name, []).append(float(loss))
        tags = model.tags(model.states(batch)).view(-1, 2, 7)[:, 0].argmax(-1)
        real = batch.tags[0]
        for role in range(3):
            mine, theirs = (tags + 1) // 2 == role + 1, (real + 1) // 2 == role + 1
            theirs &= real != IGNORED
            hits[role] += (mine & theirs).sum()
            predicted[role] += mine.sum()
            gold[role] += theirs.sum()
    f1 = (2 * hits / (predicted + gold).clamp(min=1)).tolist()
    out = {name: round(sum(values) / len(values), 4) for name, values in sums.items()}
    return out | dict(zip(("f1_source", "f1_cue", "f1_content"), (round(x, 4) for x in f1), strict=True))
