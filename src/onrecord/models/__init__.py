"""Trained weights, a folder and a card each; rebuilt by `training/`."""

from pathlib import Path

STATEMENTS = Path(__file__).parent / "statements"
"""Shared encoder, tokenizer and heads of the statement reader."""
STANCE = Path(__file__).parent / "stance"
"""Sentence vectors, the stance model, and the weights of aboutness and of stance toward an issue."""
