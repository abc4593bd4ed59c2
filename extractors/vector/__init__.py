"""Figures that are drawn as vectors: their paths and texts are the data, and nothing needs to be traced."""
