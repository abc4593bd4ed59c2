"""How well claims are read from texts, and how right the verdicts on them are."""
