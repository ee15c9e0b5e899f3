"""The presentation that a deck begins as: our own, or a company's template."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Pt

from metrics.errors import SelarasError
from slides.deck_boxes import Box
from slides.deck_shapes import emu
from words import say

WIDTH, HEIGHT = 960.0, 540.0
EDGE = 30.0
TITLE = Box(EDGE, 16, WIDTH - 2 * EDGE, 42)
TITLE_SIZE = 32
BOTTOM = 519.0  # where the date, the footer and the number begin
OLE = b"\xd0\xcf\x11\xe0"  # what an encrypted or an old file begins with
TYPES = "[Content_Types].xml"
MAIN = "presentationml.{}.main+xml"
TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
FURNITURE = frozenset(
    {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
)


def own_deck() -> Deck:
    """An empty deck of ours, 16:9, its titles at the upper left."""
    deck = Presentation()
    factor = WIDTH * 12_700 / int(deck.slide_width or 1)
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    master = deck.slide_master
    for holder in chain(*map(_holders, (master, *deck.slide_layouts))):
        if holder.element.spPr.find(qn("a:xfrm")) is not None:
            holder.left = Emu(round(holder.left * factor))
            holder.width = Emu(round(holder.width * factor))
        if holder.placeholder_format.type in FURNITURE:
            holder.top, holder.height = Pt(BOTTOM), Pt(HEIGHT - BOTTOM - 4)
    for holder in (*_holders(master), *_holders(title_only(deck))):
        if holder.placeholder_format.type in TITLES:
            holder.left, holder.top, holder.width, holder.height = emu(TITLE)
    _left(master.element)
    return deck


def _left(master: BaseOxmlElement) -> None:
    """Titles to the left, in our size and with no room around them."""
    (style,) = master.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
    style.find(qn("a:defRPr")).set("b", "1")
    for body in master.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']//a:bodyPr"):
        for side in ("lIns", "rIns", "tIns", "bIns"):
            body.set(side, "0")


def template_deck(path: Path) -> Deck:
    """A company's template without its slides.

    Raises SelarasError where it is no such file, or has no layout to write on.
    """
    try:
        given = path.read_bytes()
    except OSError as error:
        raise SelarasError(f"{path}: {error.strerror}.") from error
    deck = _opened(path, given)
    _emptied(deck)
    if not _usable(deck):
        raise SelarasError(
            say(
                '{file}: the layout "Title Only" is missing (a title and no text), and '
                "there is no blank one. Add it to the slide master and save the file.",
                file=path.name,
            )
        )
    return deck


def title_only(deck: Deck) -> SlideLayout:
    """The layout with a title and nothing else, or else the blank one."""
    return _usable(deck)[0]


def _usable(deck: Deck) -> list[SlideLayout]:
    """Layouts to write on, the best first."""
    layouts = [one for master in deck.slide_masters for one in master.slide_layouts]
    titled = [one for one in layouts if _kinds(one) in ({title} for title in TITLES)]
    named = [one for one in titled if one.element.get("type") == "titleOnly"]
    return [*named, *titled, *(one for one in layouts if not _kinds(one))]


def _holders(owner: SlideLayout | SlideMaster) -> list[LayoutPlaceholder]:
    return list(owner.placeholders)  # type: ignore[arg-type]


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    """What its placeholders are for, but for the date, the footer and the number."""
    return {one.placeholder_format.type for one in _holders(layout)} - FURNITURE


def title_box(layout: SlideLayout) -> Box | None:
    """Where its title is; None of a blank one, or where nothing says it."""
    for one in _holders(layout):
        if one.placeholder_format.type in TITLES and one.left is not None:
            return Box(one.left.pt, one.top.pt, one.width.pt, one.height.pt)
    return None


def lowest(layout: SlideLayout, height: float) -> float:
    """How far down there is room: to the date, the footer and the number."""
    tops: list[float] = [
        one.top.pt
        for one in _holders(layout)
        if one.placeholder_format.type in FURNITURE
        and one.top is not None
        and one.top.pt > height / 2
    ]
    return min([*tops, height - EDGE / 2])


def _opened(path: Path, given: bytes) -> Deck:
    if given.startswith(OLE):
        raise SelarasError(
            say(
                "{file} has a password, or is of an old PowerPoint. Save it as .pptx "
                "without a password.",
                file=path.name,
            )
        )
    try:
        return Presentation(BytesIO(_as_deck(path, given)))
    except SelarasError:
        raise
    except Exception as error:
        raise SelarasError(
            say("{file} is no PowerPoint file (.pptx or .potx).", file=path.name)
        ) from error


def _as_deck(path: Path, given: bytes) -> bytes:
    """A template (.potx) as a presentation; SelarasError of one with macros."""
    with ZipFile(BytesIO(given)) as packed:
        types = packed.read(TYPES).decode()
        if "macroEnabled" in types:
            raise SelarasError(
                say(
                    "{file} holds macros. Save it as .pptx, without them.",
                    file=path.name,
                )
            )
        meant = types.replace(MAIN.format("template"), MAIN.format("presentation"))
        if meant == types:
            return given
        changed = BytesIO()
        with ZipFile(changed, "w") as again:
            for name in packed.namelist():
                again.writestr(name, meant if name == TYPES else packed.read(name))
    return changed.getvalue()


def _emptied(deck: Deck) -> None:
    """Leave out its slides, and all that names them."""
    for one in list(deck.slides._sldIdLst):
        deck.slides._sldIdLst.remove(one)
        deck.part.drop_rel(one.rId)
    root = deck.part._element
    for name in ("p:custShowLst", "p:extLst"):
        for one in root.findall(qn(name)):
            root.remove(one)
