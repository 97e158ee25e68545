"""One command rebuilds stance and sentence vectors: `python -m training.stance`, with the folders as options."""

import argparse
import random
import time
from pathlib import Path

import msgspec
import torch
from tokenizers import Tokenizer

from onrecord.positions.pieces import KINDS
from training.stance.corpus import Example, directed_parts, made, newsmtsc, own, sides
from training.stance.export import Weights, write_sentences, write_stance
from training.stance.model import StanceModel
from training.stance.train import Plan, encoded, scored, train
from training.statements.encode import load_tokenizer
from training.statements.encoder import load_encoder

HERE = Path(__file__).parent
COPIES, SAMPLE = 3, 120
LAST = 0.2
"""Share of the last run's weights: half of it would cost four points on directed sentiment."""


class Run(msgspec.Struct, frozen=True):
    """One run: its plan, the share of the corpora's rows (the last ones), and how many sentences are put together."""

    name: str
    plan: Plan
    share: float
    propositions: int
    sides: int


RUNS = (
    Run("first", Plan(epochs=2), 1.0, 2_500, 0),
    Run("second", Plan(epochs=1, rate=8e-5), 0.3, 6_000, 0),
    Run("third", Plan(epochs=1, rate=8e-5), 0.4, 3_500, 3_500),
)
"""The second goes on from the first; the third from the mean of both."""


def main() -> None:
    """Read, train, write `stance.onnx` and `sentences.onnx`; a run whose checkpoint is there is not run again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of newsmtsc/ and directed_sentiment/")
    parser.add_argument("--own", type=Path, required=True, help="folder with issues_own.toml and issues_own.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--output", type=Path, required=True, help="folder for the exported models")
    parser.add_argument("--rows", type=int, help="take only so many rows of each part, for a trial")
    args = parser.parse_args()
    tokenizer = load_tokenizer(args.encoder / "tokenizer.json")
    torch.manual_seed(7)
    first = _run(args, RUNS[0], None, tokenizer)
    second = _run(args, RUNS[1], first, tokenizer)
    base = _mix(first, second, 0.5)
    state = _mix(base, _run(args, RUNS[2], base, tokenizer), LAST)
    args.output.mkdir(parents=True, exist_ok=True)
    parts = _parts(args, RUNS[2])
    for part in parts:
        random.Random(1).shuffle(part)
    sample = [one.question for part in parts for one in part[:SAMPLE]]
    write_stance(state, sample, tokenizer, args.output / "stance.onnx")
    plain = load_encoder(args.encoder, KINDS, 0.0).state_dict()
    write_sentences(plain, [one.text for one in sample], tokenizer, args.output / "sentences.onnx")


def _run(args: argparse.Namespace, run: Run, start: Weights | None, tokenizer: Tokenizer) -> Weights:
    """The weights that a run ends with."""
    folder = args.work / run.name
    last = folder / f"epoch_{run.plan.epochs}.pt"
    if not last.exists():
        begin = time.time()
        folder.mkdir(parents=True, exist_ok=True)
        model = StanceModel(load_encoder(args.encoder, KINDS, 0.1))
        if start:
            model.load_state_dict(start)
        held = {name: encoded(part[: args.rows], tokenizer) for name, part in _held(args).items()}
        learn = [one for part in _parts(args, run) for one in part[: args.rows]]
        train(model, encoded(learn, tokenizer), held, run.plan, folder)
        print(run.name, {name: scored(model, part) for name, part in held.items()}, f"{time.time() - begin:.0f}s")
    state: Weights = torch.load(last)
    return state


def _parts(args: argparse.Namespace, run: Run) -> list[list[Example]]:
    """What a run learns from, a corpus a list."""
    corpora = [
        list(newsmtsc(args.corpora / "newsmtsc" / "train.jsonl")),
        directed_parts(args.corpora / "directed_sentiment" / "train.jsonl")[0],
    ]
    mine = list(own(args.own / "issues_own.jsonl", args.own / "issues_own.toml", "dev"))
    return [
        *(part[-round(len(part) * run.share) :] for part in corpora),
        list(made(HERE / "propositions.toml", 1, run.propositions)),
        list(sides(HERE / "sides.toml", 1, run.sides)),
        mine * COPIES,
    ]


def _held(args: argparse.Namespace) -> dict[str, list[Example]]:
    """What a run is watched on."""
    return {
        "newsmtsc": list(newsmtsc(args.corpora / "newsmtsc" / "dev_mt.jsonl")),
        "directed": directed_parts(args.corpora / "directed_sentiment" / "train.jsonl")[1],
        "made": list(made(HERE / "propositions.toml", 2, 300)),
    }


def _mix(one: Weights, other: Weights, share: float) -> Weights:
    """A mean of two runs' weights: Wortsman et al., "Model Soups" (ICML 2022)."""
    return {name: (1 - share) * one[name] + share * other[name] for name in one}


if __name__ == "__main__":
    main()
