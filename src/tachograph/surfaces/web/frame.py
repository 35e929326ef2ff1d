"""What all pages have in common: layout, language, navigation, templates, and answers that need not be sent twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from gzip import compress
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from tachograph import __version__
from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack
from tachograph.presenting import words
from tachograph.presenting.charts.gauge import gauge
from tachograph.presenting.excerpt import safe, web_address
from tachograph.presenting.figures import calculation
from tachograph.presenting.sheets import figures, html
from tachograph.presenting.sheets.tongue import tongue
from tachograph.presenting.translation import LANGUAGES, Saying, saying
from tachograph.surfaces.web.store import Kept

if TYPE_CHECKING:
    from tachograph.surfaces.web.pages import Page

HOME = Path(__file__).parent
SCRIPTS = HOME.parent.parent / "presenting" / "templates"
"""Where ``report.css`` and ``report.js`` are, which the report and the page share."""

_YEAR = 365 * 24 * 60 * 60
_SMALL = 1_000  # bytes up to which packing saves nothing


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is sent: its bytes, their tag, and the bytes packed."""

    data: bytes
    tag: str
    packed: bytes

    @classmethod
    def of(cls, content: str | bytes) -> Shown:
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        # Weak, since it stands for the packed bytes too.
        tag = f'W/"{blake2b(data, digest_size=12).hexdigest()}"'
        return cls(data, tag, compress(data, 5, mtime=0) if len(data) > _SMALL else b"")

    def __len__(self) -> int:
        return len(self.data) + len(self.packed)


def page(
    request: Request, template: str, *, status: int = 200, keep: bool = False, state: str = "", **given: object
) -> Response:
    """A page from a template, in the reader's language; not sent again to one who has it.

    ``keep`` says that the same address in the same language always shows the same, so that it is made once; with
    ``state``, for as long as that is the same.
    """
    say = saying_for(request)

    def made() -> str:
        text = (
            environment()
            .get_template(template)
            .render(
                say=say,
                nav=_navigation(),
                here=request.url.path,
                languages=_languages(request, say),
                asset=asset,
                named=tongue(say.lang, _pack(request)).text,
                version=__version__,
                **given,
            )
        )
        return text.strip() + "\n"

    shown = kept(request, made, say.lang, state) if keep or state else Shown.of(made())
    response = conditional(request, shown, "text/html; charset=utf-8", status=status)
    response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", say.lang, max_age=_YEAR, samesite="lax", httponly=True)
    return response


def _pack(request: Request) -> Pack | None:
    """The pack that has the names; none for what is refused before it reaches the application."""
    app = request.scope.get("app")
    return None if app is None else load_pack(app.state.settings.packs)


def kept(request: Request, make: Callable[[], str], *besides: str) -> Shown:
    """What ``make`` makes for this address (and ``besides``), which is always the same and so made once."""
    known: Kept[Shown] = request.app.state.shown
    key = "\n".join((request.headers.get("host", ""), request.url.path, request.url.query, *besides))
    found = known.get(key)
    if found is None:
        found = Shown.of(make())
        known.put(key, found, len(found))
    return found


def conditional(
    request: Request,
    content: str | bytes | Shown,
    media: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """The content with its ETag, packed for whoever takes it so; or 304 for one who has it already."""
    shown = content if isinstance(content, Shown) else Shown.of(content)
    said = {"ETag": shown.tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding", **(headers or {})}
    if status == HTTPStatus.OK and _bare(shown.tag) in map(_bare, request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)
    if shown.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(shown.packed, status, {**said, "Content-Encoding": "gzip"}, media_type=media)
    return Response(shown.data, status, said, media_type=media)


def _bare(tag: str) -> str:
    return tag.strip().removeprefix("W/")


def saying_for(request: Request) -> Saying:
    """The words in the language that the reader chose, or else that the browser prefers."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    return saying(chosen if chosen in LANGUAGES else _preferred(request.headers.get("accept-language", "")))


def _preferred(header: str) -> str:
    """The language of ours that an Accept-Language header likes best."""
    wishes = []
    for part in header.split(","):
        tag, _, weight = part.strip().lower().partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.partition("-")[0]))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(wishes, key=lambda wish: wish[0]) if tag in LANGUAGES), LANGUAGES[0])


def _languages(request: Request, say: Saying) -> list[tuple[str, str, str]]:
    """The other languages as (code, name, address of this page in it)."""
    return [
        (lang, saying(lang).words["language"]["name"], str(request.url.include_query_params(lang=lang).query))
        for lang in LANGUAGES
        if lang != say.lang
    ]


def _navigation() -> tuple[Page, ...]:
    from tachograph.surfaces.web.pages import pages  # noqa: PLC0415 - the pages are made with this frame

    return tuple(one for one in pages() if one.nav)


@cache
def environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tachograph.surfaces.web"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        safe_text=safe,
        spaced=words.spaced,
        linked=web_address,
        period=words.period,
        units=figures.units,
        calculation=calculation,
        cell_address=html.cell_address,
        maker_address=html.maker_address,
    )
    environment.globals["VERDICTS"] = words.VERDICTS
    environment.globals["gauge"] = lambda part, whole: gauge(Fraction(part, whole))
    return environment


@cache
def asset(name: str) -> str:
    """The address of a style, script or picture, with a mark of its content so that it may be kept for ever."""
    data = next(folder / name for folder in (HOME / "static", SCRIPTS) if (folder / name).is_file()).read_bytes()
    return f"/static/{name}?{blake2b(data, digest_size=5).hexdigest()}"


class Assets(StaticFiles):
    """The files of ``static`` and the two that the report shares with us, to be kept for as long as they are asked so."""

    def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
        if path in {"report.css", "report.js"}:
            full = SCRIPTS / path
            return str(full), full.stat()
        return super().lookup_path(path)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"]:
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return response
