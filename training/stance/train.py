"""The training loop of the stance model: batches of like length, cosine decay, averaged weights."""

import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.positions.pieces import Pieces, cut
from training.stance.corpus import Example
from training.stance.model import StanceModel
from training.statements.train import MASK, Average

Row = tuple[Pieces, int, str]
_POOL = 1024


class Plan(msgspec.Struct, frozen=True):
    """What a run does; `pieces`: word pieces a batch; `hide`: share hidden; `polar`: weight of for and against."""

    epochs: int = 2
    pieces: int = 2800
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.08
    average: float = 0.99
    hide: float = 0.05
    polar: float = 1.25
    minutes: float = 30
    seed: int = 5


def encoded(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Row]:
    """Examples as pieces with their labels and the corpus they are of."""
    return [(cut(tokenizer, one.question), one.label, one.source) for one in examples]


def batches(rows: Sequence[Row], size: int, rng: random.Random | None) -> Iterator[list[Row]]:
    """Rows of like length, about `size` pieces a batch; shuffled where a generator is given."""
    order = list(range(len(rows)))
    if rng:
        rng.shuffle(order)
    out: list[list[Row]] = []
    for at in range(0, len(order), _POOL):
        batch: list[Row] = []
        for i in sorted(order[at : at + _POOL], key=lambda i: len(rows[i][0].ids)):
            if batch and len(rows[i][0].ids) * (len(batch) + 1) > size:
                out.append(batch)
                batch = []
            batch.append(rows[i])
        out.append(batch)
    if rng:
        rng.shuffle(out)
    yield from out


def tensors(batch: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids, marks and mask [b, n]."""
    width = max(len(pieces.ids) for pieces, _, _ in batch)
    out = torch.zeros((3, len(batch), width), dtype=torch.int64)
    for i, (pieces, _, _) in enumerate(batch):
        n = len(pieces.ids)
        out[0, i, :n], out[1, i, :n], out[2, i, :n] = torch.tensor(pieces.ids), torch.tensor(pieces.marks), 1
    return out[0], out[1], out[2]


def train(model: StanceModel, learn: Sequence[Row], held: dict[str, list[Row]], plan: Plan, folder: Path) -> None:
    """Train, report on each held part after each epoch; leaves averaged weights in `folder/epoch_<n>.pt`."""
    torch.manual_seed(plan.seed)
    rng, begin = random.Random(plan.seed), time.time()
    total = sum(1 for _ in batches(learn, plan.pieces, None)) * plan.epochs
    optimizer = torch.optim.AdamW(_groups(model, plan), fused=True)
    limit = plan.minutes * 60
    # by steps or by the clock, whichever is further: a slow machine ends with a small rate too
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rate(min(max(step / total, (time.time() - begin) / limit), 1), plan.warmup)
    )
    weights = torch.tensor([plan.polar, plan.polar, 1.0])
    average, step = Average(model, plan.average), 0
    for epoch in range(1, plan.epochs + 1):
        model.train()
        sums = 0.0
        for count, batch in enumerate(batches(learn, plan.pieces, rng), 1):
            ids, marks, mask = tensors(batch)
            ids[(torch.rand(ids.shape) < plan.hide) & (ids > MASK) & (marks == 0)] = MASK
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, marks, mask)
            labels = torch.tensor([label for _, label, _ in batch])
            loss = functional.cross_entropy(scores.float(), labels, weight=weights, label_smoothing=0.05)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            if step % 2 == 0:
                average.update(model)
            step, sums = step + 1, sums + float(loss.detach())
            if count % 20 == 0:
                print(epoch, step, total, round(sums / count, 4), f"{time.time() - begin:.0f}s", flush=True)
            if time.time() - begin > limit:
                break
        mine = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average.weights)
        torch.save(average.weights, folder / f"epoch_{epoch}.pt")
        print("epoch", epoch, {name: scored(model, rows) for name, rows in held.items()}, flush=True)
        model.load_state_dict(mine)
        if time.time() - begin > limit:
            break
    model.load_state_dict(average.weights)


@torch.no_grad()
def scored(model: StanceModel, rows: Sequence[Row]) -> dict[str, float]:
    """Accuracy and macro-F1 over the three labels."""
    model.eval()
    table = torch.zeros((3, 3))
    for batch in batches(rows, 4000, None):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = model(*tensors(batch)).argmax(1)
        for (_, label, _), guess in zip(batch, found.tolist(), strict=True):
            table[label, guess] += 1
    f1 = [float(2 * table[i, i] / (table[i].sum() + table[:, i].sum()).clamp(min=1)) for i in range(3)]
    accuracy = float(table.trace() / table.sum())
    return {"accuracy": round(accuracy, 3), "macro_f1": round(sum(f1) / 3, 3)}


def _groups(model: StanceModel, plan: Plan) -> list[dict[str, object]]:
    """Lower layers learn more slowly; heads and marks faster."""
    groups: list[dict[str, object]] = []
    for name, weight in model.named_parameters():
        if "words" in name or "positions" in name:
            # half of the weights, of which a batch sees a few: kept as pretrained, which halves a step's upkeep
            weight.requires_grad_(False)
            continue
        rate = plan.rate
        if not name.startswith("encoder.") or "marks" in name:
            rate = plan.head_rate
        elif "layers." in name:
            rate *= 0.9 ** (5 - int(name.split("layers.")[1].split(".")[0]))
        else:
            rate *= 0.5
        groups.append({"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.dim() > 1 else 0.0})
    return groups


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))
