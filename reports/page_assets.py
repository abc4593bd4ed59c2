"""What all pages share: templates that escape, the style sheet, scripts, and the policy that lets only these run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from schemas.reasons import Status

_HERE = Path(__file__).parent
STATUS_NAMES = {
    Status.OK.value: "ok",
    Status.ACCEPTED.value: "accepted",
    Status.REVIEW.value: "review",
    Status.FAILED.value: "failed",
    Status.NOT_A_CHART.value: "not a chart",
}


@cache
def environment() -> jinja2.Environment:
    """Templates in which everything is escaped and nothing may be missing."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def style() -> str:
    """The style sheet."""
    return _static("style.css")


@cache
def script_of(*names: str) -> str:
    """Scripts after one another, as one."""
    return "\n".join(_static(name) for name in names)


@cache
def policy(script: str, *, images: str = "data:") -> str:
    """A content security policy under which a page runs this script and style, shows pictures, and asks for nothing."""
    allowed = [
        "default-src 'none'",
        f"script-src {_digest(script)}",
        f"style-src {_digest(style())}",
        f"img-src {images}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(allowed)


@cache
def assets_digest() -> str:
    """A digest of all templates, styles and scripts: pages made with others are made anew."""
    files = sorted(path for folder in ("templates", "static") for path in (_HERE / folder).iterdir() if path.is_file())
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def json_block(text: str) -> Markup:
    """JSON for a script element: no text in it can end the element or be taken for markup."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
