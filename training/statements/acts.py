"""Train the act head once more over averaged weights: the mean of two hidden layers is not what either learned."""

import torch
from torch import nn
from torch.nn import functional

from training.statements.encode import IGNORED, Encoded
from training.statements.evaluate import hidden_states
from training.statements.model import StatementModel, act_vector
from training.statements.train import Plan

EPOCHS, SIZE, DROPOUT, SMOOTHING = 20, 64, 0.3, 0.1


def retrain_acts(model: StatementModel, passages: list[Encoded]) -> float:
    """Replace the weights of `model.act` by ones trained on these passages alone; the share it gets right on them."""
    torch.manual_seed(Plan().seed)
    inputs, acts = act_examples(model, passages)
    first, _, last = model.act
    net = nn.Sequential(nn.Dropout(DROPOUT), first, nn.ReLU(), nn.Dropout(DROPOUT), last)
    for layer in (first, last):
        layer.reset_parameters()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
    for _ in range(EPOCHS):
        for at in torch.randperm(len(acts)).split(SIZE):
            loss = functional.cross_entropy(net(inputs[at]), acts[at], label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return share_right(model, inputs, acts)


@torch.no_grad()
def share_right(model: StatementModel, inputs: torch.Tensor, acts: torch.Tensor) -> float:
    """How many acts the head gets right."""
    return float((model.act(inputs).argmax(1) == acts).float().mean())


def act_examples(model: StatementModel, passages: list[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors of cue and content [n, 2 * width] and acts [n] of all statements whose act is known."""
    hidden = hidden_states(model, passages, Plan().layout)
    inputs, acts = [], []
    for passage in passages:
        states = torch.from_numpy(hidden[passage.id])
        for unit in passage.units:
            if unit.act != IGNORED:
                inputs.append(act_vector(states, unit))
                acts.append(unit.act)
    return torch.stack(inputs), torch.tensor(acts)
