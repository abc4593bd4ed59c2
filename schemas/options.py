"""Options of a run: one frozen model, checked at the door, hashed into every record."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

OcrChoice = Literal["auto", "rapidocr", "tesseract", "both"]
_JUDGING = {"ok_confidence"}


class Options(BaseModel):
    """Everything that changes what is extracted from a figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ocr: OcrChoice = Field(default="auto", description="which text reader reads the figure")
    max_pixels: int = Field(
        default=60_000_000, ge=1, description="figures with more pixels are refused before decoding"
    )
    min_side: int = Field(default=48, ge=1, description="figures with a shorter side are refused, in pixels")
    ok_confidence: float = Field(default=0.7, ge=0, le=1, description="below it a series or figure goes to review")

    verify: bool = Field(
        default=False, description="figures of PDF and SVG are also drawn and read from their pixels, and compared"
    )

    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of the options as canonical JSON."""
        return _digest(self.model_dump_json())

    def reading_digest(self) -> str:
        """The same without the options that only judge what was read."""
        return _digest(self.model_dump_json(exclude=_JUDGING))


class CheckOptions(BaseModel):
    """How sure a reading must be to contradict a text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_confidence: float = Field(default=0.75, ge=0, le=1, description="a series below it refutes nothing")
    least_confidence_in_doubt: float = Field(
        default=0.93, ge=0, le=1, description="the same in a figure that is doubted as a whole"
    )
    least_doubted_confidence: float = Field(
        default=0.4, ge=0, le=1, description="a figure below it, of which not all was read for certain, is doubted so"
    )
    least_figure_confidence: float = Field(
        default=0.65, ge=0, le=1, description="a figure below it does not tell how many panels or series there are"
    )


class Limits(BaseModel):
    """How long and how much memory a single figure may take; they do not change what is read from those that pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    timeout_s: float | None = Field(default=300.0, gt=0, description="seconds on the clock; null: no limit")
    memory_mb: int | None = Field(default=4096, ge=256, description="MiB that the process may hold; null: no limit")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
