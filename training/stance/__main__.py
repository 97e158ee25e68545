"""One command rebuilds stance and sentence vectors: `python -m training.stance`, with the folders as options."""

import argparse
import time
from pathlib import Path

import torch

from onrecord.positions.pieces import KINDS
from training.stance.corpus import directed_parts, made, newsmtsc, own
from training.stance.export import write_model
from training.stance.model import SentenceModel, StanceModel
from training.stance.train import Plan, encoded, scored, train
from training.statements.encode import load_tokenizer
from training.statements.encoder import load_encoder

HERE = Path(__file__).parent
MADE, COPIES = 2_500, 3


def main() -> None:
    """Read, train, write `stance.onnx` and `sentences.onnx`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of newsmtsc/ and directed_sentiment/")
    parser.add_argument("--own", type=Path, required=True, help="folder with issues_own.toml and issues_own.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--output", type=Path, help="folder for the exported models")
    parser.add_argument("--rows", type=int, default=0, help="take only so many rows of each corpus, for a trial")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--minutes", type=float, default=Plan().minutes)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--made", type=int, default=MADE, help="sentences put together from propositions")
    parser.add_argument("--share", type=float, default=1.0, help="share of the corpora's rows, the last ones")
    parser.add_argument("--checkpoint", type=Path, nargs="+", help="export the mean of these")
    args = parser.parse_args()

    begin = time.time()
    args.work.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(args.encoder / "tokenizer.json")
    torch.manual_seed(7)
    model = StanceModel(load_encoder(args.encoder, KINDS, 0.1))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    if args.checkpoint:
        model.load_state_dict(_mean([torch.load(path) for path in args.checkpoint]))
    else:
        first, second = _folders(args.corpora)
        mine = list(own(args.own / "issues_own.jsonl", args.own / "issues_own.toml", "dev"))
        pairs, held_pairs = directed_parts(second / "train.jsonl")
        parts = [list(newsmtsc(first / "train.jsonl")), pairs]
        parts = [part[-round(len(part) * args.share) :] for part in parts]
        parts += [list(made(HERE / "propositions.toml", 1, args.made)), mine * COPIES]
        learn = [one for part in parts for one in part[: args.rows or None]]
        held = {
            "newsmtsc": list(newsmtsc(first / "dev_mt.jsonl")),
            "directed": held_pairs,
            "made": list(made(HERE / "propositions.toml", 2, 300)),
        }
        rows = {name: encoded(part[: args.rows or None], tokenizer) for name, part in held.items()}
        print("read", len(learn), [len(part) for part in parts], f"{time.time() - begin:.0f}s", flush=True)
        train(
            model,
            encoded(learn, tokenizer),
            rows,
            Plan(epochs=args.epochs, minutes=args.minutes, rate=args.rate),
            args.work,
        )
        print("end", {name: scored(model, part) for name, part in rows.items()}, f"{time.time() - begin:.0f}s")
    if args.output:
        args.output.mkdir(parents=True, exist_ok=True)
        write_model(model, args.output / "stance.onnx")
        write_model(SentenceModel(load_encoder(args.encoder, KINDS, 0.0)), args.output / "sentences.onnx")


def _mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of several runs' weights: Wortsman et al., "Model Soups" (ICML 2022)."""
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def _folders(corpora: Path) -> tuple[Path, Path]:
    return corpora / "newsmtsc", corpora / "directed_sentiment"


if __name__ == "__main__":
    main()
