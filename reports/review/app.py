"""The review server: the page, and the desk as HTTP. Every address begins with a secret token."""

from __future__ import annotations

import secrets
from importlib import resources
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from extractors.errors import DigitiseError
from reports.review.desk import NoSuchFigure, NothingToAccept, ReviewDesk, SavedElsewhere
from reports.review.messages import (
    DraftMessage,
    OpenFigure,
    PanelMessage,
    PlaceMessage,
    Publication,
    Queue,
    Saved,
    SeriesMessage,
)

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The page runs its own scripts alone and speaks to its own server alone.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_HOSTS = ("127.0.0.1", "localhost", "[::1]")

Seen = Annotated[str, Header(alias="If-Match")]


def review_app(desk: ReviewDesk, token: str) -> FastAPI:
    """The server of one dataset under ``/<token>/``; any other address is answered with 403."""
    app = FastAPI(title="unplot review", openapi_url=None, docs_url=None, redoc_url=None)
    base = f"/{token}"

    @app.middleware("http")
    async def guard(request: Request, call_next):  # type: ignore[no-untyped-def]
        own = request.url.path.split("/")[1] if request.url.path.count("/") else ""
        host = request.headers.get("host", "").rsplit(":", 1)[0]
        if host not in _HOSTS or not secrets.compare_digest(own.encode(), token.encode()):
            return JSONResponse({"detail": "wrong token: use the address that unplot review printed"}, 403)
        response: Response = await call_next(request)
        response.headers.update(_HEADERS)
        return response

    _add_errors(app)
    _add_page(app, base)
    _add_desk(app, base, desk)
    return app


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(NoSuchFigure)
    async def missing(request: Request, error: NoSuchFigure) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 404)

    @app.exception_handler(DigitiseError)
    async def unread(request: Request, error: DigitiseError) -> JSONResponse:
        return JSONResponse({"detail": error.message}, 422)

    @app.exception_handler(NothingToAccept)
    async def nothing(request: Request, error: NothingToAccept) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 422)

    @app.exception_handler(SavedElsewhere)
    async def elsewhere(request: Request, error: SavedElsewhere) -> JSONResponse:
        return JSONResponse({"detail": str(error), "tag": error.tag}, 409)


def _add_page(app: FastAPI, base: str) -> None:
    files = {
        item.name: item.read_bytes()
        for item in (resources.files("reports.review") / "static").iterdir()
        if "." + item.name.rsplit(".", 1)[-1] in _TYPES
    }

    @app.get(f"{base}/")
    def page() -> Response:
        return Response(files["review.html"], media_type="text/html")

    @app.get(f"{base}/static/{{name}}")
    def static(name: str) -> Response:
        if name not in files:
            raise HTTPException(404, "no such file")
        return Response(files[name], media_type=_TYPES["." + name.rsplit(".", 1)[-1]])


def _add_desk(app: FastAPI, base: str, desk: ReviewDesk) -> None:
    figure = f"{base}/api/figures/{{figure_id}}"

    @app.get(f"{base}/api/queue")
    def queue() -> Queue:
        return desk.queue()

    @app.get(f"{base}/api/publication")
    def publication() -> Publication:
        return desk.publication()

    @app.get(figure)
    def opened(figure_id: str) -> OpenFigure:
        return desk.open(figure_id)

    @app.get(f"{figure}/picture")
    def picture(figure_id: str) -> Response:
        picture = desk.picture(figure_id)
        return Response(picture.data, media_type=picture.media_type)

    @app.post(f"{base}/api/recompute")
    def recompute(message: PanelMessage) -> PanelMessage:
        return PanelMessage(panel=desk.recompute(message.panel))

    @app.post(f"{figure}/trace")
    def trace(figure_id: str, place: PlaceMessage) -> SeriesMessage:
        return SeriesMessage(series=desk.trace(figure_id, place))

    @app.post(f"{figure}/retrace")
    def retrace(figure_id: str, message: PanelMessage) -> PanelMessage:
        return PanelMessage(panel=desk.retrace(figure_id, message.panel))

    @app.put(f"{figure}/correction")
    def save(figure_id: str, draft: DraftMessage, seen: Seen) -> Saved:
        return desk.save(figure_id, draft, seen.strip('"'))

    @app.delete(f"{figure}/correction")
    def discard(figure_id: str, seen: Seen) -> Saved:
        return desk.discard(figure_id, seen.strip('"'))
