"""Pictures: exact, legible, complete, and the same as those that were looked at."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from metrics.errors import SelarasError
from metrics.verdicts import Verdict
from slides import drawing
from slides.drawing import draw
from slides.looks import SIZES, THEMES
from slides.making import lived_of
from slides.telling import told_of
from tests.slides_made_up import LONG_NAMES, WEEKS, card, promise, slide, usual, worst

APPROVED = Path(__file__).parent / "approved"
# Of 255: what few colors, and the smoothing of edges, may make of a pixel.
EDGE = 40


def words(made, size="1920x1080"):
    """Every word of a picture with its place; in units of the template."""
    told = json.dumps(told_of(made, SIZES[size], "light", "svg"))
    return drawing._compiled(told, "svg", 72)[1]


def text(made, size="1920x1080"):
    said = " ".join(word.text for word in words(made, size))
    return said.replace("\u00ad", "")


def few():
    """A value with too few answers, one that tells a sentence, and a year of weeks."""
    unseen = promise(
        verdict=Verdict.TOO_FEW,
        amount="",
        interval="",
        n="n = 12",
        why_blank="shown from n = 30 on",
        series=(),
    )
    told = card("Integrity", promise(), sentence="Kept for the third month in a row.")
    sold = card("Revenue", promise("Revenue", "Revenue"))
    year = (("Speed", WEEKS), ("Integrity", WEEKS))
    return slide([card("Speed", unseen), told], [sold], year=year)


def empty():
    nothing = promise(verdict=Verdict.NO_DATA, amount="", interval="", series=())
    said = "There are no data for March 2025."
    return slide([card("Speed", nothing)], empty=said, headline="No data for Speed.")


MADE = {"usual": usual, "few": few, "empty": empty}
LOOKED_AT = [
    ("usual", "1920x1080", "light"),
    ("usual", "1080x1350", "dark"),
    ("few", "1920x1080", "dark"),
    ("empty", "a4", "light"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_is_exactly_as_many_pixels_as_asked(size, theme):
    picture = Image.open(io.BytesIO(draw(usual(), "png", size, theme)))
    assert picture.size == SIZES[size].pixels


@pytest.mark.parametrize("size", SIZES)
def test_says_how_many_pixels_an_svg_is(size):
    width, height = SIZES[size].pixels
    assert f'width="{width}" height="{height}"'.encode() in draw(usual(), "svg", size)


@pytest.mark.parametrize(("name", "size", "theme"), LOOKED_AT)
def test_looks_as_it_did_when_it_was_approved(name, size, theme):
    drawn = Image.open(io.BytesIO(draw(MADE[name](), "png", size, theme)))
    approved = Image.open(APPROVED / f"{name}-{size}-{theme}.png")
    difference = ImageChops.difference(drawn.convert("RGB"), approved.convert("RGB"))
    worst_of_all = difference.convert("L").point(lambda by: 255 if by > EDGE else 0)
    assert worst_of_all.getbbox() is None


def test_no_text_is_smaller_than_a_45th_of_the_height():
    # The unit of the template is a 1080th of the height, and 1080 / 45 = 24.
    unit = SIZES["1920x1080"].unit
    for made in (usual(), few(), empty(), worst(values=5, promises=2), worst(8, 1)):
        assert min(word.size for word in words(made)) >= 24 * unit - 1e-6


@pytest.mark.parametrize("promises", [1, 2, 3, 4])
@pytest.mark.parametrize("values", [1, 5, 8])
@pytest.mark.parametrize("size", SIZES)
def test_the_longest_names_and_largest_numbers_stay_on_the_picture(
    size, values, promises
):
    width, height = SIZES[size].points
    for word in words(worst(values, promises), size):
        assert word.x >= 0, word
        assert 0 <= word.y <= height, word
        assert not word.whole or word.x + word.width <= width, word


@pytest.mark.parametrize("size", SIZES)
def test_every_name_amount_and_target_is_on_the_picture(size):
    told = text(worst(8, 2), size)
    assert [name for name in LONG_NAMES if name not in told] == []
    assert told.count("Rp 1.234.567.890") == 8 + 5
    assert told.count("Target ≥ 65 %") == 8
    assert "Only team Kundenbetreuung, channel mail" in told


def test_refuses_what_no_letters_fit():
    promises = [promise(f"P{number}") for number in range(30)]
    many = [card(f"Value {number}", *promises) for number in range(20)]
    with pytest.raises(SelarasError) as refused:
        draw(slide(many), "png")
    assert str(refused.value) == (
        "20 cards with 600 promises do not fit 1920x1080 at a size that can be read. "
        "Take fewer values or promises, or another size: 1920x1080, 1080x1350 and a4."
    )


def test_sales_have_cards_of_the_same_size_as_service():
    drawn = draw(usual(), "svg", theme="light").decode()
    # A card is the only shape with a border of that colour.
    cards = re.findall(r'stroke="#dedad0"[^>]* d="([^"]+)"', drawn) or re.findall(
        r'd="([^"]+)"[^>]*stroke="#dedad0"', drawn
    )
    assert len(cards) == 10
    assert len(set(cards)) == 1


def test_what_stands_alone_is_on_the_picture():
    told = text(usual())
    for said in (
        "Warung September 2026",
        "Data through 21 November 2026, 23:06 · Europe/Amsterdam",
        "n = 1,328",
        "71.5 to 76.3 %",
        "19.4 % answered",
        "FRT 5a53443e",
        "probably broken",
        "values.example.com/?period=2026-09&lang=en",
    ):
        assert said in told, said


def test_too_few_are_not_shown():
    told = text(few())
    assert "shown from n = 30 on" in told
    assert "too few" in told
    # Only Integrity and Revenue tell theirs.
    assert told.count("74.0 %") == 2
    assert told.count("71.5 to 76.3 %") == 2


def test_a_period_without_data_says_so():
    told = text(empty())
    assert "There are no data for March 2025." in told
    assert "Load an export that reaches it, or choose another period." in told
    assert "Target" not in told


def test_an_svg_can_be_searched():
    drawn = draw(usual(), "svg").decode()
    assert "<title>Warung, September 2026</title>" in drawn
    found = re.sub(r"<[^>]+>", "", drawn)
    assert "Warung September 2026 Data through 21 November 2026" in found


def test_without_an_address_there_is_no_code_and_no_link():
    told = text(replace(usual(), address="?period=2026-09&lang=en"))
    assert "lang=en" not in told
    assert b"data:image" in draw(usual(), "svg")
    assert b"data:image" not in draw(replace(usual(), address="?lang=en"), "svg")


def test_every_verdict_has_a_word_and_a_shape_of_its_own():
    shapes = {lived_of(verdict).shape for verdict in Verdict}
    said = {lived_of(verdict).words for verdict in Verdict}
    assert len(shapes) == len(said) == 7


def test_speaks_the_language_of_the_slide():
    assert "⟦Ranges" in draw(replace(usual(), language="xx"), "svg").decode()


def test_draws_the_same_bytes_again():
    assert draw(usual(), "png") == draw(usual(), "png")
