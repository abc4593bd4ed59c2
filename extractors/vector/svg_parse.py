"""The tree of an SVG: unpacked, parsed, and refused where it is damaged or huge, before anything of it is drawn."""

from __future__ import annotations

import gzip
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from extractors.errors import UnreadableImage
from schemas.reasons import Reason

MOST_BYTES = 64_000_000  # of the document, unpacked
DEEPEST = 120  # elements within elements, and uses of uses
LONGEST_ENTITY = 1000
# The first comment in an element: matplotlib writes there what the outlines of a label say.
COMMENT = "comment"


def parse_svg(data: bytes) -> Element:
    """The tree of the document, unpacked. Raises :class:`UnreadableImage` where it is damaged, huge or no SVG."""
    root = _parse(_unpacked(data))
    if root.tag.rpartition("}")[2] != "svg":
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the document is no SVG")
    return root


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        try:
            unpacked = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES + 1)
        except (zlib.error, gzip.BadGzipFile, EOFError) as error:
            raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the compressed SVG is damaged") from error
        data = unpacked
    if len(data) > MOST_BYTES:
        raise UnreadableImage(Reason.IMAGE_TOO_LARGE, f"the SVG holds more than {MOST_BYTES} bytes")
    return data


def _parse(data: bytes) -> Element:
    """The tree of elements. Entities that hold others, by which small files unpack to huge ones, are refused."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0
    around: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableImage(Reason.IMAGE_TOO_LARGE, f"more than {DEEPEST} elements within each other")
        around.append(builder.start(_qualified(name), {_qualified(k): v for k, v in attributes.items()}))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))
        around.pop()

    def comment(text: str) -> None:
        if around and COMMENT not in around[-1].attrib:
            around[-1].set(COMMENT, text.strip())

    def entity(name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        if value is None or "&" in value or len(value) > LONGEST_ENTITY:
            raise UnreadableImage(
                Reason.UNREADABLE_IMAGE, f"the SVG declares the entity {name[:40]!r}, which is not read"
            )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.CommentHandler = builder.data, comment
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError) as error:
        raise UnreadableImage(Reason.UNREADABLE_IMAGE, f"the SVG is damaged: {error}") from error


def _qualified(name: str) -> str:
    return "{" + name if "}" in name else name
