"""Words for an SVG whose letters are shapes, so that they can be found and copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Word:
    """A word where it stands: the start of its baseline, in points.

    `whole` is whether all of it stands on one line, and so takes up its width.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    whole: bool


def with_words(svg: bytes, title: str, words: Iterable[Word]) -> bytes:
    """The drawing with its title, and every word laid unseen over its shape."""
    head, gap, body = svg.partition(b">")
    named = f"<title>{escape(title)}</title>".encode()
    laid = "".join(map(_laid, words))
    text = (
        '<text fill="transparent" font-family="Source Sans 3, sans-serif" '
        f'xml:space="preserve">{laid}</text></svg>'
    )
    return head + gap + named + body.removesuffix(b"</svg>") + text.encode()


def _laid(word: Word) -> str:
    text = escape(word.text.replace(SOFT_HYPHEN, ""))
    wide = (
        f' textLength="{word.width:.2f}" lengthAdjust="spacingAndGlyphs"'
        if word.whole
        else ""
    )
    return (
        f'<tspan x="{word.x:.2f}" y="{word.y:.2f}" font-size="{word.size:.2f}"{wide}>'
        f"{text}</tspan> "
    )
