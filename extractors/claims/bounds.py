"""Claims that a curve keeps to one side of a number: `never exceeds 0.1`, `stays above 0.5 after step 60`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.attribution import subject_at
from extractors.claims.mention import Mention, is_led, is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.stretches import IN_PART
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
            r"(?:stay|remain|keep|is|are|be|hover|lie|sit|maintain|consistently|always|hold|well)"
            r"(?:s|es|ed|ing)?\s+(?:(?:\w+ly|always|well|just|values?|scores?|"
            r"at)\s+){0,2}(?:above|over|at least|greater than|higher than|more than|no less than|>|≥)",
        ),
        (
            "below",
            r"(?:stay|remain|keep|is|are|be|hover|lie|sit|maintain|consistently|always|hold|well)"
            r"(?:s|es|ed|ing)?\s+(?:(?:\w+ly|always|well|just|values?|scores?|"
            r"at)\s+){0,2}(?:below|under|at most|less than|lower than|no (?:more|higher) than|beneath|<|≤)",
        ),
        ("above", r"(?:>|≥)"),
        ("below", r"(?:<|≤)"),
    )
)
# `Exceeds 0.6`, `drops below 0.3`: somewhere, unless the words say everywhere.
_PASSED: tuple[tuple[Relation, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(words + rf"\s*(?:{_LOOSE}\s*)*$", re.I))  # type: ignore[misc]
    for relation, words in (
        (
            "above",
            r"(?:climb|rise|move|go|jump|push|get|shoot|soar|increase)(?:s|es|ed|ing|d|ting)?\s+(?:\w+ly\s+)?"
            r"(?:above|over|past|beyond)",
        ),
        (
            "below",
            r"(?:drop|fall|dip|sink|decline|go|slip|plunge|decrease|slide)(?:s|es|d|ed|ing|ped|ping)?\s+(?:\w+ly\s+)?"
            r"(?:below|under|beneath)",
        ),
        ("above", r"(?:exceed|surpass)(?:s|es|ed|ing)?"),
    )
)
_EVERYWHERE = re.compile(
    r"\b(?:always|consistently|everywhere|throughout|at all|all (?:values|points)|constantly)\b", re.I
)
_OPPOSITE: dict[Relation, Relation] = {"above": "below", "below": "above"}
_CLAUSE = re.compile(r"[,;](?=\s)|\b(?:and|but|while)\b|\bbefore (?=\w+ing\b|it\b|the\b)")
_DENIED = re.compile(r"\b(?:no|none|not|neither|nothing|nowhere|hardly)\b[^,;]*$", re.I)  # `no value of A exceeds 0.5`


def bound_claims(piece: Piece, stop: int, carried: SeriesRef | None) -> Iterator[Claim]:
    """The bounds of a sentence; their numbers are taken."""
    for mention in piece.numbers_in(piece.start, stop):
        if len(mention.numbers) != 1 or mention.pair or (mention.side == "x" and mention.sure):
            continue
        digits = re.compile(r"[~\d.+-]").search(piece.text, mention.start, mention.end)
        before = piece.text[max(mention.start - 50, piece.start) : digits.start() if digits else mention.start]
        if not is_led(before, 0, len(before)):
            continue
        bare = re.sub(r"[~]\s*$", "", before)
        for relation, pattern in _BOUNDS:
            match = pattern.search(bare)
            if match and not _DENIED.search(bare, 0, match.start()):
                start = (digits.start() if digits else mention.start) - len(before) + match.start()
                yield _bound(piece, mention, start, relation, stop, carried)
                break
        else:
            yield from _passed(
                piece, mention, bare, (digits.start() if digits else mention.start) - len(before), stop, carried
            )


def _passed(
    piece: Piece, mention: Mention, before: str, floor: int, stop: int, carried: SeriesRef | None
) -> Iterator[Claim]:
    """`Exceeds 0.6` holds where it does so somewhere; `neither exceeds 0.6` is a bound."""
    for relation, pattern in _PASSED:
        match = pattern.search(before)
        if match is None:
            continue
        denied = _DENIED.search(before, 0, match.start())
        if denied is None:
            claim = _bound(piece, mention, floor + match.start(), relation, stop, carried)
            everywhere = _EVERYWHERE.search(piece.text, piece.start, stop)
            yield claim if everywhere else claim.model_copy(update={"within": IN_PART})
        elif not denied[0].lower().startswith("hardly"):
            yield _bound(piece, mention, floor + denied.start(), _OPPOSITE[relation], stop, carried)
        return


def _bound(
    piece: Piece, mention: Mention, start: int, relation: Relation, stop: int, carried: SeriesRef | None
) -> Claim:
    clause = _CLAUSE.search(piece.text, mention.end, stop)
    end = clause.start() if clause else stop
    after = [m for m in piece.numbers_in(mention.end, end) if is_place(m)]
    lead = [m for m in piece.numbers_in(piece.start, start) if m.side == "x"]
    ref = subject_at(piece, start, carried)
    place = place_of(after[0]) if after else place_of(lead[0]) if lead else piece.scope.place or piece.scope.phase
    last = after[0].end if after else mention.end
    piece.take(start, last)
    return piece.claim(ClaimKind.BOUND, start, last, series=ref, relation=relation, values=mention.numbers, x=place)
