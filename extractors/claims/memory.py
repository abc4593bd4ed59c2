"""What a sentence hands on to the next."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims.outline import Node
from schemas.claims import PanelRef, Place, SeriesRef


@dataclass(slots=True)
class Memory:
    """The series that was spoken of, where on x that ended, the panel; and the block in which it was."""

    series: SeriesRef | None = None
    place: Place | None = None
    panel: PanelRef | None = None
    node: Node | None = None
