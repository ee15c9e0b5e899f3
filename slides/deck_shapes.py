"""Text, boxes and groups on a slide, with what a screen reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.slide import Slide as Sheet
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from slides.deck_boxes import Box
from slides.deck_fonts import Face, Line
from slides.deck_inks import Inks

LANGS = {"en": "en-GB", "id": "id-ID", "ms": "ms-MY"}
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
FINE = 100  # places on an outline, to a point
ROUND = 7.0  # points of a card's corner


@dataclass(frozen=True)
class Paper:
    """A slide, or a group on it, and what is written on it with."""

    sheet: Sheet
    shapes: SlideShapes | GroupShapes
    inks: Inks
    face: Face
    language: str

    @property
    def lang(self) -> str:
        """The language of what is written, as the file names it."""
        return LANGS.get(self.language, "en-GB")


def group(paper: Paper, alt: str) -> tuple[GroupShape, Paper]:
    """A group that is told as one thing, and the paper inside it."""
    made = paper.shapes.add_group_shape()
    describe(made, alt)
    return made, replace(paper, shapes=made.shapes)


def text(
    paper: Paper,
    lines: Sequence[Line],
    box: Box,
    *,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Shape:
    """Paragraphs in a box, each line as high as it was measured."""
    made = paper.shapes.add_textbox(*emu(box))
    _frame(made.text_frame, anchor)
    write(paper, made.text_frame, lines, align)
    return made


def write(
    paper: Paper, frame: TextFrame, lines: Iterable[Line], align: PP_ALIGN | None
) -> None:
    """Paragraphs into a frame that is empty."""
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else _next(frame)
        if align is not None:
            paragraph.alignment = align
        paragraph.line_spacing = Pt(line.pitch)
        paragraph.space_before = Pt(line.before)
        run(paper, paragraph, line)


def _next(frame: TextFrame) -> _Paragraph:
    return frame.add_paragraph()  # type: ignore[no-untyped-call,no-any-return]


def run(paper: Paper, paragraph: _Paragraph, line: Line) -> None:
    """The words of a line, in the language that they are in."""
    made = paragraph.add_run()
    made.text = line.words
    font = made.font
    font.size, font.bold, font.italic = Pt(line.size), line.bold, line.italic
    paper.inks.paint(font.color, line.ink)
    font._element.set("lang", paper.lang)


def card(paper: Paper, box: Box, tone: str, bar: float) -> None:
    """The ground of a card, with a bar of its tone on top; both say nothing."""
    ground = shape(paper, MSO_SHAPE.ROUNDED_RECTANGLE, box, "card", "border")
    ground.adjustments[0] = ROUND / min(box.width, box.height)
    decorate(ground)
    edge = replace(box.strip(bar), left=box.left + ROUND / 2, width=box.width - ROUND)
    decorate(shape(paper, MSO_SHAPE.RECTANGLE, edge, tone))


def shape(
    paper: Paper,
    kind: MSO_SHAPE,
    box: Box,
    fill: str,
    border: str = "",
    thick: float = 0.75,
) -> Shape:
    """A shape in a colour, or in none, with a border or without."""
    made = paper.shapes.add_shape(kind, *emu(box))
    _plain(made)
    if fill:
        made.fill.solid()
        paper.inks.paint(made.fill.fore_color, fill)
    else:
        made.fill.background()
    if border:
        paper.inks.paint(made.line.color, border)
        made.line.width = Pt(thick)
    else:
        made.line.fill.background()
    return made


def outlined(paper: Paper, boxes: Sequence[Box], fill: str) -> Shape:
    """Boxes of one colour as one shape; a height may be less than nothing."""
    builder = None
    for box in boxes:
        left, right = round(box.left * FINE), round(box.right * FINE)
        top, bottom = round(box.top * FINE), round(box.bottom * FINE)
        if builder is None:
            scale = 12_700 / FINE
            builder = paper.shapes.build_freeform(left, bottom, scale=scale)
        else:
            builder.move_to(left, bottom)
        builder.add_line_segments([(left, top), (right, top), (right, bottom)])
    if builder is None:
        raise ValueError("There is nothing to draw.")
    made: Shape = builder.convert_to_shape()
    _plain(made)
    made.fill.solid()
    paper.inks.paint(made.fill.fore_color, fill)
    made.line.fill.background()
    return made


def _plain(made: Shape) -> None:
    """Without the look of the theme's shapes."""
    for style in made.element.findall(qn("p:style")):
        made.element.remove(style)


def veil(made: Shape, share: float) -> None:
    """Let the ground shine through a filled shape; `share` of 1 hides it."""
    (color,) = made.fill._xPr.find(qn("a:solidFill"))
    alpha = OxmlElement("a:alpha")
    alpha.set("val", f"{round(share * 100_000)}")
    color.append(alpha)


def describe(made: BaseShape, alt: str) -> None:
    """What someone hears who does not see it."""
    _properties(made).set("descr", alt)


def decorate(made: BaseShape) -> None:
    """Nothing to be heard: it only looks good."""
    _properties(made).append(parse_xml(DECORATIVE))


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height as the file counts them."""
    left, top, width, height = (
        Emu(round(side * 12_700)) for side in (box.left, box.top, box.width, box.height)
    )
    return left, top, width, height


def _frame(frame: TextFrame, anchor: MSO_ANCHOR) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = Emu(0)
    frame.margin_bottom = Emu(0)


def _properties(made: BaseShape) -> BaseOxmlElement:
    found: BaseOxmlElement
    (found,) = made._element.xpath("./*/p:cNvPr")
    return found
