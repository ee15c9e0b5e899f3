"""A deck as bytes: the same for the same slides, whenever it is written."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck

EXTENDED = RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
WHEN = (1980, 1, 1, 0, 0, 0)
# The moment of writing, which a workbook behind a chart would tell.
MOMENTS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def told_of(deck: Deck, title: str, author: str, language: str) -> None:
    """The properties of the document; nothing of a template's stays."""
    told = deck.core_properties
    for one in list(told._element):
        told._element.remove(one)
    told.title, told.author, told.language = title, author, language
    _forget(deck)


def _forget(deck: Deck) -> None:
    """What else a template tells of itself: its picture, and the titles it had."""
    package = deck.part.package
    for key, one in list(package._rels.items()):
        if one.reltype in {RELATIONSHIP_TYPE.THUMBNAIL, EXTENDED}:
            package._rels.pop(key)


def saved(deck: Deck) -> bytes:
    """The file."""
    written = BytesIO()
    deck.save(written)
    return _settled(written.getvalue())


def _settled(packed: bytes) -> bytes:
    """A package without the moment that it was written at."""
    settled = BytesIO()
    with (
        ZipFile(BytesIO(packed)) as was,
        ZipFile(settled, "w", ZIP_DEFLATED) as now,
    ):
        for name in was.namelist():
            held = was.read(name)
            if name.endswith(".xlsx"):
                held = _settled(held)
            if name == "docProps/core.xml":
                held = MOMENTS.sub(b"", held)
            now.writestr(ZipInfo(name, WHEN), held, ZIP_DEFLATED)
    return settled.getvalue()
