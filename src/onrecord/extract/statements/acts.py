"""What kind of act a statement is: a small classifier over the states of its cue and its content."""

from typing import cast, get_args

import numpy as np

from onrecord.extract.statements.heads import Floats, Heads
from onrecord.extract.statements.links import Range
from onrecord.types import Act

ACTS: tuple[Act, ...] = cast(tuple[Act, ...], get_args(Act))


def act_of(hidden: Floats, heads: Heads, cue: tuple[Range, ...], content: tuple[Range, ...]) -> Act:
    """The most likely act of the statement with these pieces."""
    means = [np.concatenate([hidden[a:b] for a, b in spans]).mean(0) for spans in (cue, content)]
    middle = np.maximum(heads.act_hidden @ np.concatenate(means) + heads.act_hidden_bias, 0)
    return ACTS[int(np.argmax(heads.act_out @ middle + heads.act_out_bias))]
