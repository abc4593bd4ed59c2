"""Claims that a curve keeps to one side of a number: `never exceeds 0.1`, `stays above 0.5 after step 60`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.attribution import subject_at
from extractors.claims.mention import Mention, is_place, place_of
from extractors.claims.piece import Piece
from schemas.claims import Claim, ClaimKind, Relation, SeriesRef

_LOOSE = r"(?:approximately|about|around|roughly|the|a|an|~|value of|level of|approx\.?|of|mark|slightly|just)"
_BOUNDS: tuple[tuple[Relation, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(words + rf"\s*(?:{_LOOSE}\s*)*$", re.I))  # type: ignore[misc]
    for relation, words in (
        (
            "below",
            r"(?:never|not|n't|without|rarely|no\w* point)\s+(?:\w+\s)?(?:exceed(?:s|ing|ed)?|surpass(?:es|ing|"
            r"ed)?|(?:go(?:es|ing)?|ris(?:es?|ing)|climb(?:s|ing)?|get(?:s|ting)?|reach(?:es|ing)?)(?: above| "
            r"over| beyond)?|above)",
        ),
        (
            "above",
            r"(?:never|not|n't|without|rarely)\s+(?:\w+\s)?(?:(?:drop|fall|go|dip|sink|declin)(?:s|es|e|ping|"
            r"ling|ing)?\s+(?:below|under|beneath)|below)",
        ),
        (
            "above",
            r"(?:stay|remain|keep|is|are|be|hover|lie|sit|maintain|consistently|always|hold|well|climb|rise|"
            r"move|go|jump|push)(?:s|es|ed|ing)?\s+(?:(?:\w+ly|always|well|just|values?|scores?|"
            r"at)\s+){0,2}(?:above|over|at least|greater than|higher than|more than|no less than|>|≥)",
        ),
        (
            "below",
            r"(?:stay|remain|keep|is|are|be|hover|lie|sit|maintain|consistently|always|hold|well|drop|fall|dip|"
            r"sink|decline|go)(?:s|es|ed|ing|ped|ping)?\s+(?:(?:\w+ly|always|well|just|values?|scores?|"
            r"at)\s+){0,2}(?:below|under|at most|less than|lower than|no more than|beneath|<|≤)",
        ),
        ("above", r"(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?)"),
        ("above", r"(?:>|≥)"),
        ("below", r"(?:<|≤)"),
    )
)

_DENIED = re.compile(r"\b(?:no|none|not|neither|nothing|nowhere|hardly)\b[^,;]*$", re.I)  # `no value of A exceeds 0.5`


def bound_claims(piece: Piece, stop: int, carried: SeriesRef | None) -> Iterator[Claim]:
    """The bounds of a sentence; their numbers are taken."""
    for mention in piece.numbers_in(piece.start, stop):
        if len(mention.numbers) != 1 or mention.pair or (mention.side == "x" and mention.sure):
            continue
        digits = re.compile(r"[~\d.+-]").search(piece.text, mention.start, mention.end)
        before = piece.text[max(mention.start - 50, piece.start) : digits.start() if digits else mention.start]
        bare = re.sub(r"[~]\s*$", "", before)
        for relation, pattern in _BOUNDS:
            match = pattern.search(bare)
            if match and not _DENIED.search(bare, 0, match.start()):
                start = (digits.start() if digits else mention.start) - len(before) + match.start()
                yield _bound(piece, mention, start, relation, stop, carried)
                break


def _bound(
    piece: Piece, mention: Mention, start: int, relation: Relation, stop: int, carried: SeriesRef | None
) -> Claim:
    clause = re.compile(r"[,;](?=\s)|\b(?:and|but|while|before)\b").search(piece.text, mention.end, stop)
    end = clause.start() if clause else stop
    after = [m for m in piece.numbers_in(mention.end, end) if is_place(m)]
    lead = [m for m in piece.numbers_in(piece.start, start) if m.side == "x"]
    ref = subject_at(piece, start, carried)
    place = place_of(after[0]) if after else place_of(lead[0]) if lead else piece.scope.place or piece.scope.phase
    last = after[0].end if after else mention.end
    piece.take(start, last)
    return piece.claim(ClaimKind.BOUND, start, last, series=ref, relation=relation, values=mention.numbers, x=place)
