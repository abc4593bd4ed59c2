"""What leaves a run: records, tables, overlays and summaries. Imports extractors and schemas only."""
