"""Names of a text against names read in a figure: markup and reading errors do not count, other names do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.names import normalise, similarity

# Print is misread in one letter of ten; more is another name.
_SAME = 0.9
# Titles and labels are long, and readers of texts cut and reword them.
SAME_TEXT, OTHER_TEXT = 0.8, 0.55
_LEAST_CUT = 4  # letters of a label that was read in part
_SHORT = 2  # letters of a token that tells siblings apart: "Model A", "v2"
_CONFUSED = str.maketrans("oil|sbzgq", "011158299")
_MARKUP = re.compile(r"[*_`$\\{}\"“”‘’']|\\(?:mathrm|mathbf|mathit|text\w*)\b")
# Words that a text puts beside a name.
_WORDS_BESIDE = "the a an line curve series model method data plot graph trace values value"
_BESIDE = frozenset(_WORDS_BESIDE.split(" "))


def best_name(wanted: str, names: Sequence[str | None]) -> list[int]:
    """The names that a text means by ``wanted``: one if all is well, several where it may be any of them, or none."""
    for found in (same_name(wanted, names), _alike(wanted, names), _part(wanted, names)):
        if found:
            return found
    return []


def same_text(claimed: str, read: str) -> float:
    """How alike two titles or labels are, 0 to 1; a text that cuts a label short or adds its unit loses nothing."""
    one, other = _tokens(claimed), _tokens(read)
    whole = similarity(claimed, read)
    if one and other and (_within(one, other) or _within(other, one)):
        return max(whole, SAME_TEXT + (1 - SAME_TEXT) * min(len(one), len(other)) / max(len(one), len(other)))
    cut = normalise(read)
    if len(cut) >= _LEAST_CUT and cut in normalise(claimed):
        return max(whole, OTHER_TEXT)  # a label of which the reader saw a part
    return whole


def same_name(wanted: str, names: Sequence[str | None]) -> list[int]:
    """The names that are ``wanted`` but for markup."""
    plain = normalise(wanted)
    return [i for i, name in enumerate(names) if name and plain and normalise(name) == plain]


def _alike(wanted: str, names: Sequence[str | None]) -> list[int]:
    """Names that differ by misread letters only, the best of them."""
    scores = {i: similarity(_folded(wanted), _folded(name)) for i, name in enumerate(names) if name}
    alike = {i: score for i, score in scores.items() if score >= _SAME and _same_marks(wanted, names[i] or "")}
    best = max(alike.values(), default=0.0)
    return [i for i, score in alike.items() if score == best]


def _part(wanted: str, names: Sequence[str | None]) -> list[int]:
    """Names of which ``wanted`` is a part, as whole words, or the other way round."""
    own = [token for token in _tokens(wanted) if token not in _BESIDE]
    if not own:
        return []
    parts = {i: _tokens(name) for i, name in enumerate(names) if name}
    longer = [i for i, tokens in parts.items() if _within(own, tokens) and _is_told(own, tokens)]
    return longer or [i for i, tokens in parts.items() if tokens and _within(tokens, own)]


def _is_told(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a part of a name stands for it: `Model 2` tells 2 of `x 2` or `GPT-2` no more than of any other."""
    rest = [token for token in whole if token not in part]
    return not all(token.isdigit() for token in part) or all(token in _BESIDE for token in rest)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    return any(list(whole[i : i + len(part)]) == list(part) for i in range(len(whole) - len(part) + 1))


def _same_marks(one: str, other: str) -> bool:
    """Whether short tokens and numbers, which tell siblings apart, are the same but for letters that print alike."""
    first, second = _tokens(one), _tokens(other)
    if len(first) != len(second):
        return [_folded(t) for t in first if _is_mark(t)] == [_folded(t) for t in second if _is_mark(t)]
    pairs = zip(first, second, strict=True)
    return all(_folded(a) == _folded(b) for a, b in pairs if _is_mark(a) or _is_mark(b))


def _is_mark(token: str) -> bool:
    return len(token) <= _SHORT or any(letter.isdigit() for letter in token)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+|\+", _MARKUP.sub(" ", text).lower())


def _folded(text: str) -> str:
    """Letters that print alike become one, so that a misread name is the same."""
    return normalise(text).translate(_CONFUSED).replace("rn", "m")
