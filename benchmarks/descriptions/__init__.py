"""Descriptions written from the truth of benchmark figures, with known errors, and how the verdicts on them fare."""
