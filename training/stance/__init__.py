"""Rebuilds the stance model, the sentence vectors and the weights of aboutness."""
