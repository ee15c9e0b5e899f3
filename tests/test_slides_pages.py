"""The PDF: a page for each value, tagged, with a title, a language and real text."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from slides.drawing import draw
from slides.looks import SIZES
from tests.slides_made_up import usual, worst


def pages(made, size="1920x1080"):
    return PdfReader(io.BytesIO(draw(made, "pdf", size)))


def said(page):
    """Its words; where a line or a word may break is no part of them."""
    return " ".join(page.extract_text().replace("\u00ad", "").split())


def test_has_the_scorecard_each_value_sales_and_how_we_count():
    told = [said(page) for page in pages(usual()).pages]
    # The scorecard, five values, sales, and how we count.
    assert len(told) == 8
    assert "Warung September 2026" in told[0]
    names = ("Integrity", "Quality", "Speed", "Loyalty", "Autonomy", "Sales")
    for name, page in zip(names, told[1:7], strict=True):
        assert page.startswith(name)
    assert told[7].startswith("How we count")
    assert "Tickets with a first reply; the minutes until then." in told[7]
    assert "Source: https://example.com/first-reply. Version 5a53443e." in told[7]


def test_tells_a_value_in_full():
    page = said(pages(usual()).pages[1])
    for words in (
        "First reply time",
        "74.0 %",
        "Target ≥ 65 %",
        "n = 1,328",
        "95 % interval 71.5 to 76.3 %",
        "FRT, version 5a53443e",
        "1/2026",
        "13/2026",
    ):
        assert words in page, words


@pytest.mark.parametrize("size", SIZES)
def test_is_tagged_with_title_and_language(size):
    there = pages(usual(), size)
    assert there.metadata.title == "Warung, September 2026"
    root = there.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    # Says of itself that it conforms to PDF/UA, which the compiler has checked.
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_names_the_language_that_is_spoken():
    there = pages(replace(usual(), language="id"))
    assert there.trailer["/Root"]["/Lang"] == "id"


def test_holds_a_link_that_reopens_the_view():
    notes = [
        note.get_object()["/A"]["/URI"]
        for note in pages(usual()).pages[0].get("/Annots", [])
    ]
    assert notes == ["https://values.example.com/?period=2026-09&lang=en"]


@pytest.mark.parametrize("size", SIZES)
def test_has_pages_for_the_longest_names(size):
    told = [said(page) for page in pages(worst(8, 4), size).pages]
    assert len(told) >= 1 + 8 + 1 + 1
    assert "Rp 1.234.567.890" in told[9]
