"""The style of SVG elements: presentation attributes, style sheets and style attributes, with inheritance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractors.vector.scene import Paint, Rgb
from extractors.vector.svg_path import length, numbers

_INHERITED = (
    "fill", "stroke", "color", "stroke-width", "stroke-dasharray", "stroke-opacity", "fill-opacity", "font-size",
    "font-family", "text-anchor", "visibility", "dominant-baseline", "white-space",
)  # fmt: skip
_OWN = ("opacity", "display", "clip-path", "alignment-baseline", "baseline-shift", "mask")
KNOWN = frozenset((*_INHERITED, *_OWN))
NAMED: dict[str, Rgb] = {
    "black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
    "darkgray": (169, 169, 169), "silver": (192, 192, 192), "orange": (255, 165, 0), "yellow": (255, 255, 0),
    "purple": (128, 0, 128), "brown": (165, 42, 42), "pink": (255, 192, 203), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "lime": (0, 255, 0), "navy": (0, 0, 128), "teal": (0, 128, 128), "olive": (128, 128, 0),
    "maroon": (128, 0, 0), "aqua": (0, 255, 255), "fuchsia": (255, 0, 255), "steelblue": (70, 130, 180),
    "firebrick": (178, 34, 34), "crimson": (220, 20, 60), "darkblue": (0, 0, 139), "darkred": (139, 0, 0),
    "darkgreen": (0, 100, 0), "darkorange": (255, 140, 0), "gold": (255, 215, 0), "indigo": (75, 0, 130),
    "violet": (238, 130, 238), "tomato": (255, 99, 71), "royalblue": (65, 105, 225), "skyblue": (135, 206, 235),
    "forestgreen": (34, 139, 34), "seagreen": (46, 139, 87), "coral": (255, 127, 80), "salmon": (250, 128, 114),
    "turquoise": (64, 224, 208), "dimgray": (105, 105, 105), "gainsboro": (220, 220, 220),
    "whitesmoke": (245, 245, 245), "slategray": (112, 128, 144), "dodgerblue": (30, 144, 255),
}  # fmt: skip
_RGB = re.compile(r"rgba?\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)

Style = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule of a style sheet: a chain of simple selectors, ancestors first, and what it declares."""

    chain: tuple[tuple[str, frozenset[str]], ...]  # tag or "*", and its classes (".a") and ids ("#b")
    declared: tuple[tuple[str, str], ...]
    weight: tuple[int, int]  # the specificity: classes and ids, tags


def sheet_rules(css: str) -> list[Rule]:
    """The rules of a style sheet in ascending weight; selectors that are no chains of simple ones are left out."""
    rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub(" ", css)):
        declared = tuple(declarations(body).items())
        for selector in selectors.split(","):
            chain = [_simple(part) for part in selector.replace(">", " ").split()]
            known = [part for part in chain if part is not None]
            if declared and known and len(known) == len(chain):
                weight = sum(len(names) for _, names in known), sum(tag != "*" for tag, _ in known)
                rules.append(Rule(tuple(known), declared, weight))
    return sorted(rules, key=lambda rule: rule.weight)


def _simple(selector: str) -> tuple[str, frozenset[str]] | None:
    match = _SIMPLE.fullmatch(selector)
    if match is None:
        return None
    return match[1] or "*", frozenset(re.findall(r"[.#][\w-]+", match[2]))


def declarations(text: str) -> dict[str, str]:
    """The declarations of a style attribute or rule, those that matter here."""
    found = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if name in KNOWN and value:
            found[name] = value
        elif name == "font" and (size := re.search(r"([\d.]+(?:px|pt|em)?)(?:\s|/)", value)):
            found["font-size"] = size[1]
    return found


def names_of(element: Element) -> tuple[str, frozenset[str]]:
    """Tag, classes and id of an element as selectors name them."""
    names = {f".{name}" for name in element.get("class", "").split()}
    if element.get("id"):
        names.add(f"#{element.get('id')}")
    return element.tag.rpartition("}")[2], frozenset(names)


