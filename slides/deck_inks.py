"""Colours of a deck: our own theme, or those of a company's template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.slide import SlideMaster

from slides.looks import THEMES

# Which place in a theme each of our colours has.
PLACES = {
    "lt1": "page",
    "dk1": "text",
    "lt2": "card",
    "dk2": "muted",
    "accent1": "accent",
    "accent2": "target",
    "accent3": "green",
    "accent4": "red",
    "accent5": "orange",
    "accent6": "gray",
    "hlink": "accent",
    "folHlink": "accent",
}
NAMED = {
    "page": MSO_THEME_COLOR.BACKGROUND_1,
    "text": MSO_THEME_COLOR.TEXT_1,
    "card": MSO_THEME_COLOR.BACKGROUND_2,
    "muted": MSO_THEME_COLOR.TEXT_2,
    "accent": MSO_THEME_COLOR.ACCENT_1,
    "line": MSO_THEME_COLOR.ACCENT_1,
    "target": MSO_THEME_COLOR.ACCENT_2,
    "green": MSO_THEME_COLOR.ACCENT_3,
    "red": MSO_THEME_COLOR.ACCENT_4,
    "orange": MSO_THEME_COLOR.ACCENT_5,
    "gray": MSO_THEME_COLOR.ACCENT_6,
}
HEX = re.compile("[0-9A-Fa-f]{6}")
READABLE = 4.5  # contrast of text, after WCAG 2.2
SEEN = 3.0  # and of what is drawn


@dataclass(frozen=True)
class Inks:
    """What each colour is painted with: a place of the theme, or itself."""

    theme: Mapping[str, MSO_THEME_COLOR]
    plain: Mapping[str, str]

    def paint(self, color: ColorFormat, ink: str) -> None:
        """Give something this colour."""
        if ink in self.theme:
            color.theme_color = self.theme[ink]
        else:
            red, green, blue = bytes.fromhex(self.plain[ink].lstrip("#"))
            color.rgb = RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def own_inks(master: SlideMaster, theme: str) -> Inks:
    """Our colours, put into the theme of our own deck."""
    part, root = _theme(master)
    colors = THEMES[theme]
    for place, ink in PLACES.items():
        _put(root, place, colors[ink])
    part.blob = serialize_part_xml(root)
    return Inks(NAMED, colors)


def template_inks(master: SlideMaster) -> Inks:
    """A template's text, page and accents; ours where they would not be seen."""
    _, root = _theme(master)
    found = {place: _found(root, place) for place in PLACES}
    mapped = dict(master.element.find(qn("p:clrMap")).attrib)
    page = found[mapped["bg1"]]
    ours = THEMES["light" if _light(page) > 0.4 else "dark"]
    wanted = {
        "text": (MSO_THEME_COLOR.TEXT_1, found[mapped["tx1"]], READABLE),
        "accent": (MSO_THEME_COLOR.ACCENT_1, found["accent1"], READABLE),
        "line": (MSO_THEME_COLOR.ACCENT_1, found["accent1"], SEEN),
        "target": (MSO_THEME_COLOR.ACCENT_2, found["accent2"], SEEN),
    }
    kept = {
        ink: place
        for ink, (place, color, least) in wanted.items()
        if contrast(color, page) >= least
    }
    grounds = dict.fromkeys(("page", "card"), MSO_THEME_COLOR.BACKGROUND_1)
    return Inks({**kept, **grounds}, ours)


def fonts_of(master: SlideMaster) -> tuple[str, str]:
    """The font of titles and that of text, as the theme names them."""
    _, root = _theme(master)
    major, minor = (
        root.find(f".//{qn(f'a:{kind}Font')}/{qn('a:latin')}")
        for kind in ("major", "minor")
    )
    return _face(major), _face(minor)


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21, after WCAG 2.2."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def _face(latin: BaseOxmlElement | None) -> str:
    return "" if latin is None else str(latin.get("typeface", ""))


def _theme(master: SlideMaster) -> tuple[Part, BaseOxmlElement]:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    return part, parse_xml(part.blob)


def _put(root: BaseOxmlElement, place: str, color: str) -> None:
    (there,) = root.iter(qn(f"a:{place}"))
    for one in list(there):
        there.remove(one)
    plain = OxmlElement("a:srgbClr")
    plain.set("val", color.lstrip("#").upper())
    there.append(plain)


def _found(root: BaseOxmlElement, place: str) -> str:
    """A colour of a theme; black where it is none that is written out."""
    for one in root.iter(qn(f"a:{place}")):
        for color in one:
            told = str(color.get("lastClr") or color.get("val"))
            return f"#{told}" if HEX.fullmatch(told) else "#000000"
    return "#000000"


def _light(color: str) -> float:
    """Relative luminance, 0 to 1."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
