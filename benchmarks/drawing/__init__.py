"""Random figures with known numbers: one specification, drawn by any of several tools."""
