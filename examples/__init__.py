"""The example figures of ``data/raw``: their numbers and the script that draws them."""
