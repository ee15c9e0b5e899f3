"""The year on a slide: a row a value and a bar a week, with the months below."""

from __future__ import annotations

from pptx.enum.text import MSO_ANCHOR

from slides.deck_boxes import Box
from slides.deck_fonts import Line
from slides.deck_shapes import Paper, text
from slides.deck_sheets import Desk, sheet_of
from slides.deck_values import FOOT, GAP, foot
from slides.deck_verdicts import year_strip
from slides.facts import year_legend
from slides.model import Slide
from words import say

SIZE = 18.0  # of a value's name
HIGHEST, ASIDE = 64.0, 0.3  # of a row in points; of the width, for the longest name


def weeks_sheet(desk: Desk, slide: Slide) -> None:
    """Every value week by week; nothing where the weeks are not known."""
    if not slide.year:
        return
    paper = sheet_of(desk, [Line(say("Week by week"), 0)])
    area = desk.area.above(FOOT * 1.2 + GAP)
    legend = [Line(year_legend(), FOOT, "muted")]
    below = paper.face.high(legend, area.width) + FOOT * 1.4 + 2 * GAP
    names = [Line(name, SIZE, bold=True) for name, _ in slide.year]
    aside = min(max(map(paper.face.wide, names)) + 2 * GAP, area.width * ASIDE)
    high = min((area.height - below) / len(names) - GAP, HIGHEST)
    for name, (value, weeks) in zip(names, slide.year, strict=True):
        row = area.strip(high)
        text(paper, [name], row.column(aside), anchor=MSO_ANCHOR.MIDDLE)
        year_strip(paper, value, weeks, row.after(aside))
        area = area.below(high + GAP)
    _months(paper, slide, area.after(aside))
    text(paper, legend, area.below(FOOT * 1.4 + GAP))
    foot(paper, slide, desk.area)


def _months(paper: Paper, slide: Slide, area: Box) -> None:
    """The first letters of each month, where it begins."""
    step = area.width / len(slide.year[0][1])
    for at, name in slide.months:
        line = Line(name, FOOT, "muted")
        wide = paper.face.wide(line) + 1
        left = min(at * step, area.width - wide)
        text(paper, [line], area.after(left).column(wide).strip(FOOT * 1.4))
