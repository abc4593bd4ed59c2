"""Claims of a text judged by what was measured in the figure. Imports extractors and schemas only."""
