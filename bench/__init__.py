"""Figures of quality, speed and memory, against floors that are pinned."""
