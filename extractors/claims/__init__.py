"""Typed claims out of free text and Markdown about a figure, by grammar alone."""

from extractors.claims.known import Known
from extractors.claims.read import read_claims

__all__ = ["Known", "read_claims"]
