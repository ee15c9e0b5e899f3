"""What is served beside the pages: GET /scorecard, its pictures, and /present."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.asking import Asked, asked_for
from dashboard.philosophy_page import statement
from dashboard.sharing import TYPES, shared, stage, web_page
from metrics.errors import SelarasError, StoreError, ValuesError
from words import LANGUAGES, in_language, preferred, say

WRONG, MISSING, NOT_NOW = 400, 404, 503
UNCHANGED = 304
# Ask again each time, and be told that nothing changed.
FRESH = "no-cache"
HTML = "text/html; charset=utf-8"


def picture(request: Request) -> Response:
    """GET /scorecard.png, .svg, .pdf, .pptx and .json."""
    form = request.path_params["form"]
    if form not in TYPES:
        there = ", ".join(f"scorecard.{one}" for one in TYPES)
        with in_language(_language(request)):
            said = say("There is: {there}.", there=there)
        return PlainTextResponse(f"{said}\n", MISSING)
    screen = request.query_params.get("screen", "1")
    if not (screen.isascii() and screen.isdigit()):
        with in_language(_language(request)):
            said = say("{name} is a number from 1.", name="screen")
        return PlainTextResponse(f"{said}\n", WRONG)
    return _answer(request, lambda asked: shared(asked, form, int(screen)), TYPES[form])


def page(request: Request) -> Response:
    """GET /scorecard: the card as one light page."""
    base = str(request.base_url)
    return _answer(request, lambda asked: web_page(asked, base).encode(), HTML)


def present(request: Request) -> Response:
    """GET /present: the card on a large screen."""
    return _answer(request, lambda asked: stage(asked).encode(), HTML)


def philosophy(request: Request) -> Response:
    """GET /philosophy.html: the company's statement, to be printed."""
    return _answer(request, lambda asked: statement(asked).encode(), HTML)


def _answer(
    request: Request, made: Callable[[Asked], bytes], media_type: str
) -> Response:
    """What was asked for; a line where it cannot be, or 304 if it is known."""
    try:
        body = made(asked_for(request.query_params, _spoken(request)))
    except (StoreError, ValuesError) as problem:
        return PlainTextResponse(f"{problem}\n", NOT_NOW)
    except SelarasError as problem:
        return PlainTextResponse(f"{problem}\n", WRONG)
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": FRESH,
        "Vary": "Accept-Language",
        "X-Content-Type-Options": "nosniff",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=UNCHANGED, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _language(request: Request) -> str:
    """The language of the address, else the first of the browser's that there is."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else preferred(_spoken(request))


def _spoken(request: Request) -> list[str]:
    """The languages of a browser, as it prefers them."""
    told = request.headers.get("accept-language", "").split(",")
    return [one.partition(";")[0].strip() for one in told if one.strip()]


ROUTES = [
    Route("/scorecard.{form}", picture),
    Route("/scorecard", page),
    Route("/present", present),
    Route("/philosophy.html", philosophy),
]
