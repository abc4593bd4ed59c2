"""Typed claims out of free text and Markdown about a figure, by grammar alone."""

from extractors.claims.read import read_claims

__all__ = ["read_claims"]
