"""Train the act head over the states of a finished encoder; several small networks, averaged in one.

`python -m training.statements.acts` does it for the encoder as shipped and puts the head into its heads file; after a
training of the whole reader it's done over the averaged weights, whose hidden layer is not what either run learned.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from torch import nn
from torch.nn import functional

from onrecord import models
from onrecord.annotate.encoder import Encoder
from onrecord.types import Document, Span
from training.statements.corpus import read_own, split_sentences
from training.statements.encode import ACTS, IGNORED, Encoded, encode
from training.statements.evaluate import hidden_states
from training.statements.model import StatementModel, act_vector
from training.statements.train import Plan

EPOCHS, SIZE, DROPOUT, SMOOTHING, HIDDEN = 15, 64, 0.3, 0.1, 128
SEEDS = range(5)
"""One network's share right on other text moves by four points with its seed; the mean of five moves by one."""


def retrain_acts(model: StatementModel, passages: list[Encoded]) -> None:
    """Replace `model.act` by a head trained on these passages alone."""
    model.act = fit(*act_examples(model, passages))


def fit(inputs: torch.Tensor, acts: torch.Tensor) -> nn.Sequential:
    """The mean of one network a seed, as one network: hidden layers side by side, outputs averaged."""
    nets = [_fit(inputs, acts, seed) for seed in SEEDS]
    first = nn.Linear(inputs.shape[1], HIDDEN * len(nets))
    last = nn.Linear(HIDDEN * len(nets), len(ACTS))
    with torch.no_grad():
        first.weight.copy_(torch.cat([one.weight for one, _ in nets]))
        first.bias.copy_(torch.cat([one.bias for one, _ in nets]))
        last.weight.copy_(torch.cat([two.weight for _, two in nets], 1) / len(nets))
        last.bias.copy_(torch.stack([two.bias for _, two in nets]).mean(0))
    return nn.Sequential(first, nn.ReLU(), last)


def _fit(inputs: torch.Tensor, acts: torch.Tensor, seed: int) -> tuple[nn.Linear, nn.Linear]:
    """The two layers of one network."""
    torch.manual_seed(seed)
    first, last = nn.Linear(inputs.shape[1], HIDDEN), nn.Linear(HIDDEN, len(ACTS))
    net = nn.Sequential(nn.Dropout(DROPOUT), first, nn.ReLU(), nn.Dropout(DROPOUT), last)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
    for _ in range(EPOCHS):
        for at in torch.randperm(len(acts)).split(SIZE):
            loss = functional.cross_entropy(net(inputs[at]), acts[at], label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return first, last


@torch.no_grad()
def share_right(model: nn.Module, inputs: torch.Tensor, acts: torch.Tensor) -> float:
    """How many acts a head gets right."""
    return float((model(inputs).argmax(1) == acts).float().mean())


def act_examples(model: StatementModel, passages: list[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors of cue and content [n, 2 * width] and acts [n] of all statements whose act is known."""
    hidden = hidden_states(model, passages, Plan().layout)
    return _examples((passage, hidden[passage.id]) for passage in passages)


def _examples(states: Iterable[tuple[Encoded, np.ndarray]]) -> tuple[torch.Tensor, torch.Tensor]:
    inputs, acts = [], []
    for passage, hidden in states:
        for unit in passage.units:
            if unit.act != IGNORED:
                inputs.append(act_vector(torch.from_numpy(hidden), unit))
                acts.append(unit.act)
    return torch.stack(inputs), torch.tensor(acts)


def main() -> None:
    """Train on the states of the shipped encoder; print the share right on a fifth of the passages held out, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=Path, required=True, help="folder with statements_*.jsonl of our own")
    parser.add_argument("--model", type=Path, default=models.STATEMENTS, help="folder of the reader")
    args = parser.parse_args()
    torch.set_num_threads(1)  # the same sums on every machine, and faster at this size
    encoder = Encoder(args.model, threads=1)
    states = []
    for passage in read_own(args.own):
        sentences = tuple(Span(start, end) for start, end in split_sentences(passage.text))
        hidden = encoder(Document(id=passage.id, text=passage.text), sentences).hidden
        states.append((encode(passage, encoder.tokenizer), np.asarray(hidden, np.float32)))
    held = fit(*_examples(row for at, row in enumerate(states) if at % 5))
    for name in sorted({passage.id.split("-")[0] for passage, _ in states}):
        unseen = [row for at, row in enumerate(states) if at % 5 == 0 and row[0].id.startswith(name)]
        print(f"{name}: {share_right(held, *_examples(unseen)):.3f} right of those held out", flush=True)
    head = fit(*_examples(states))
    tensors = load_file(args.model / "heads.safetensors")
    tensors |= {f"act.{name}": value.detach().numpy() for name, value in head.state_dict().items()}
    save_file(tensors, args.model / "heads.safetensors")


if __name__ == "__main__":
    main()
