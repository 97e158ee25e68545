"""What kind of act a statement is: a small classifier over the states of its cue and its content."""

from collections.abc import Sequence
from typing import cast, get_args

import numpy as np

from onrecord.extract.statements.decode import Draft
from onrecord.extract.statements.heads import Floats, Heads
from onrecord.extract.statements.links import Range
from onrecord.types import Act

ACTS: tuple[Act, ...] = cast(tuple[Act, ...], get_args(Act))


def acts_of(hidden: Floats, heads: Heads, drafts: Sequence[Draft]) -> list[Act]:
    """The most likely act of each draft, from the mean states of its cue and of its content."""
    if not drafts:
        return []
    means = np.stack([np.concatenate([_mean(hidden, one.cue), _mean(hidden, one.content)]) for one in drafts])
    middle = np.maximum(means @ heads.act_hidden.T + heads.act_hidden_bias, 0)
    scores = middle @ heads.act_out.T + heads.act_out_bias
    return [ACTS[best] for best in scores.argmax(axis=1).tolist()]


def _mean(hidden: Floats, spans: tuple[Range, ...]) -> Floats:
    mean: Floats = np.concatenate([hidden[a:b] for a, b in spans]).mean(0)
    return mean
