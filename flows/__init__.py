"""Runs over figures: the only place that knows of processes, Prefect and the command line."""
