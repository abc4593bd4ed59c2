"""Figures with known numbers, and how close the extraction comes to them."""
