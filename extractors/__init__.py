"""Image in, typed values out: one file per stage, no Prefect, no file writing."""

EXTRACTOR_VERSION = "0.3.0"