def style_of(
    element: Element, outer: Style, rules: Sequence[Rule], path: Sequence[tuple[str, frozenset[str]]]
) -> dict[str, str]:
    """The computed style of an element; ``path`` are the names of its ancestors and itself."""
    style = {name: outer[name] for name in _INHERITED if name in outer}
    declared = {name: value for name in KNOWN if (value := element.get(name)) is not None}
    for rule in rules:
        if _matches(rule.chain, path):
            declared |= dict(rule.declared)
    declared |= declarations(element.get("style", ""))
    size = length(outer.get("font-size"), default=16.0)
    if "font-size" in declared:
        declared["font-size"] = f"{length(declared['font-size'], whole=size, size=size, default=size):.6g}px"
    return style | {name: value for name, value in declared.items() if value != "inherit"}


def _matches(chain: Sequence[tuple[str, frozenset[str]]], path: Sequence[tuple[str, frozenset[str]]]) -> bool:
    if not path or not _fits(chain[-1], path[-1]):
        return False
    waiting = list(chain[:-1])
    for names in reversed(path[:-1]):
        if waiting and _fits(waiting[-1], names):
            waiting.pop()
    return not waiting


def _fits(simple: tuple[str, frozenset[str]], names: tuple[str, frozenset[str]]) -> bool:
    return simple[0] in ("*", names[0]) and simple[1] <= names[1]


def paint_of(style: Style, opacity: float, zoom: float) -> Paint:
    """The paint of an element; ``opacity`` is that of its groups, ``zoom`` the enlargement of lengths."""
    stroke, stroke_alpha = color_of(style.get("stroke", "none"), style)
    fill, fill_alpha = color_of(style.get("fill", "black"), style)
    dash = tuple(round(d * zoom, 4) for d in numbers(style.get("stroke-dasharray")))
    return Paint(
        stroke=stroke,
        fill=fill,
        width=length(style.get("stroke-width"), default=1.0) * zoom,
        dash=dash if any(dash) else (),
        stroke_opacity=opacity * stroke_alpha * share(style.get("stroke-opacity")),
        fill_opacity=opacity * fill_alpha * share(style.get("fill-opacity")),
    )


def share(text: str | None) -> float:
    """An opacity, 1 where none is given."""
    value = length((text or "1").strip(), whole=1.0, default=1.0)
    return min(max(value, 0.0), 1.0)


def color_of(text: str, style: Style) -> tuple[Rgb | None, float]:
    """A colour with its own opacity, None where nothing is painted; gradients and patterns count as grey."""
    text = text.strip().lower()
    if text in ("none", "transparent", ""):
        return None, 0.0
    if text == "currentcolor":
        own = style.get("color", "black")
        return color_of("black" if own.strip().lower() == "currentcolor" else own, style)
    if text.startswith("#"):
        return _hex(text[1:])
    if match := _RGB.fullmatch(text):
        parts = [p for p in re.split(r"[\s,/]+", match[1].strip()) if p]
        values = [length(p, whole=255.0 if k < 3 else 1.0) for k, p in enumerate(parts)]
        if len(values) >= 3:
            red, green, blue = (round(min(max(v, 0.0), 255.0)) for v in values[:3])
            return (red, green, blue), values[3] if len(values) > 3 else 1.0
    return NAMED.get(text, (128, 128, 128)), 1.0


def _hex(digits: str) -> tuple[Rgb | None, float]:
    if len(digits) in (3, 4):
        digits = "".join(2 * d for d in digits)
    try:
        values = [int(digits[k : k + 2], 16) for k in range(0, len(digits), 2)]
    except ValueError:
        return (0, 0, 0), 1.0
    if len(values) < 3:
        return (0, 0, 0), 1.0
    return (values[0], values[1], values[2]), values[3] / 255 if len(values) > 3 else 1.0
